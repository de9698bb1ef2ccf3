"""Four eyes: whoever approved a claim at one office decides on it at no other, nor spot-checks it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.actors import Staff
from claims.filing.stored import StoredClaim
from db.tables import accounts, claim_events


def approved_at(connection: Connection, claim: StoredClaim, who: Staff) -> frozenset[int]:
    """Places in the chain at which this person approved the claim since it was last submitted; what was approved before
    a return is void.

    The person, not the account: two accounts with one ID number are one pair of eyes.
    """
    return approved_at_each(connection, [claim], who).get(claim.id, frozenset())


def approved_at_each(connection: Connection, claims: Iterable[StoredClaim], who: Staff) -> dict[int, frozenset[int]]:
    """The same of several claims, by their row's id; without those that the person approved nowhere."""
    # A claim that has just been submitted was approved by nobody since.
    ids = [claim.id for claim in claims if claim.state not in ("draft", "submitted")]
    if not ids:
        return {}
    events, same = claim_events.c, accounts.c.id == who.id
    if who.id_number_index is not None:
        same = sa.or_(same, accounts.c.id_number_index == who.id_number_index)
    before = claim_events.alias().c
    submitted = (sa.select(sa.func.coalesce(sa.func.max(before.version), 0)).where(
        before.claim == events.claim, before.action == "submit").correlate(claim_events).scalar_subquery())
    query = (sa.select(events.claim, events.step)
             .select_from(claim_events.join(accounts, accounts.c.id == events.actor))
             .where(events.claim.in_(ids), events.actor_kind == "account", events.action == "approve",
                    events.step.is_not(None), events.version > submitted, same))
    found: defaultdict[int, set[int]] = defaultdict(set)
    for row in connection.execute(query):
        found[row.claim].add(row.step)
    return {claim: frozenset(places) for claim, places in found.items()}
