"""A write happens once for each Idempotency-Key, and every repetition gets the answer that the first one got."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from claims.sealing import places
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import idempotency

#: Stands in a row whose write is under way. Nobody else ever sees one: it is filled in before the transaction ends.
_UNDER_WAY = 0
# Built once, since every write asks them.
_INSERT = {"postgresql": postgresql.insert(idempotency).on_conflict_do_nothing(),
           "sqlite": sqlite.insert(idempotency).on_conflict_do_nothing()}
_THIS = sa.and_(idempotency.c.owner == sa.bindparam("who"), idempotency.c.key == sa.bindparam("given"))
_ANSWER, _ANSWERED = sa.update(idempotency).where(_THIS), sa.select(idempotency).where(_THIS)


def once(connection: Connection, sealer: Sealer, *, owner: str, key: str, digest: str, now: datetime,
         work: Callable[[], tuple[int, Any]]) -> tuple[int, Any]:
    """The answer of `work`, or the stored one where the owner sent the key before.

    owner: an actor's key. digest: HMAC of method, path and body. work: (status, JSON value); what it changes and its
    answer are kept together or not at all. A second write with the key waits for the first one's transaction to end.
    Raises Refused("key_reused") where the key stood for something else, and what `work` raises.
    """
    row = {"owner": owner, "key": key, "digest": digest, "status": _UNDER_WAY, "body_sealed": "", "created_at": now}
    if connection.execute(_INSERT[connection.dialect.name], row).rowcount != 1:
        return _answered(connection, sealer, owner, key, digest)
    status, value = work()
    sealed = sealer.seal(json.dumps(value, ensure_ascii=False), places.idempotency_body(owner, key))
    connection.execute(_ANSWER, {"who": owner, "given": key, "status": status, "body_sealed": sealed})
    return status, value


def forget(connection: Connection, owner: str) -> None:
    """Forget all answers to an owner, who may have lost what he was told them for."""
    connection.execute(sa.delete(idempotency).where(idempotency.c.owner == owner))


def sweep(connection: Connection, before: datetime) -> int:
    """Forget the answers that were given before a moment; returns how many."""
    return int(connection.execute(sa.delete(idempotency).where(idempotency.c.created_at < before)).rowcount)


def _answered(connection: Connection, sealer: Sealer, owner: str, key: str, digest: str) -> tuple[int, Any]:
    found = connection.execute(_ANSWERED, {"who": owner, "given": key}).first()
    if found is None:
        # Swept between the two statements: what it stood for is long done.
        raise Refused("key_reused", "这个操作标识已失效，请刷新页面后再操作一次。", "Idempotency-Key", 409)
    if not hmac.compare_digest(found.digest, digest):
        raise Refused("key_reused", "这个操作标识已用于另一项操作，请刷新页面后再操作一次。", "Idempotency-Key", 409)
    return found.status, json.loads(sealer.open(found.body_sealed, places.idempotency_body(owner, key)))

