"""One engine for a database URL: SQLite in WAL mode, or PostgreSQL. The only place that knows their differences."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine
from sqlalchemy.pool import StaticPool

from db.liveness import watch

WAIT_SECONDS = 5
"""How long a statement waits for a lock, a connection or the server before the database counts as unreachable."""


class DatabaseUnavailable(RuntimeError):
    """The database cannot be reached or used. The message names it without its password, and quotes no data."""


def parse_url(url: str) -> URL:
    """The URL as SQLAlchemy takes it; `postgres://` is read as `postgresql://`.

    Raises ValueError where it is no URL or of another kind of database. The message quotes no part of it, since it may
    hold a password.
    """
    if url.startswith("postgres://"):
        url = url.replace("postgres://", "postgresql://", 1)
    try:
        parsed = sa.engine.make_url(url)
    except (sa.exc.ArgumentError, ValueError):
        raise ValueError("it is not a database URL; write sqlite:///path/to/file.db or "
                         "postgresql://user:password@host/name") from None
    if parsed.get_backend_name() not in ("sqlite", "postgresql"):
        raise ValueError(f"{parsed.get_backend_name()} is not supported; use sqlite:///… or postgresql://…")
    return parsed


def is_embedded(url: URL) -> bool:
    """Whether the database is a file (or memory) of this machine and not a server."""
    return bool(url.get_backend_name() == "sqlite")


def make_engine(url: URL) -> Engine:
    """An engine that connects on first use; for SQLite one connection, to be used by one thread at a time.

    Creates folder and file of a SQLite database. Raises DatabaseUnavailable where they cannot be made or the driver is
    not installed.
    """
    try:
        if not is_embedded(url):
            served = sa.create_engine(url, future=True, hide_parameters=True, pool_size=4, max_overflow=0,
                                      pool_timeout=WAIT_SECONDS, connect_args={"connect_timeout": WAIT_SECONDS})
            # A connection that the server closed overnight is replaced instead of failing a turn.
            watch(served)
            return served
        if url.database and url.database != ":memory:":
            make_file(Path(url.database))
        engine = sa.create_engine(url, future=True, hide_parameters=True, poolclass=StaticPool,
                                  connect_args={"check_same_thread": False, "timeout": WAIT_SECONDS})
    except ImportError as error:
        raise DatabaseUnavailable(f"the driver for {shown(url)} is not installed ({error.name})") from None
    except OSError as error:
        raise DatabaseUnavailable(f"{shown(url)} cannot be used ({error.strerror})") from None
    sa.event.listen(engine, "connect", _tune_sqlite)
    return engine


def make_file(path: Path) -> None:
    """An empty file for a new database, readable by its owner alone; what SQLite puts beside it gets the same mode.

    Raises OSError where the folder or the file cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def shown(url: URL) -> str:
    """The URL without its password, for messages."""
    return str(url.render_as_string(hide_password=True))


def unavailable(url: URL, error: sa.exc.SQLAlchemyError) -> DatabaseUnavailable:
    """The failure to raise for an error of SQLAlchemy's.

    What a driver says of a statement may quote its values; what it says of connecting does not, and tells a wrong
    password from a server that is down.
    """
    reason = type(error).__name__
    if isinstance(error, sa.exc.DBAPIError) and error.statement is None:
        said = str(error.orig).strip().splitlines()
        reason = said[0] if said else reason
    return DatabaseUnavailable(f"the database {shown(url)} cannot be used ({reason})")


def _tune_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    # WAL lets a reader beside us see the last commit while we write; NORMAL may lose the last commits at a power cut,
    # never the file.
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()
