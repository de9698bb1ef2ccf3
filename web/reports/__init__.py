"""Figures and lists over claims, and lists of people that organisations send in."""
