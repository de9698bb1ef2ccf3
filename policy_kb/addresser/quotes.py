"""Quotes (引文): finding one in a clause whatever white space, line breaks or Markdown marks the print has in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SPACE = re.compile(r"\s+")
_SKIPPED = re.compile(
    r"(?:\A|[\n\r\f])\s*(?:(?:#{1,6}|[-+>](?=\s))\s*)+"  # a line's Markdown marks
    r"|[\s\ufeff\u200b]+"
    r"|</?[A-Za-z][^<>]*>"  # a converter's tags
    r"|\*+"
)


class AmbiguousQuote(ValueError):
    """A quote that stands more than once in a clause, so that it proves no single figure."""


def squeeze(text: str) -> str:
    """`text` without any white space."""
    return _SPACE.sub("", text)


def count_quote(clause_text: str, quote: str) -> int:
    """How often `quote` stands in `clause_text`, overlaps counted. Raises ValueError for an empty quote."""
    wanted = _wanted(quote)
    bare = _SKIPPED.sub("", clause_text)
    return sum(1 for _ in _starts(bare, wanted))


def find_quote(clause_text: str, quote: str) -> tuple[int, int] | None:
    """Where `quote` stands in `clause_text`: start and end (exclusive) there, over the breaks of the print; or None.

    White space, line breaks, leading #, -, > and *, and tags (<p …>) do not count on either side; everything else is
    compared as printed. Raises AmbiguousQuote where it stands more than once, ValueError for an empty quote.
    """
    places = _places(clause_text, quote)
    if len(places) > 1:
        raise AmbiguousQuote(f"{quote!r} stands {len(places)} times in the clause; quote more of the sentence")
    return places[0] if places else None


def _places(clause_text: str, quote: str) -> list[tuple[int, int]]:
    wanted = _wanted(quote)
    bare, offsets = _bare(clause_text)
    return [(offsets[start], offsets[start + len(wanted) - 1] + 1) for start in _starts(bare, wanted)]


def _wanted(quote: str) -> str:
    wanted = _SKIPPED.sub("", quote)
    if not wanted:
        raise ValueError(f"the quote {quote!r} is empty: quote the words of the clause")
    return wanted


def _starts(bare: str, wanted: str) -> Iterator[int]:
    at = bare.find(wanted)
    while at >= 0:
        yield at
        at = bare.find(wanted, at + 1)


def _bare(text: str) -> tuple[str, list[int]]:
    """The characters that count, and the offset of each in `text`."""
    offsets: list[int] = []
    at = 0
    for match in _SKIPPED.finditer(text):
        offsets.extend(range(at, match.start()))
        at = match.end()
    offsets.extend(range(at, len(text)))
    return _SKIPPED.sub("", text), offsets
