"""Rasa components: terms and quantities found by rule, tokens and features made of concepts."""
