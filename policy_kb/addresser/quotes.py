"""Quotes (引文): finding one in a clause whatever white space, line breaks or Markdown marks the print has in it."""

from __future__ import annotations

import re

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
    return len(_places(clause_text, quote))


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
    wanted, _ = _bare(quote)
    if not wanted:
        raise ValueError(f"the quote {quote!r} is empty: quote the words of the clause")
    bare, offsets = _bare(clause_text)
    starts = []
    at = bare.find(wanted)
    while at >= 0:
        starts.append(at)
        at = bare.find(wanted, at + 1)
    return [(offsets[start], offsets[start + len(wanted) - 1] + 1) for start in starts]


def _bare(text: str) -> tuple[str, list[int]]:
    """The characters that count, and the offset of each in `text`."""
    offsets = list(range(len(text)))
    for match in reversed(list(_SKIPPED.finditer(text))):
        del offsets[match.start() : match.end()]
    return "".join(text[offset] for offset in offsets), offsets
