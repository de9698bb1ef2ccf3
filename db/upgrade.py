"""Bringing a database to the newest revision, and saying where it stands."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from db.engine import DatabaseUnavailable, is_embedded, shown, unavailable

_SCRIPTS = Path(__file__).parent / "migrations"
_PATIENCE = 12
_PAUSE_SECONDS = 0.1
"""Between two tries: SQLite refuses some locks at once instead of waiting for them."""


class NotUpgraded(RuntimeError):
    """The database does not stand at the newest revision; the message says what to do."""


def newest() -> str:
    """The newest revision that this code knows."""
    head = _scripts().get_current_head()
    assert head is not None
    return head


def current(engine: Engine) -> str | None:
    """The revision that the database stands at; None where it is empty. Raises DatabaseUnavailable."""
    try:
        with engine.connect() as connection:
            return MigrationContext.configure(connection).get_current_revision()
    except sa.exc.SQLAlchemyError as error:
        raise unavailable(engine.url, error) from error


def upgrade(engine: Engine) -> tuple[str | None, str]:
    """Run the migrations that are missing, all or none; returns the revisions before and after.

    Two processes may call it at once: the second waits for the first, however long its migrations take (of a file, up
    to `_PATIENCE` times the wait of a statement). Raises DatabaseUnavailable, and NotUpgraded for a database of newer
    code.
    """
    for _ in range(_PATIENCE - 1):
        try:
            return _upgrade(engine)
        except DatabaseUnavailable as error:
            if not _is_locked(error.__cause__):
                raise
            time.sleep(_PAUSE_SECONDS)
    return _upgrade(engine)


def _upgrade(engine: Engine) -> tuple[str | None, str]:
    before = current(engine)
    if before == newest():
        return before, before
    _refuse_newer(engine, before)
    config = _config()
    try:
        with engine.begin() as connection:
            _lock(connection)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    except sa.exc.SQLAlchemyError as error:
        raise unavailable(engine.url, error) from error
    return before, newest()


def make_ready(engine: Engine) -> None:
    """For the start of the service: an embedded database is upgraded, a server's must already be.

    A server may be shared with processes of older code, so its migrations are run by hand. Raises NotUpgraded and
    DatabaseUnavailable.
    """
    if is_embedded(engine.url):
        upgrade(engine)
        return
    found = current(engine)
    if found == newest():
        return
    _refuse_newer(engine, found)
    raise NotUpgraded(f"the database {shown(engine.url)} stands at revision {found or 'none'}, "
                      f"the code needs {newest()}: run `xueshi db upgrade`")


def _refuse_newer(engine: Engine, found: str | None) -> None:
    known = {script.revision for script in _scripts().walk_revisions()}
    if found is not None and found not in known:
        raise NotUpgraded(f"the database {shown(engine.url)} stands at revision {found}, which this code does not "
                          "know: it was used by a newer version of xueshi; run that one, or restore a backup")


def _is_locked(error: BaseException | None) -> bool:
    """Whether a file could not be used because another process writes it."""
    return isinstance(error, sa.exc.OperationalError) and "database is locked" in str(error.orig)


def _lock(connection: sa.engine.Connection) -> None:
    """Held until the transaction ends; alembic then looks at the revision again, behind the lock."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(7830192)"))
    else:
        # pysqlite begins a transaction at the first change of data only, so that DDL would commit step by step.
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def _config() -> Config:
    config = Config(stdout=sys.stderr)
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config


def _scripts() -> ScriptDirectory:
    return ScriptDirectory.from_config(_config())


__all__ = ["DatabaseUnavailable", "NotUpgraded", "current", "make_ready", "newest", "upgrade"]
