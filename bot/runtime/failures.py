"""Writing down a failure without writing down what the person said.

An exception's message may quote the text or the frame (a schema error quotes the whole instance), so a log line names
the exception's class and the places it passed, and never its message.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import Path

_log = logging.getLogger(__name__)


def describe(error: BaseException, frames: int = 4) -> str:
    """Class of the error and the last places of its way, innermost last: "KeyError at answer.py:31 < host.py:90"."""
    places = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(error.__traceback__)]
    return f"{type(error).__name__} at {' < '.join(reversed(places[-frames:])) or 'unknown place'}"


def log_failure(what: str, error: BaseException) -> None:
    """Log `what` failed, at ERROR."""
    _log.error("%s: %s", what, describe(error))
