"""EVENT: a line of a claim's history."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Connection

from claims.filing.stored import ClaimEvent
from claims.people.organisations import find
from claims.shown.numbers import json_hours


def event_json(connection: Connection, event: ClaimEvent) -> dict[str, Any]:
    """office: whose action it was, None where it was the applicant's. Who exactly acted stays in the audit log."""
    office = find(connection, event.organisation) if event.organisation is not None else None
    return {
        "at": event.at.isoformat(), "action": event.action, "state_from": event.state_from, "state_to": event.state_to,
        "office": office.name if office is not None else None, "reason": event.reason, "field": event.field,
        "basis": event.basis, "computed_hours": json_hours(event.computed_hours),
        "recognised_hours": json_hours(event.recognised_hours),
    }
