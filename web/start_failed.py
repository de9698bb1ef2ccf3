"""Why the service cannot start, whichever part it was."""

from __future__ import annotations


class StartFailed(RuntimeError):
    """A part cannot be started; the message is for the person who starts the service and says what to do."""
