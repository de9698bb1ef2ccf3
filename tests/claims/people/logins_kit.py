"""Helpers of the tests of accounts, applicants and sessions."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from made_up_people import id_number
from sqlalchemy.engine import Connection

from claims.actors import Grant
from claims.people import accounts, grants
from claims.people.accounts import Account
from claims.people.passwords import hash_password
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import audit_log, organisations

NOW = datetime(2025, 6, 1, 8, 0, tzinfo=timezone.utc)
PASSWORD = "correct horse battery"
HASH = hash_password(PASSWORD)
ID_NUMBER, OTHER_ID_NUMBER = id_number(1), id_number(2)
PHONE, OTHER_PHONE = "13912345678", "13912345679"


def later(**much: float) -> datetime:
    """NOW and so much more."""
    return NOW + timedelta(**much)


def account(connection: Connection, sealer: Sealer, login: str = "zhangsan", *given: Grant,
            number: str | None = None) -> Account:
    """An account with PASSWORD and these roles."""
    made = accounts.create(connection, sealer, "system", login=login, display_name="张三", password_hash=HASH, now=NOW,
                           id_number=number, must_change=False)
    for grant in given:
        grants.insert(connection, made.id, grant, NOW)
    return made


def organisation(connection: Connection, kind: str = "employer", region: str = "xj-city",
                 name: str = "某某医院") -> int:
    """An organisation's id."""
    return int(connection.execute(organisations.insert().values(
        name=name, kind=kind, region=region, active=True, version=1, created_at=NOW)).inserted_primary_key[0])


def refused(code: str, work: Any, field: str | None = None) -> Refused:
    """The refusal that `work` must end in, in Chinese."""
    with pytest.raises(Refused) as caught:
        work()
    assert (caught.value.code, caught.value.field) == (code, field)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in caught.value.message)
    return caught.value


def audited(connection: Connection) -> list[tuple[str, str, str]]:
    """(actor, action, object) of the audit log."""
    columns = audit_log.c
    return [tuple(row) for row in connection.execute(
        sa.select(columns.actor, columns.action, columns.object).order_by(columns.seq))]
