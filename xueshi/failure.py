"""A failure that a person can mend."""


class Failure(Exception):
    """The message says what is wrong and how to mend it, in one line where it can; the command exits with 1."""
