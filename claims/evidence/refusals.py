"""Refusals of a file, all with the field `file`."""

from __future__ import annotations

from claims.trouble import Refused


def refused(code: str, message: str, status: int = 422) -> Refused:
    """A refusal that concerns the file, to be raised."""
    return Refused(code, message, "file", status)


def unsupported(message: str) -> Refused:
    """The file is of a kind that is not taken, or not what it says."""
    return refused("unsupported_file", message, 415)
