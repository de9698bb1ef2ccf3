"""What the author of a new notice says of it beside its text, and what may be said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


class NotMade(ValueError):
    """Why a notice's folder cannot be made, in one line that says what to do; `call` tells that the call was wrong."""

    def __init__(self, message: str, call: bool = False) -> None:
        super().__init__(message)
        self.call = call


@dataclass(frozen=True)
class Heading:
    """The notice's id, title and place. `name` is the Chinese name of a new place, None where it is held already."""

    id: str
    title: str
    jurisdiction: str
    name: str | None = None
    parent: str | None = None
    issued: str | None = None
    years: tuple[int, ...] = ()


def check_words(head: Heading) -> None:
    """Ids, words, day and years that can be written down. Raises NotMade."""
    for option, given in (("--id", head.id), ("--jurisdiction", head.jurisdiction)):
        if not _ID.fullmatch(given):
            raise NotMade(f"{option} takes small letters, digits and hyphens, as in qh-2025; not {given!r}", call=True)
    for option, words in (("--title", head.title), ("--name", head.name)):
        if words is not None and (not words.strip() or words != words.strip() or not words.isprintable()):
            raise NotMade(f"{option} takes one line of text without spaces around it, not {words!r}", call=True)
        if words is not None and not re.search("[\u4e00-\u9fff]", words):
            raise NotMade(f"{option} is shown to people and takes Chinese, not {words!r}", call=True)
    if head.issued is not None and not _is_day(head.issued):
        raise NotMade(f"--issued takes a day of the calendar as YYYY-MM-DD, not {head.issued!r}", call=True)
    for year in head.years:
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise NotMade(f"--years takes years from {_FIRST_YEAR} to {_LAST_YEAR}, not {year}", call=True)
    if len(set(head.years)) < len(head.years):
        raise NotMade("--years names a year twice", call=True)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
