"""Logging in by password: every attempt is counted before it is checked, so that no crowd of them gets more guesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.audit import log
from claims.people import unknown_logins
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.moments import utc
from db.tables import accounts

MOST_FAILURES = 10
LOCKED_FOR = timedelta(minutes=15)


@dataclass(frozen=True)
class Attempt:
    """account: whose login it is, or None. password_hash: what to compare with, None for nobody's login."""

    account: int | None = None
    password_hash: str | None = None


def begin(connection: Connection, sealer: Sealer, login: str, now: datetime) -> Attempt:
    """Count an attempt, in a transaction that is kept whatever comes of it. Raises Refused while the login is locked.

    The attempt that reaches MOST_FAILURES locks the login for LOCKED_FOR unless it turns out right. A login that is
    nobody's, or of a closed account, is counted and locked alike.
    """
    columns = accounts.c
    row = connection.execute(sa.select(accounts).where(columns.login == login.casefold()).with_for_update()).first()
    if row is None or not row.active:
        nobody = unknown_logins.hold(connection, sealer, login)
        unknown_logins.note(connection, nobody, *_next(nobody, now))
        return Attempt()
    failures, locked_until = _next(row, now)
    connection.execute(accounts.update().where(columns.id == row.id)
                       .values(failures=failures, locked_until=locked_until))
    if locked_until is not None:
        log.append(connection, sealer, at=now, actor="system", action="account.lock", object=f"account:{row.id}",
                   detail={"failures": failures})
    return Attempt(row.id, row.password_hash)


def succeed(connection: Connection, sealer: Sealer, attempt: Attempt, rehashed: str | None, now: datetime) -> int:
    """The password was right: forget the failures; returns the account. rehashed: the hash with today's parameters.

    Raises Refused where the account was closed or got another password meanwhile.
    """
    columns = accounts.c
    values = {"failures": 0, "locked_until": None, **({"password_hash": rehashed} if rehashed else {})}
    done = connection.execute(
        accounts.update().where(columns.id == attempt.account, columns.active.is_(True),
                                columns.password_hash == attempt.password_hash).values(values))
    if done.rowcount != 1 or attempt.account is None:
        raise wrong()
    log.append(connection, sealer, at=now, actor=f"account:{attempt.account}", action="session.open",
               object=f"account:{attempt.account}", detail={"by": "password"})
    return attempt.account


def wrong() -> Refused:
    """The refusal for a wrong login and a wrong password alike."""
    return Refused("wrong_login", "登录名或密码不对，请核对后再试；忘记密码请联系管理员。", "password", 401)


def _next(row: Row, now: datetime) -> tuple[int, datetime | None]:
    """Failures with this attempt among them, and until when it locks. Raises Refused while an earlier lock lasts."""
    refuse_locked(row.locked_until, now)
    failures = 1 if row.locked_until is not None else row.failures + 1
    return failures, now + LOCKED_FOR if failures >= MOST_FAILURES else None


def refuse_locked(locked_until: datetime | None, now: datetime) -> None:
    """Refuse while the lock lasts, saying how long."""
    if locked_until is not None and utc(locked_until) > now:
        minutes = -(-(utc(locked_until) - now) // timedelta(minutes=1))
        raise Refused("locked", f"密码输错次数太多，这个登录名已暂停登录，请过 {minutes} 分钟再试。", status=429,
                      wait=minutes * 60)
