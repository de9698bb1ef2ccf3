"""The addresser (条款编址): gives every printed clause of a notice its one address, with its span in the text."""

from __future__ import annotations

from policy_kb.addresser.outline import AddressError, Outline, Piece, outline
from policy_kb.addresser.quotes import AmbiguousQuote, count_quote, find_quote, squeeze
from policy_kb.addresser.store import ClauseFile, load_notice
from policy_kb.clauses import Clause, Notice, UnknownClause

__all__ = [
    "AddressError",
    "AmbiguousQuote",
    "Clause",
    "ClauseFile",
    "Notice",
    "Outline",
    "Piece",
    "UnknownClause",
    "address_text",
    "count_quote",
    "find_quote",
    "load_notice",
    "outline",
    "read_notice",
    "squeeze",
]


def address_text(document_id: str, text: str) -> tuple[Clause, ...]:
    """The clauses of `text` in order of print, a part before what it holds (contract section 2).

    Offsets are characters of `text`. Raises AddressError (a ValueError) for a text without any clause and where two
    lines would have the same address; the message names both lines and says what to do.
    """
    return outline(document_id, text).clauses


def read_notice(document_id: str, text: str) -> Notice:
    """`text` with its clauses, addressed afresh: for a notice that has no stored clauses. Raises AddressError."""
    return Notice(document_id, text, address_text(document_id, text))
