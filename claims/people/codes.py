"""Codes sent to a phone: six digits, short-lived, few tries, few an hour and a day; a phone known or not is alike."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Row

from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.moments import utc
from db.tables import login_codes

VALID_FOR = timedelta(minutes=5)
WINDOW = timedelta(hours=1)
NEXT_AFTER = timedelta(seconds=60)
"""A phone gets no second code before."""
MOST_SENT, MOST_WRONG = 5, 5
DAY, MOST_A_DAY = timedelta(days=1), 10
"""More in a day are no logins: a person stays logged in for hours, and somebody else's phone is left in peace."""
_DIGITS = 6
_SPENT = ""


def issue(connection: Connection, sealer: Sealer, phone: str, now: datetime) -> str:
    """A fresh code for the phone, in place of an older one; to be sent when this transaction is kept.

    Raises Refused before NEXT_AFTER, and after MOST_SENT in WINDOW or MOST_A_DAY in a DAY.
    """
    index, columns = sealer.index("phone", phone), login_codes.c
    row = _held(connection, index, now, now)
    fresh = utc(row.window_from) + WINDOW <= now
    sent = 1 if fresh else row.sent_count + 1
    early = utc(row.sent_at) + NEXT_AFTER - now
    if row.sent_count and early > timedelta(0):
        seconds = -(-early // timedelta(seconds=1))
        raise Refused("too_often", f"验证码刚刚发过，请过 {seconds} 秒再重新获取。", "phone", 429,
                      wait=seconds)
    if sent > MOST_SENT:
        minutes = -(-(utc(row.window_from) + WINDOW - now) // timedelta(minutes=1))
        raise Refused("too_often", f"这个手机号收到的验证码太多了，请过 {minutes} 分钟再试。", "phone", 429,
                      wait=minutes * 60)
    _count_of_day(connection, sealer, phone, now)
    code = f"{secrets.randbelow(10 ** _DIGITS):0{_DIGITS}d}"
    connection.execute(login_codes.update().where(columns.phone_index == index).values(
        code_hash=_hash(sealer, index, code), failures=0, sent_count=sent, sent_at=now, expires_at=now + VALID_FOR,
        window_from=now if fresh else row.window_from))
    return code


def _count_of_day(connection: Connection, sealer: Sealer, phone: str, now: datetime) -> None:
    """Count one more of the day, in a row beside the code's that lets nobody in. Raises Refused after MOST_A_DAY."""
    index, columns = sealer.index("phone-day", phone), login_codes.c
    row = _held(connection, index, now, now + DAY)
    ends = utc(row.window_from) + DAY
    begun, sent = (now, 1) if ends <= now else (row.window_from, row.sent_count + 1)
    if sent > MOST_A_DAY:
        hours = -(-(ends - now) // timedelta(hours=1))
        raise Refused("too_often", f"这个手机号今天收到的验证码太多了，请过 {hours} 小时再试。", "phone", 429,
                      wait=hours * 3600)
    connection.execute(login_codes.update().where(columns.phone_index == index).values(
        sent_count=sent, window_from=begun, expires_at=utc(begun) + DAY))


def _held(connection: Connection, index: str, now: datetime, expires_at: datetime) -> Row:
    """The row of an index, made where there is none, held until the transaction ends."""
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(login_codes)
    empty = {"phone_index": index, "code_hash": _SPENT, "failures": 0, "sent_count": 0, "window_from": now,
             "sent_at": now, "expires_at": expires_at}
    connection.execute(insert.values(empty).on_conflict_do_nothing())
    query = sa.select(login_codes).where(login_codes.c.phone_index == index).with_for_update()
    return connection.execute(query).one()


def take(connection: Connection, sealer: Sealer, phone: str, code: str, now: datetime) -> bool:
    """Whether it is the phone's code, which is spent by that; a wrong one is counted, so keep the transaction."""
    index, columns = sealer.index("phone", phone), login_codes.c
    counted = connection.execute(
        login_codes.update().where(columns.phone_index == index, columns.expires_at > now,
                                   columns.failures < MOST_WRONG, columns.code_hash != _SPENT)
        .values(failures=columns.failures + 1))
    if counted.rowcount != 1:
        return False
    stored = connection.execute(sa.select(columns.code_hash).where(columns.phone_index == index)).scalar_one()
    if not secrets.compare_digest(stored, _hash(sealer, index, code)):
        return False
    connection.execute(login_codes.update().where(columns.phone_index == index).values(code_hash=_SPENT))
    return True


def wrong() -> Refused:
    """The refusal for a code that is wrong, too old, or was tried too often."""
    return Refused("wrong_login", "验证码不对或已过期，请核对，或重新获取验证码。", "code", 401)


def _hash(sealer: Sealer, index: str, code: str) -> str:
    return sealer.mac("login-code", f"{index}:{code}".encode("utf-8", "surrogatepass"))
