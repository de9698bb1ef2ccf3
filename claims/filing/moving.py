"""One transition, as it is written: the claim, its event, and the audit row, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from claims.actors import Actor
from claims.audit.log import append, plain_json
from claims.filing import store
from claims.filing.stored import StoredClaim, hours_text


def move(connection: Connection, who: Actor, claim: StoredClaim, action: str, changes: Mapping[str, Any], *,
         now: datetime, step: int | None = None, reason: str | None = None, field: str | None = None,
         decision: Mapping[str, Any] | None = None) -> StoredClaim:
    """The claim after the action. changes: columns, the new state among them. step: the place in the chain of the
    office that acts. decision: what it was decided on, where that is more than the claim holds afterwards.

    Raises Refused("stale_version") where somebody else was faster.
    """
    after = store.update(connection, claim, changes, now)
    organisation = None if step is None else int(claim.steps[step]["organisation"])
    store.add_event(connection, who, claim, after, action, at=now, step=step, organisation=organisation, reason=reason,
                    field=field, decision=decision)
    # Last: from here on other writers wait for this transaction.
    append(connection, claim.sealer, at=now, actor=who.key, action=f"claim.{action}", object=claim.key,
           detail={"from": claim.state, "to": after.state, "step": step, "version": after.version,
                   "computed_hours": hours_text(after.computed_hours),
                   "recognised_hours": hours_text(after.recognised_hours), "kb_digest": after.kb_digest,
                   "field": field, "content": _digest(after, reason)},
           organisation=organisation)
    return after


def _digest(claim: StoredClaim, reason: str | None) -> str:
    """Proves what was decided on without holding it: facts, decision and the words said with it."""
    whole = {"facts": claim.facts, "decision": claim.decision, "steps": claim.steps, "basis": claim.basis,
             "reason": reason, "personal": claim.personal_sealed}
    return claim.sealer.mac("claim.content", plain_json(whole).encode("utf-8"))
