"""Sentences (句): whether a printed line closes one, and whether a line only goes on with the one before."""

from __future__ import annotations

import re

_CLOSED = re.compile(r"(?:[。；：！？;:!?…]|(?<=[^0-9０-９\s])[.．])[”’\"'』」】》*\s]*(?:[）)][*\s]*)?$")
_BRACKET_END = re.compile(r"[）)][*\s]*$")
_COLON_END = re.compile(r"[：:][*\s]*$")
_GOES_ON = re.compile(r"[，、。；：！？）》】”’,;:!?)]")


def is_closed(text: str) -> bool:
    """Whether `text` ends a sentence or a step of it: 。；：！？ and what may close after them."""
    return _CLOSED.search(text) is not None


def ends_in_colon(text: str) -> bool:
    """Whether `text` announces what comes below it."""
    return _COLON_END.search(text) is not None


def may_break_after(text: str) -> bool:
    """Whether the print can have cut a sentence at the end of `text`; a closing bracket ends a line as a stop does."""
    return not is_closed(text) and _BRACKET_END.search(text) is None


def must_go_on(text: str) -> bool:
    """Whether `text` begins with a mark that no line of print begins with, so that it ends the line before."""
    return _GOES_ON.match(text) is not None
