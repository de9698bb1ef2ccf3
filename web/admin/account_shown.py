"""An account as admins see it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.engine import Connection

from claims.people.accounts import Account
from claims.people.grants import kept


def account_json(connection: Connection, account: Account, now: datetime) -> dict[str, Any]:
    """The ACCOUNT of docs/claims.md."""
    locked = account.locked_until is not None and account.locked_until > now
    return {
        "id": account.id, "login": account.login, "display_name": account.display_name, "active": account.active,
        "must_change": account.must_change,
        "locked_until": account.locked_until.isoformat() if locked and account.locked_until else None,
        "id_number_known": account.id_number_known, "version": account.version,
        "created_at": account.created_at.isoformat(),
        "grants": [{"id": one.id, "role": one.grant.role, "organisation": one.grant.organisation,
                    "organisation_name": one.organisation_name, "region": one.grant.region}
                   for one in kept(connection, account.id)],
    }
