"""CLAIM: a claim as the API shows it to whoever is looking."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy.engine import Connection

from claims.access import may, step_for
from claims.actors import Actor, Applicant, Staff
from claims.evidence.store import listed
from claims.filing.applicant_record import filer_index
from claims.filing.computing import computed, draft_of
from claims.filing.four_eyes import approved_at
from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.filing.transitions import STATES, TRANSITIONS, actions_for
from claims.people.organisations import find
from claims.rules.personal import masked
from claims.sealing.sealer import Sealer
from claims.shown.evidence_needed import evidence_needed
from claims.shown.next_step import next_of
from claims.shown.numbers import json_hours, json_numbers
from policy_kb.knowledge import KnowledgeBase


@dataclass(frozen=True)
class View:
    """What claims are shown with. verify_page: the address of verifications, to which a code is added (`…/verify/`)."""

    kb: KnowledgeBase
    sealer: Sealer
    filing: Filing
    verify_page: str
    today: date


def brief_claim(connection: Connection, view: View, claim: StoredClaim, actor: Actor) -> dict[str, Any]:
    """CLAIM for a list: without decision, evidence, evidence_needed and flags."""
    decided = claim.decided_at is not None
    return {
        "number": claim.number, "kind": claim.kind, "region": claim.region,
        "region_name": view.kb.book.jurisdictions[claim.region].name, "year": claim.year,
        "title_level": claim.title_level, "state": claim.state, "state_text": STATES[claim.state], "step": claim.step,
        "steps": [dict(step) for step in claim.steps], "version": claim.version,
        "organisation": _named(connection, claim.organisation),
        "posting_office": _named(connection, claim.posting_office),
        "activities": [dict(activity) for activity in claim.activities], "person": dict(claim.facts.get("person", {})),
        "personal": masked(claim.personal),
        "computed_hours": json_hours(claim.computed_hours), "recognised_hours": json_hours(claim.recognised_hours),
        "difference": json_hours(_difference(claim)), "reason": claim.reason, "returned_field": claim.returned_field,
        "basis": claim.basis, "actions": allowed(connection, claim, actor), "next": next_of(claim),
        "verify_url": view.verify_page + claim.verify_code if decided else None,
        "created_at": claim.created_at.isoformat(), "updated_at": claim.updated_at.isoformat(),
        "submitted_at": _moment(claim.submitted_at), "decided_at": _moment(claim.decided_at),
    }


def whole_claim(connection: Connection, view: View, claim: StoredClaim, actor: Actor) -> dict[str, Any]:
    """CLAIM. To staff with `now`: what would be decided today, beside the stored decision; null where no decision is
    due any more.
    """
    files = listed(connection, view.sealer, claim.id)
    shown = {**brief_claim(connection, view, claim, actor), "decision": json_numbers(claim.decision),
             "evidence": [file.plain() for file in files],
             "evidence_needed": evidence_needed(view.kb, claim, [file.activity for file in files]),
             "flags": [flag.json() for flag in view.filing.flags(connection, claim, actor)]}
    return shown if isinstance(actor, Applicant) else {**shown, "now": _now(connection, view, claim)}


def allowed(connection: Connection, claim: StoredClaim, actor: Actor) -> list[str]:
    """What the actor may do to the claim now."""
    if not isinstance(actor, Staff):
        return [action for action in actions_for(claim.state) if may(actor, action, claim)]
    index, approved = filer_index(connection, claim.applicant), approved_at(connection, claim, actor)
    return [action for action in actions_for(claim.state)
            if may(actor, action, claim, filer_index=index, approved_at=approved)
            and _at_own_step(actor, claim, action)]


def _at_own_step(actor: Staff, claim: StoredClaim, action: str) -> bool:
    """A spot check goes on at the office that drew it."""
    if action == "draw" or TRANSITIONS[claim.state, action].who != "spot_check":
        return True
    return step_for(actor, claim, "spot_check") == claim.step


def _now(connection: Connection, view: View, claim: StoredClaim) -> Any:
    """Only while it waits for a review: once it counts, it would be computed beside its own hours."""
    if "approve" not in actions_for(claim.state):
        return None
    fresh = computed(connection, view.kb, draft_of(claim), claim.id_number_index, view.today)
    return json_numbers({**fresh.decision, "claimable": fresh.claimable, "message": fresh.message,
                         "kb_digest": fresh.kb_digest})


def _named(connection: Connection, organisation: int | None) -> dict[str, Any] | None:
    found = find(connection, organisation) if organisation is not None else None
    return {"id": found.id, "name": found.name} if found is not None else None


def _difference(claim: StoredClaim) -> Fraction | None:
    """Hours computed less hours recognised, where both are known."""
    if claim.computed_hours is None or claim.recognised_hours is None:
        return None
    return claim.computed_hours - claim.recognised_hours


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


