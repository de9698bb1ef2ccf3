"""The first account: an admin with a random password, made once where there is no account at all."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from claims.actors import Grant
from claims.audit import log
from claims.people.grants import insert as insert_grant
from claims.sealing.sealer import Sealer
from db.tables import accounts

LOGIN = "admin"


def is_needed(connection: Connection) -> bool:
    """Whether there is no account yet."""
    return connection.execute(sa.select(accounts.c.id).limit(1)).first() is None


def create(connection: Connection, sealer: Sealer, password_hash: str, now: datetime) -> bool:
    """Make the account; False where another process was faster, whose password then holds."""
    if not is_needed(connection):
        return False
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(accounts)
    values = {"login": LOGIN, "display_name": "管理员", "password_hash": password_hash, "must_change": True,
              "active": True, "failures": 0, "version": 1, "created_at": now}
    # A second process waits here for the first one's transaction.
    if connection.execute(insert.values(values).on_conflict_do_nothing()).rowcount != 1:
        return False
    number = int(connection.execute(sa.select(accounts.c.id).where(accounts.c.login == LOGIN)).scalar_one())
    insert_grant(connection, number, Grant("admin", None, None), now)
    log.append(connection, sealer, at=now, actor="system", action="account.create", object=f"account:{number}",
               detail={"login": LOGIN, "role": "admin"})
    return True
