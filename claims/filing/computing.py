"""The gate over stored claims: what a claim comes to beside all that the same person has approved in its year."""

from __future__ import annotations

from dataclasses import replace
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

_COUNTED = sa.select(claims.c.decision, claims.c.recognised_hours).where(
    claims.c.id_number_index == sa.bindparam("index"), claims.c.region == sa.bindparam("region"),
    claims.c.year == sa.bindparam("year"), claims.c.kind == "recognition",
    claims.c.state.in_(COUNTING)).order_by(claims.c.decided_at, claims.c.id)


def counted(connection: Connection, index: str | None, region: str, year: int) -> list[Counted]:
    """What the person's claims that count hold for a region and a year, oldest decision first. index: of the ID number.

    Hold the person (`lock_person`) from before this until the decision is written, or two claims race for one room.
    """
    if index is None:
        return []
    found = connection.execute(_COUNTED, {"index": index, "region": region, "year": year})
    return [counted_of(row.decision, None if row.recognised_hours is None else Fraction(row.recognised_hours))
            for row in found]


def computed(connection: Connection, kb: KnowledgeBase, draft: Draft, index: str | None, today: date) -> Outcome:
    """What a draft comes to now, by the notices in force on each activity's day."""
    before = counted(connection, index, draft.region or "", draft.year or today.year) if draft.activities else []
    return compute(kb, draft, today, before)


def computed_of(connection: Connection, kb: KnowledgeBase, claim: StoredClaim, index: str | None, today: date
                ) -> Outcome:
    """The same of a claim as it is kept; what was computed in this transaction is not computed again."""
    if claim.fresh is not None and claim.fresh[:2] == (index, today):
        outcome: Outcome = claim.fresh[2]
        return outcome
    return computed(connection, kb, draft_of(claim), index, today)


def with_fresh(claim: StoredClaim, index: str | None, today: date, outcome: Outcome) -> StoredClaim:
    """The claim with what it was just computed to, the person locked or nothing written since."""
    return replace(claim, fresh=(index, today, outcome))


def draft_of(claim: StoredClaim) -> Draft:
    """The draft that a claim is of, without its personal fields, which no rule looks at."""
    return stored_draft(claim.kind, claim.region, claim.year, claim.title_level, claim.facts, claim.organisation,
                        claim.posting_office)


def columns_of(outcome: Outcome) -> dict[str, Any]:
    """What a claim keeps of a computation."""
    return {"decision": outcome.decision, "kb_digest": outcome.kb_digest, "computed_hours": outcome.hours}
