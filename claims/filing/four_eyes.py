"""Four eyes: whoever approved a claim at one office decides on it at no other, nor spot-checks it."""

from __future__ import annotations

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
    events, same = claim_events.c, accounts.c.id == who.id
    if who.id_number_index is not None:
        same = sa.or_(same, accounts.c.id_number_index == who.id_number_index)
    submitted = sa.select(sa.func.coalesce(sa.func.max(events.version), 0)).where(
        events.claim == claim.id, events.action == "submit").scalar_subquery()
    query = (sa.select(events.step).select_from(claim_events.join(accounts, accounts.c.id == events.actor))
             .where(events.claim == claim.id, events.actor_kind == "account", events.action == "approve",
                    events.version > submitted, same))
    return frozenset(step for step in connection.execute(query).scalars() if step is not None)
