"""Logging in and out, for staff and for professionals, and the one-time links of channels that show text only."""
