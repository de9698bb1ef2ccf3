"""What carries each clause of a held notice: a rule, an answer in words, or nothing but its place in the print.

A clause is carried where a rule or lookup names its address, or quotes its own words by whatever address: a part's own
line (without what stands below it), a whole paragraph or table. It counts once: `rule` before `lookup` before
`context`.
Context is a heading whose parts are all carried, the salutation, and what a `context` list declares with its reason.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from policy_kb.addresser.quotes import AmbiguousQuote, find_quote
from policy_kb.clauses import Clause, Notice
from policy_kb.knowledge import KnowledgeBase
from policy_kb.quotes import clauses_of, quotes_of

Carrier = Literal["rule", "lookup", "context", "none"]
CARRIERS: tuple[Carrier, ...] = ("rule", "lookup", "context", "none")


@dataclass(frozen=True)
class Carried:
    """One clause with what carries it: the ids of the rules and lookups, or the reason why it needs none."""

    clause: Clause
    carrier: Carrier
    rules: tuple[str, ...] = ()
    lookups: tuple[str, ...] = ()
    reason: str | None = None


def coverage(kb: KnowledgeBase) -> dict[str, tuple[Carried, ...]]:
    """Every clause of every held document, in order of print."""
    return {document: tuple(_of_notice(notice, kb)) for document, notice in kb.notices.items()}


def counts(carried: Mapping[str, tuple[Carried, ...]]) -> dict[str, dict[str, int]]:
    """The counts of `xueshi kb coverage --json`: clauses in all and by carrier, each clause once."""
    found: dict[str, dict[str, int]] = {}
    for document, clauses in carried.items():
        tally = Counter(one.carrier for one in clauses)
        found[document] = {"clauses": len(clauses), **{carrier: tally[carrier] for carrier in CARRIERS}}
    return found


def own_span(notice: Notice, clause: Clause) -> tuple[int, int]:
    """Where a clause's own words stand: up to the first clause below it, or all of it where there is none."""
    below = notice.children(clause.address)
    return clause.start, below[0].start if below else clause.end


def _quoted(entry: Any, notice: Notice) -> Iterator[tuple[int, int]]:
    """The spans of the notice's text that an entry quotes."""
    for address, quote, _ in quotes_of(entry):
        if address not in notice:
            continue
        try:
            place = find_quote(notice.clause_text(address), quote)
        except AmbiguousQuote:
            continue
        if place is not None:
            start = notice.clause(address).start
            yield start + place[0], start + place[1]


def _of_notice(notice: Notice, kb: KnowledgeBase) -> Iterator[Carried]:
    rules = [_Entry.read(c.id, c.rule, notice) for c in kb.book.rules.values()]
    lookups = [_Entry.read(h.lookup.id, h.lookup, notice) for h in kb.lookups]
    found: dict[str, Carried] = {}
    # What stands below a part is looked at before the part itself.
    for clause in reversed(notice.clauses):
        span = own_span(notice, clause)
        below = [found[child.address] for child in notice.children(clause.address)]
        found[clause.address] = _one(clause, tuple(e.name for e in rules if e.carries(clause, span)),
                                     tuple(e.name for e in lookups if e.carries(clause, span)), below, notice, kb)
    return (found[clause.address] for clause in notice.clauses)


def speaking_of(kb: KnowledgeBase, notice: Notice, clause: Clause) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The ids of the rules and of the lookups that stand on a clause or on anything below it."""
    span = clause.start, clause.end
    rules = (_Entry.read(c.id, c.rule, notice) for c in kb.book.rules.values())
    lookups = (_Entry.read(h.lookup.id, h.lookup, notice) for h in kb.lookups)
    return (tuple(e.name for e in rules if e.carries(clause, span)),
            tuple(e.name for e in lookups if e.carries(clause, span)))


@dataclass(frozen=True)
class _Entry:
    """A rule or lookup as far as it speaks of one notice: the addresses it names, and the spans it quotes."""

    name: str
    addresses: frozenset[str]
    spans: tuple[tuple[int, int], ...]

    @classmethod
    def read(cls, name: str, entry: Any, notice: Notice) -> _Entry:
        return cls(name, frozenset(a for a in clauses_of(entry) if a in notice), tuple(_quoted(entry, notice)))

    def carries(self, clause: Clause, span: tuple[int, int]) -> bool:
        start, end = span
        return clause.address in self.addresses or any(at < end and start < to for at, to in self.spans)


def _one(clause: Clause, rules: tuple[str, ...], lookups: tuple[str, ...], below: list[Carried], notice: Notice,
         kb: KnowledgeBase) -> Carried:
    if rules or lookups:
        return Carried(clause, "rule" if rules else "lookup", rules, lookups)
    reason = kb.context.get(clause.address)
    if reason is None and clause.address == f"{notice.document}#p1" and clause is notice.clauses[0]:
        reason = "salutation"
    if reason is None and below and all(one.carrier != "none" for one in below):
        reason = "heading: what stands below it is carried"
    return Carried(clause, "none" if reason is None else "context", reason=reason)
