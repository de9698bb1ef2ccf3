"""Accounts of staff: made, found, changed. Each change is checked and audited; passwords come in already hashed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row
from stdnum.cn import ric
from stdnum.exceptions import ValidationError

from claims.actors import Staff
from claims.audit import log
from claims.filing.idempotency import forget
from claims.people.sessions import end_all
from claims.personal_text import holds_personal
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.moments import utc
from db.tables import accounts

_LOGIN = re.compile(r"[a-z][a-z0-9._-]{2,63}", re.ASCII)
_LONGEST_NAME = 100


@dataclass(frozen=True)
class Account:
    """A row of the table, without its password. id_number_known: whether nobody's own claim can reach this account."""

    id: int
    login: str
    display_name: str
    must_change: bool
    active: bool
    locked_until: datetime | None
    id_number_known: bool
    version: int
    created_at: datetime


def create(connection: Connection, sealer: Sealer, actor_key: str, *, login: str, display_name: str,
           password_hash: str, now: datetime, id_number: str | None = None, must_change: bool = True) -> Account:
    """A new account without roles. Raises Refused: a login that is taken or not one, no name, a wrong ID number."""
    login = read_login(login)
    values = {"login": login, "display_name": read_name(display_name), "password_hash": password_hash,
              "must_change": must_change, "active": True, "failures": 0, "version": 1, "created_at": now,
              "id_number_index": _id_number_index(sealer, id_number)}
    if connection.execute(sa.select(accounts.c.id).where(accounts.c.login == login)).first():
        raise _taken()
    try:
        with connection.begin_nested():
            number = int(connection.execute(accounts.insert().values(values)).inserted_primary_key[0])
    except sa.exc.IntegrityError:
        raise _taken() from None  # by another admin, at this moment
    log.append(connection, sealer, at=now, actor=actor_key, action="account.create", object=f"account:{number}",
               detail={"login": login, "id_number_known": id_number is not None})
    return there(connection, number)


def find(connection: Connection, number: int) -> Account | None:
    """The account of an id."""
    row = connection.execute(sa.select(accounts).where(accounts.c.id == number)).first()
    return _read(row) if row else None


def find_login(connection: Connection, login: str) -> Account | None:
    """The account of a login."""
    row = connection.execute(sa.select(accounts).where(accounts.c.login == login.casefold())).first()
    return _read(row) if row else None


def listed(connection: Connection, offset: int, most: int) -> tuple[list[Account], int]:
    """A page of the accounts by login, and how many there are."""
    total = connection.execute(sa.select(sa.func.count()).select_from(accounts)).scalar_one()
    rows = connection.execute(sa.select(accounts).order_by(accounts.c.login).offset(offset).limit(most))
    return [_read(row) for row in rows], int(total)


def change(connection: Connection, sealer: Sealer, actor_key: str, account: Account, version: int, *, now: datetime,
           display_name: str | None = None, active: bool | None = None, id_number: str | None = None) -> Account:
    """Change what is given; closing an account ends its sessions. version: that the change was made on.

    Raises Refused: a stale version, a wrong value.
    """
    values: dict[str, Any] = {}
    if display_name is not None:
        values["display_name"] = read_name(display_name)
    if active is not None:
        values["active"] = active
    if id_number is not None:
        values["id_number_index"] = _id_number_index(sealer, id_number)
    step_version(connection, account.id, version, values)
    if active is False:
        end_all(connection, account=account.id)
        forget(connection, Staff(account.id, ()).key)
    log.append(connection, sealer, at=now, actor=actor_key, action="account.change", object=f"account:{account.id}",
               detail={"fields": sorted(values), **({} if active is None else {"active": active})})
    return there(connection, account.id)


def set_password(connection: Connection, sealer: Sealer, actor_key: str, number: int, password_hash: str, *,
                 must_change: bool, now: datetime) -> None:
    """Another password: every session of the account ends, and a lock is lifted."""
    connection.execute(accounts.update().where(accounts.c.id == number).values(
        password_hash=password_hash, must_change=must_change, failures=0, locked_until=None,
        version=accounts.c.version + 1))
    end_all(connection, account=number)
    log.append(connection, sealer, at=now, actor=actor_key, action="account.password", object=f"account:{number}",
               detail={"must_change": must_change})


def step_version(connection: Connection, number: int, version: int, values: dict[str, Any]) -> None:
    """Write the values and the next version, where the account still has this one. Raises Refused."""
    done = connection.execute(accounts.update().where(accounts.c.id == number, accounts.c.version == version)
                              .values(**values, version=version + 1))
    if done.rowcount != 1:
        raise Refused("stale_version", "这个账号刚被别人改过，请刷新后再改。", "version", 409)


def read_login(raw: str) -> str:
    """A login in lower case. Raises Refused."""
    login = raw.strip().lower()
    if holds_personal(login):
        raise Refused("invalid", "登录名里请不要写身份证号或手机号，它会留在日志里。", "login")
    if not _LOGIN.fullmatch(login):
        raise Refused("invalid", "登录名须为 3 到 64 个小写字母、数字、点、横线或下划线，以字母开头。", "login")
    return login


def read_name(raw: str) -> str:
    """A name to show, with single spaces. Raises Refused."""
    name = re.sub(r"\s+", " ", raw).strip()
    if not 1 <= len(name) <= _LONGEST_NAME or not name.isprintable():
        raise Refused("invalid", f"请填写姓名或称呼，最多 {_LONGEST_NAME} 个字。", "display_name")
    if holds_personal(name):
        raise Refused("invalid", "姓名里请不要写身份证号或手机号。", "display_name")
    return name


def there(connection: Connection, number: int) -> Account:
    """The account of an id that exists."""
    found = find(connection, number)
    assert found is not None
    return found


def _taken() -> Refused:
    return Refused("invalid", "这个登录名已经有人用了，请换一个。", "login")


def _id_number_index(sealer: Sealer, raw: str | None) -> str | None:
    if raw is None:
        return None
    try:
        return sealer.index("id_number", str(ric.validate(raw)).upper())
    except ValidationError:
        raise Refused("invalid", "身份证号不对，请核对 18 位号码。", "id_number") from None


def _read(row: Row) -> Account:
    return Account(row.id, row.login, row.display_name, row.must_change, row.active, utc(row.locked_until),
                   row.id_number_index is not None, row.version, utc(row.created_at))
