"""Rasa as its manual sets it up: a Rasa server, an action server, and a client, over HTTP."""
