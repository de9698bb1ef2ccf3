"""Attempts to log in as nobody, counted and locked like those of an account: the answers must not tell them apart."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Row

from claims.sealing.sealer import Sealer
from db.tables import unknown_logins

_DIGITS = 5
"""Of the index: a million rows at most, whatever names somebody tries; two names rarely share one."""


def hold(connection: Connection, sealer: Sealer, login: str) -> Row:
    """The row that counts for a login, held until the transaction ends."""
    index = sealer.index("login", login.casefold())[:_DIGITS]
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(unknown_logins)
    connection.execute(insert.values(login_index=index, failures=0).on_conflict_do_nothing())
    return connection.execute(
        sa.select(unknown_logins).where(unknown_logins.c.login_index == index).with_for_update()).one()


def note(connection: Connection, row: Row, failures: int, locked_until: datetime | None) -> None:
    """Keep how often it failed."""
    connection.execute(unknown_logins.update().where(unknown_logins.c.login_index == row.login_index)
                       .values(failures=failures, locked_until=locked_until))
