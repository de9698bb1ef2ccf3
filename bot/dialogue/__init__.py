"""The dialogue: what was heard, the frame carried from turn to turn, and the responder. No rasa here."""
