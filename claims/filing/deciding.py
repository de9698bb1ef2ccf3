"""What an office does with a claim: approve, return, reject; and the spot checks after the approval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy.engine import Connection

from claims.access import step_for
from claims.actors import Staff
from claims.filing.applicant_record import lock_person
from claims.filing.chain import keep_found
from claims.filing.computing import columns_of, computed, draft_of, with_fresh
from claims.filing.finding import claim_to_decide
from claims.filing.moving import move
from claims.filing.stored import StoredClaim, hours_text
from claims.filing.transitions import Transition, transition
from claims.filing.whose_number import settle
from claims.filing.words_given import known_field, settled, words
from claims.rules.gate import Outcome
from claims.rules.personal import FIELDS
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase

#: What stops waiting for an office.
_NOWHERE: Mapping[str, Any] = {"step": None, "waiting_at": None}


@dataclass(frozen=True)
class Said:
    """What the reviewer gives with the action: the words, the field to mend, his own figure and what it rests on."""

    reason: str | None = None
    field: str | None = None
    recognised_hours: Fraction | None = None
    basis: str | None = None


def act(connection: Connection, kb: KnowledgeBase, sealer: Sealer, who: Staff, number: str, action: str, said: Said, *,
        version: int, now: datetime, today: date) -> StoredClaim:
    """The claim after an office's action. Raises Refused: not_found, forbidden, stale_version, not_allowed_now, and for
    what must be said with the action.
    """
    claim = claim_to_decide(connection, sealer, who, number, action, version)
    found = transition(claim.state, action)
    said = _checked(found, claim, said)
    if found.who == "spot_check":
        return _spot_check(connection, who, claim, action, found, said, now)
    if action == "approve":
        return _approve(connection, kb, who, claim, found, said, now, today)
    decided = now if action == "reject" else None
    return move(connection, who, claim, action,
                {**_NOWHERE, "state": found.to, "reason": said.reason, "returned_field": said.field,
                 "recognised_hours": None, "basis": None, "decided_at": decided},
                now=now, step=claim.step, reason=said.reason, field=said.field)


def _approve(connection: Connection, kb: KnowledgeBase, who: Staff, claim: StoredClaim, found: Transition, said: Said,
             now: datetime, today: date) -> StoredClaim:
    """To the next review step, or approved; the hours computed anew, beside all that is approved by now."""
    person = lock_person(connection, claim.applicant, claim.id_number_index)
    outcome = computed(connection, kb, draft_of(claim), claim.id_number_index, today)
    if not outcome.claimable:
        raise Refused("not_claimable", f"按现在的规定不能认定：{outcome.message} 请退回或不予通过，并写明原因。")
    settle(connection, person, claim)
    assert claim.step is not None
    following = claim.step + 1
    last = following >= len(claim.steps) or claim.steps[following]["kind"] != "review"
    basis = said.basis or claim.basis
    hours = settled(outcome.hours, said.recognised_hours, claim.recognised_hours, said.reason,
                    by_document=outcome.needs_basis, last=last, basis=basis, most=outcome.most)
    reduced = hours is not None and outcome.hours is not None and hours < outcome.hours
    if not last and not reduced and not outcome.needs_basis:
        hours = None
    changes = {**columns_of(outcome), "recognised_hours": hours, "returned_field": None,
               "reason": said.reason or (claim.reason if reduced else None),
               "basis": basis if outcome.needs_basis else None}
    if last:
        changes |= {**_NOWHERE, "state": found.to, "decided_at": now, **keep_found(connection, claim)}
    else:
        changes |= {"state": "under_review", "step": following, "waiting_at": claim.steps[following]["organisation"]}
    after = move(connection, who, claim, "approve", changes, now=now, step=claim.step, reason=said.reason,
                 decision=_beside_the_one_before(claim, outcome))
    return with_fresh(after, claim.id_number_index, today, outcome)


def _beside_the_one_before(claim: StoredClaim, outcome: Outcome) -> dict[str, Any]:
    """The new decision; with `before`, where it is another one than the claim held."""
    if claim.computed_hours == outcome.hours and claim.outcome == outcome.outcome:
        return outcome.decision
    before = {"outcome": claim.outcome, "computed_hours": hours_text(claim.computed_hours),
              "kb_digest": claim.kb_digest, "decision": claim.decision}
    return {**outcome.decision, "before": before}


def _spot_check(connection: Connection, who: Staff, claim: StoredClaim, action: str, found: Transition, said: Said,
                now: datetime) -> StoredClaim:
    step = step_for(who, claim, "spot_check")
    if step is None or (action != "draw" and step != claim.step):
        raise Refused("forbidden", "这次抽审由另一个单位办理。", status=403)
    changes: dict[str, Any] = {**_NOWHERE, "state": found.to}
    if action == "draw":
        changes |= {"step": step, "waiting_at": claim.steps[step]["organisation"], **keep_found(connection, claim)}
    if action == "revoke":
        changes |= {"reason": said.reason, "decided_at": now}
    return move(connection, who, claim, action, changes, now=now, step=step, reason=said.reason)


def _checked(found: Transition, claim: StoredClaim, said: Said) -> Said:
    """What was said, in one spelling, with everything that the transition needs."""
    reason, basis = words(said.reason, "reason"), words(said.basis, "basis")
    if found.reason and reason is None:
        raise Refused("incomplete", "请写明原因，申报人会看到。", "reason")
    field = known_field(said.field, claim.activities, FIELDS) if found.field else None
    return Said(reason, field, said.recognised_hours, basis)
