"""Whether a server's connection from the pool still stands, without asking the server before every transaction.

A server that ends a connection says so, and the operating system knows it at once. Only one that lay idle long enough
for something on the way to have forgotten it, or on which something has come, is asked.
"""

from __future__ import annotations

import select
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Engine

IDLE_SECONDS = 30.0
"""After so long unused a connection is asked: a firewall drops idle ones without telling either side."""
_RETURNED = "xueshi_returned_at"


def watch(engine: Engine) -> None:
    """Have the engine's pool replace connections that are gone, all of them where one is."""
    sa.event.listen(engine, "checkin", _note)
    sa.event.listen(engine, "checkout", lambda connection, record, _: _check(engine, connection, record))


def _note(_connection: Any, record: Any) -> None:
    record.info[_RETURNED] = time.monotonic()


def _check(engine: Engine, connection: Any, record: Any) -> None:
    """Raises InvalidatePoolError, on which the pool connects anew."""
    returned = record.info.get(_RETURNED)
    # None: just connected.
    if returned is None or (time.monotonic() - returned < IDLE_SECONDS and not _has_come(connection)):
        return
    try:
        stands = engine.dialect.do_ping(connection)
    except engine.dialect.dbapi.Error:
        stands = False
    if not stands:
        raise sa.exc.InvalidatePoolError("the server ended the connection")


def _has_come(connection: Any) -> bool:
    """Whether there is something to be read, the end of the connection among it."""
    try:
        waiting = select.poll()
        waiting.register(connection.fileno(), select.POLLIN)
        return bool(waiting.poll(0))
    except (OSError, ValueError):
        return True
