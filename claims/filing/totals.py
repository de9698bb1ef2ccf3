"""What a person's approved claims of a year come to, and what is still missing of the year's requirement."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.filing.stored import StoredClaim
from claims.filing.transitions import COUNTING
from db.tables import claims
from policy_kb.knowledge import KnowledgeBase
from rules_core.decide import decide
from rules_core.facts import FACTS, exact_number
from rules_core.question import Question

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Totals:
    """Hours recognised in claims that count. unsaid: hours of which the notice does not say the subject. deemed:
    subjects that count as complete (视同完成). claims: how many.
    """

    professional: Fraction = _ZERO
    public: Fraction = _ZERO
    unsaid: Fraction = _ZERO
    deemed: frozenset[str] = frozenset()
    claims: int = 0

    @property
    def hours(self) -> Fraction:
        """All of them together."""
        return self.professional + self.public + self.unsaid


@dataclass(frozen=True)
class YearTotals:
    """Professional hours of a person's year, for the sum line of 附件1: recognised in all, required by the notice,
    still missing. None where no notice of the region says, or where it cannot be told of which subject hours are.
    """

    recognised: Fraction
    required: Fraction | None
    remaining: Fraction | None
    deemed: bool


def totals(connection: Connection, index: str | None, region: str, year: int) -> Totals:
    """The sum over a person's claims that count. index: blind index of the ID number."""
    if index is None:
        return Totals()
    query = sa.select(claims.c.decision, claims.c.recognised_hours).where(
        claims.c.id_number_index == index, claims.c.region == region, claims.c.year == year,
        claims.c.kind == "recognition", claims.c.state.in_(COUNTING))
    return summed((row.decision, None if row.recognised_hours is None else Fraction(row.recognised_hours))
                  for row in connection.execute(query))


def summed(decided: Iterable[tuple[Mapping[str, Any], Fraction | None]]) -> Totals:
    """The sum of (decision, recognised hours) of each claim."""
    found = Totals()
    for decision, recognised in decided:
        found = _added(found, decision, recognised)
    return found


def year_totals(connection: Connection, kb: KnowledgeBase, claim: StoredClaim, today: date) -> YearTotals:
    """The professional hours of the claim's person, region and year, in all claims that count now."""
    found = totals(connection, claim.id_number_index, claim.region, claim.year)
    required = _required(kb, claim, today)
    if "professional" in found.deemed:
        recognised = found.professional if required is None else max(found.professional, required)
        return YearTotals(recognised, required, _ZERO, True)
    if required is None or found.unsaid:
        return YearTotals(found.professional, required, None, False)
    return YearTotals(found.professional, required, max(required - found.professional, _ZERO), False)


def _added(so_far: Totals, decision: Mapping[str, Any], recognised: Fraction | None) -> Totals:
    deemed = so_far.deemed | frozenset(decision.get("deemed") or ())
    hours = recognised or _ZERO
    public, professional = (_of_subject(decision, subject, hours) for subject in ("public", "professional"))
    # Hours that a reviewer did not recognise are taken from the professional ones first, so that the sum on the form
    # never promises more professional hours than there are.
    public = min(public, hours)
    professional = min(professional, hours - public)
    return Totals(so_far.professional + professional, so_far.public + public,
                  so_far.unsaid + hours - public - professional, deemed, so_far.claims + 1)


def _of_subject(decision: Mapping[str, Any], subject: str, hours: Fraction) -> Fraction:
    """The claim's hours of a subject: all of them, where all its activities are of that one; else the computed ones."""
    parts = decision.get("parts", ())
    if parts and all(part.get("subject") == subject for part in parts):
        return hours
    return sum((exact_number(part["exact_hours"]) or _ZERO for part in parts if part.get("subject") == subject), _ZERO)


def _required(kb: KnowledgeBase, claim: StoredClaim, today: date) -> Fraction | None:
    person = {name: value for name, value in claim.facts.get("person", {}).items()
              if name in FACTS and FACTS[name].scope == "person"}
    question = Question("requirement", claim.region, claim.year, person)
    decision = decide(question, kb.book, today)
    if "title_level" in decision.ask_for and claim.title_level is not None:
        decision = decide(question.with_(person={**person, "title_level": claim.title_level}), kb.book, today)
    return decision.by_subject.get("professional") if decision.outcome == "hours" else None
