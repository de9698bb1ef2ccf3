"""The gate over stored claims: what a claim comes to beside all that the same person has approved in its year."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.filing.stored import StoredClaim
from claims.filing.transitions import COUNTING
from claims.rules.draft import Draft, stored_draft
from claims.rules.gate import Counted, Outcome, compute, counted_of
from db.tables import claims
from policy_kb.knowledge import KnowledgeBase


def counted(connection: Connection, index: str | None, region: str, year: int) -> list[Counted]:
    """What the person's claims that count hold for a region and a year, oldest decision first. index: of the ID number.

    Hold the person (`lock_person`) from before this until the decision is written, or two claims race for one room.
    """
    if index is None:
        return []
    query = sa.select(claims.c.decision, claims.c.recognised_hours).where(
        claims.c.id_number_index == index, claims.c.region == region, claims.c.year == year,
        claims.c.kind == "recognition", claims.c.state.in_(COUNTING)).order_by(claims.c.decided_at, claims.c.id)
    return [counted_of(row.decision, None if row.recognised_hours is None else Fraction(row.recognised_hours))
            for row in connection.execute(query)]


def computed(connection: Connection, kb: KnowledgeBase, draft: Draft, index: str | None, today: date) -> Outcome:
    """What a draft comes to now, by the notices in force on each activity's day."""
    before = counted(connection, index, draft.region or "", draft.year or today.year)
    return compute(kb, draft, today, before)


def draft_of(claim: StoredClaim) -> Draft:
    """The draft that a claim is of, without its personal fields, which no rule looks at."""
    return stored_draft(claim.kind, claim.region, claim.year, claim.title_level, claim.facts, claim.organisation,
                        claim.posting_office)


def columns_of(outcome: Outcome) -> dict[str, Any]:
    """What a claim keeps of a computation."""
    return {"decision": outcome.decision, "kb_digest": outcome.kb_digest, "computed_hours": outcome.hours}
