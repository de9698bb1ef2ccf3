"""The form of a claim in the database."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy.engine import Connection

from claims.documents.form_data import Form
from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.filing.totals import year_totals
from claims.paper.forms import form_of
from claims.people.organisations import find
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import exact_number


def filled_form(connection: Connection, kb: KnowledgeBase, filing: Filing, claim: StoredClaim, verify_url: str,
                today: date) -> Form:
    """The claim with everything that the form says of it. Raises SealBroken."""
    employer = find(connection, claim.organisation) if claim.organisation is not None else None
    return form_of(kb, claim, filing.events(connection, claim), employer=employer.name if employer else "",
                   verify_url=verify_url, issued=today, hours=_hours(claim.decision),
                   totals=year_totals(connection, kb, claim, today))


def _hours(decision: Any) -> tuple[Fraction | None, ...]:
    """What each activity counts, as the stored decision has it."""
    parts = (decision or {}).get("parts") or ()
    return tuple(exact_number(part.get("exact_hours")) for part in parts)
