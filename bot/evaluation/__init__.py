"""Measuring answers: conversations with expected outcomes, scored as an outsider scores them. No rasa."""
