"""The room that hosts the Rasa agent: what prepares, trains, guards, runs and stores it."""
