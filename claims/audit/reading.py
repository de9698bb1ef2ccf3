"""Reading the audit log to verify it: whatever stands in it must be read, and found, and not end the verifying."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.tables import audit_log, claim_events, claims

_CHUNK = 2000
EVENTS = 500
"""Transitions of claims that are looked up in the log: what happens between two anchors of a busy hour."""
_COLUMNS = ("seq", "actor", "organisation", "action", "object", "detail", "key_id", "previous", "mac")


def rows(connection: Connection) -> Iterator[dict[str, Any]]:
    """The rows of the log in their order, read piece by piece; a time that is none is None."""
    columns = [audit_log.c[name] for name in _COLUMNS]
    query = sa.select(*columns, _at_as_text(connection).label("at")).order_by(audit_log.c.seq).limit(_CHUNK)
    last = None
    while True:
        after = query if last is None else query.where(audit_log.c.seq > last)
        with _any_text(connection):
            chunk = connection.execute(after).all()
        for row in chunk:
            yield {**row._mapping, "at": _time(row.at)}
        if not chunk:
            return
        last = chunk[-1].seq


def untold(connection: Connection) -> list[tuple[str, int]]:
    """Number and version of claims whose newest transitions (EVENTS of them) have no row in the log, oldest first: the
    end of a log that was cut since it was anchored last is missed by them.
    """
    newest = (sa.select(claims.c.number, claim_events.c.action, claim_events.c.version)
              .select_from(claim_events.join(claims, claims.c.id == claim_events.c.claim))
              .order_by(claim_events.c.id.desc()).limit(EVENTS))
    events = connection.execute(newest).all()
    if not events:
        return []
    query = sa.select(audit_log.c.object, audit_log.c.action, audit_log.c.detail).where(
        audit_log.c.object.in_({f"claim:{event.number}" for event in events}), audit_log.c.action.like("claim.%"))
    with _any_text(connection):
        told = {(row.object, row.action, _version(row.detail)) for row in connection.execute(query)}
    return [(number, version) for number, action, version in reversed(events)
            if (f"claim:{number}", f"claim.{action}", version) not in told]


def _version(detail: Any) -> Any:
    try:
        return json.loads(detail).get("version")
    except (AttributeError, TypeError, ValueError):
        return None


def _at_as_text(connection: Connection) -> Any:
    """As text: a time that is none must be found, and not end the verifying."""
    if connection.dialect.name == "postgresql":
        return sa.func.to_char(sa.func.timezone("UTC", audit_log.c.at), "YYYY-MM-DD HH24:MI:SS.US BC")
    return sa.type_coerce(audit_log.c.at, sa.String)


@contextmanager
def _any_text(connection: Connection) -> Iterator[None]:
    """SQLite gives out a text that is no UTF-8 too, with marks in place of what it cannot read: another text."""
    if connection.dialect.name == "postgresql":
        yield
        return
    driver: Any = connection.connection.dbapi_connection
    usual, driver.text_factory = driver.text_factory, lambda content: content.decode("utf-8", "replace")
    try:
        yield
    finally:
        driver.text_factory = usual


def _time(text: Any) -> datetime | None:
    try:
        return datetime.fromisoformat(text.removesuffix(" AD")).replace(tzinfo=timezone.utc)
    except (AttributeError, TypeError, ValueError):
        return None
