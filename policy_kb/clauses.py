"""Clauses (条款) of a notice: the address of each, its span in the text, and the text behind an address."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

import msgspec

# Markdown marks before the next clause's line (### 1.…) belong to neither clause.
_NEXT_LINES_MARKS = re.compile(r"\n[\s#>*+-]*$")

ClauseKind = Literal["part", "paragraph", "table"]


class UnknownClause(LookupError):
    """An address that the document does not have."""


class Clause(msgspec.Struct, frozen=True):
    """One printed clause (contract section 2).

    `start` and `end` are character offsets in the document's text, end exclusive. A part's span is its own line and
    everything below it up to the next part of its rank. `parent` is None at the document's own level. `depth` counts
    the pieces of the address after `#`. `heading` is the part's printed title, without number and closing mark; an
    annex has its own title here.
    """

    address: str
    start: int
    end: int
    parent: str | None
    kind: ClauseKind
    depth: int
    heading: str | None = None


class Notice(msgspec.Struct, frozen=True, dict=True):
    """A document's text with its clauses, in the order of print (a part before what it holds)."""

    document: str
    text: str
    clauses: tuple[Clause, ...]

    @cached_property
    def _by_address(self) -> dict[str, Clause]:
        return {clause.address: clause for clause in self.clauses}

    def __contains__(self, address: str) -> bool:
        return address in self._by_address

    def clause(self, address: str) -> Clause:
        """The clause at `address` ("bt-2019#附件/二/四"). Raises UnknownClause, naming the nearest part there is."""
        found = self._by_address.get(address)
        if found is None:
            raise UnknownClause(self._say_unknown(address))
        return found

    def clause_text(self, address: str) -> str:
        """The clause verbatim, with the print's line breaks and Markdown marks. Raises UnknownClause."""
        clause = self.clause(address)
        return self.text[clause.start : clause.end]

    def own_text(self, address: str) -> str:
        """A part's own line without what stands below it; a whole paragraph or table. Raises UnknownClause."""
        clause = self.clause(address)
        below = self.children(address)
        if not below:
            return self.text[clause.start : clause.end]
        return _NEXT_LINES_MARKS.sub("", self.text[clause.start : below[0].start]).rstrip()

    def children(self, address: str | None) -> tuple[Clause, ...]:
        """The clauses directly below `address`, in print order; None asks for the document's own level."""
        return tuple(clause for clause in self.clauses if clause.parent == address)

    def narrowest(self, start: int, end: int) -> Clause | None:
        """The narrowest clause that holds the text from `start` to `end`; None in a title, or over two clauses."""
        holding = [clause for clause in self.clauses if clause.start <= start and end <= clause.end]
        return max(holding, key=lambda clause: clause.depth, default=None)

    def _say_unknown(self, address: str) -> str:
        document, _, path = address.partition("#")
        if document != self.document or not path:
            return f"{address!r} is no address of {self.document}: an address looks like {self.clauses[0].address!r}"
        holder: str | None = address
        while holder is not None and holder not in self:
            head, slash, _ = holder.rpartition("/")
            holder = head if slash else None
        below = "、".join(clause.address.partition("#")[2] for clause in self.children(holder))
        return (
            f"{self.document} has no clause {address!r}; {holder or 'the document'} holds: {below or 'nothing below'}"
        )
