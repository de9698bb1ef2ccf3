"""CLAIM: a claim as the API shows it to whoever is looking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy.engine import Connection

from claims.access import may, step_for
from claims.actors import Actor, Applicant, Staff
from claims.china_day import day_in_china
from claims.evidence.store import listed
from claims.filing.applicant_record import filer_indexes
from claims.filing.computing import computed_of, with_fresh
from claims.filing.four_eyes import approved_at_each
from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.filing.transitions import STATES, TRANSITIONS, actions_for
from claims.paper.forms import form_name
from claims.people.organisations import names
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


def brief_claims(connection: Connection, view: View, claims: Sequence[StoredClaim], actor: Actor
                 ) -> list[dict[str, Any]]:
    """CLAIM of each for a list: without decision, evidence, evidence_needed and flags. What they need of other tables
    is read once for all of them.
    """
    named = names(connection, [number for claim in claims for number in (claim.organisation, claim.posting_office)])
    return [_brief(view, claim, named, actions)
            for claim, actions in zip(claims, allowed_each(connection, claims, actor))]


def _brief(view: View, claim: StoredClaim, named: Mapping[int, str], actions: list[str]) -> dict[str, Any]:
    decided = claim.decided_at is not None
    return {
        "number": claim.number, "kind": claim.kind, "region": claim.region,
        "region_name": view.kb.book.jurisdictions[claim.region].name, "year": claim.year,
        "title_level": claim.title_level, "state": claim.state, "state_text": STATES[claim.state], "step": claim.step,
        "steps": [dict(step) for step in claim.steps], "version": claim.version,
        "organisation": _named(claim.organisation, named), "posting_office": _named(claim.posting_office, named),
        "activities": [dict(activity) for activity in claim.activities], "person": dict(claim.facts.get("person", {})),
        "personal": masked(claim.personal),
        "computed_hours": json_hours(claim.computed_hours), "recognised_hours": json_hours(claim.recognised_hours),
        "difference": json_hours(_difference(claim)), "reason": claim.reason, "returned_field": claim.returned_field,
        "basis": claim.basis, "actions": actions, "next": next_of(claim),
        "form_name": form_name(view.kb, claim),
        "verify_url": view.verify_page + claim.verify_code if decided else None,
        "created_at": claim.created_at.isoformat(), "updated_at": claim.updated_at.isoformat(),
        "submitted_at": _moment(claim.submitted_at), "decided_at": _moment(claim.decided_at),
    }


def whole_claim(connection: Connection, view: View, claim: StoredClaim, actor: Actor) -> dict[str, Any]:
    """CLAIM. To staff with `now`: what would be decided today, beside the stored decision; null where no decision is
    due any more.
    """
    brief, = brief_claims(connection, view, [claim], actor)
    beside = {}
    if not isinstance(actor, Applicant):
        claim, beside["now"] = _now(connection, view, claim)
    files = listed(connection, view.sealer, claim.id)
    flags = view.filing.flags(connection, claim, actor, [(file.sha256, file.activity) for file in files])
    return {**brief, "decision": json_numbers(claim.decision), "evidence": [file.plain() for file in files],
            "evidence_needed": evidence_needed(view.kb, claim, [file.activity for file in files]),
            "flags": [flag.json() for flag in flags], **beside}


def allowed(connection: Connection, claim: StoredClaim, actor: Actor) -> list[str]:
    """What the actor may do to the claim now."""
    return allowed_each(connection, [claim], actor)[0]


def allowed_each(connection: Connection, claims: Sequence[StoredClaim], actor: Actor) -> list[list[str]]:
    """What the actor may do to each of the claims now, in their order."""
    if not isinstance(actor, Staff):
        return [[action for action in actions_for(claim.state) if may(actor, action, claim)] for claim in claims]
    # Of most claims of a list the state, the step and the office say that there is nothing to be done.
    open_to = [[action for action in actions_for(claim.state)
                if may(actor, action, claim) and _at_own_step(actor, claim, action)] for claim in claims]
    asked = [claim for claim, actions in zip(claims, open_to) if actions]
    approved = approved_at_each(connection, asked, actor)
    filers = {} if actor.id_number_index is None else filer_indexes(connection, [claim.applicant for claim in asked])
    return [[action for action in actions
             if may(actor, action, claim, filer_index=filers.get(claim.applicant),
                    approved_at=approved.get(claim.id, ()))] for claim, actions in zip(claims, open_to)]


def _at_own_step(actor: Staff, claim: StoredClaim, action: str) -> bool:
    """A spot check goes on at the office that drew it."""
    if action == "draw" or TRANSITIONS[claim.state, action].who != "spot_check":
        return True
    return step_for(actor, claim, "spot_check") == claim.step


def _now(connection: Connection, view: View, claim: StoredClaim) -> tuple[StoredClaim, Any]:
    """Only while it waits for a review: once it counts, it would be computed beside its own hours. And the claim with
    what it came to, where that is also what its flags look at.
    """
    if "approve" not in actions_for(claim.state):
        return claim, None
    fresh = computed_of(connection, view.kb, claim, claim.id_number_index, view.today)
    if claim.fresh is None and view.today == day_in_china(claim.updated_at):
        claim = with_fresh(claim, claim.id_number_index, view.today, fresh)
    return claim, json_numbers({**fresh.decision, "claimable": fresh.claimable, "message": fresh.message,
                                "kb_digest": fresh.kb_digest})


def _named(organisation: int | None, named: Mapping[int, str]) -> dict[str, Any] | None:
    name = named.get(organisation) if organisation is not None else None
    return {"id": organisation, "name": name} if name is not None else None


def _difference(claim: StoredClaim) -> Fraction | None:
    """Hours computed less hours recognised, where both are known."""
    if claim.computed_hours is None or claim.recognised_hours is None:
        return None
    return claim.computed_hours - claim.recognised_hours


def _moment(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment is not None else None


