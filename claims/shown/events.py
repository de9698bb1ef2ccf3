"""EVENT: the lines of a claim's history."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy.engine import Connection

from claims.filing.stored import ClaimEvent
from claims.people.organisations import names
from claims.shown.numbers import json_hours


def events_json(connection: Connection, events: Sequence[ClaimEvent]) -> list[dict[str, Any]]:
    """office: whose action it was, None where it was the applicant's. Who exactly acted stays in the audit log."""
    offices = names(connection, [event.organisation for event in events])
    return [{
        "at": event.at.isoformat(), "action": event.action, "state_from": event.state_from, "state_to": event.state_to,
        "office": offices.get(event.organisation or 0), "reason": event.reason, "field": event.field,
        "basis": event.basis, "computed_hours": json_hours(event.computed_hours),
        "recognised_hours": json_hours(event.recognised_hours),
    } for event in events]
