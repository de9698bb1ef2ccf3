"""Writing the audit log: every row holds the HMAC of the one before it, so that no row can be changed or taken out."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.sealing.sealer import Sealer
from db.moments import utc
from db.tables import audit_log

BEFORE_FIRST = "0" * 64
#: Held until the transaction ends: the next row must see this one. Any number that nothing else of ours locks.
_LOCK = 7830193
_INSERT = audit_log.insert()
_NEWEST = sa.text("SELECT seq, mac FROM audit_log ORDER BY seq DESC LIMIT 1")
#: Both in one message to the server, which looks for the row when it has the lock: each statement sees what was
#: committed before it began.
_NEWEST_ALONE = sa.text(f"SELECT pg_advisory_xact_lock({_LOCK}); {_NEWEST.text}")


def append(connection: Connection, sealer: Sealer, *, at: datetime, actor: str, action: str, object: str,
           detail: Mapping[str, Any], organisation: int | None = None) -> int:
    """Add a row in the caller's transaction; returns its number. Call it last: other writers wait from here on.

    actor: `applicant:7`, `account:2` or `system`. object: `claim:R261121-…`, `account:2`. detail: nothing personal.
    """
    last = connection.execute(_NEWEST_ALONE if connection.dialect.name == "postgresql" else _NEWEST).first()
    key_id = list(sealer.ring.audit)[-1]
    seq = (last.seq if last else 0) + 1
    row = {"seq": seq, "at": at, "actor": actor, "organisation": organisation,
           "action": action, "object": object, "detail": plain_json(detail),
           "key_id": key_id, "previous": last.mac if last else BEFORE_FIRST}
    row["mac"] = row_mac(sealer, row)
    connection.execute(_INSERT, row)
    return int(seq)


def plain_json(detail: Mapping[str, Any]) -> str:
    """The detail as the log keeps it: one spelling for one content."""
    return json.dumps(detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def row_mac(sealer: Sealer, row: Mapping[str, Any]) -> str:
    """What the row's mac must be. Raises KeyError where the ring lacks the row's key."""
    at = utc(row["at"]).astimezone(timezone.utc).isoformat(timespec="microseconds")
    said = json.dumps([row["seq"], at, row["actor"], row["organisation"], row["action"], row["object"], row["detail"],
                       row["key_id"], row["previous"]], ensure_ascii=False, separators=(",", ":"))
    return hmac.new(sealer.ring.audit[row["key_id"]], said.encode("utf-8"), hashlib.sha256).hexdigest()
