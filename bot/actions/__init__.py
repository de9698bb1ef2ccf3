"""Rasa custom actions: thin, they hand the turn to the responder."""
