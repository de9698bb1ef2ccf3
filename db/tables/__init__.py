"""The tables of the service, a module for each concern. The migrations make them; a test holds the two together."""

from __future__ import annotations

from db.tables.audit import audit_anchors, audit_log
from db.tables.chat import chat_turns
from db.tables.claims import (
    CLAIM_KINDS,
    CLAIM_STATES,
    claim_events,
    claim_marks,
    claim_steps,
    claims,
    evidence,
    idempotency,
)
from db.tables.metadata import metadata
from db.tables.people import (
    ORGANISATION_KINDS,
    ROLES,
    accounts,
    applicants,
    grants,
    login_codes,
    one_time_links,
    organisations,
    sessions,
    unknown_logins,
    used_tokens,
)

__all__ = [
    "CLAIM_KINDS", "CLAIM_STATES", "ORGANISATION_KINDS", "ROLES", "accounts", "applicants", "audit_anchors",
    "audit_log", "chat_turns", "claim_events", "claim_marks", "claim_steps", "claims", "evidence", "grants",
    "idempotency", "login_codes", "metadata", "one_time_links", "organisations", "sessions", "unknown_logins",
    "used_tokens",
]
