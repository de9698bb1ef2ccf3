"""Who is logged in: sessions on the server, found by the hash of a random token that only the browser holds."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.actors import Actor, Applicant, Staff
from claims.people.grants import GRANT_COLUMNS, HELD, HOLDS, granted
from claims.sealing.sealer import Sealer
from db.moments import utc
from db.tables import accounts, grants, sessions

APPLICANT_IDLE, APPLICANT_LONGEST = timedelta(hours=12), timedelta(hours=72)
STAFF_IDLE, STAFF_LONGEST = timedelta(hours=8), timedelta(hours=12)
TOUCH_EVERY = timedelta(minutes=1)
"""How stale `seen_at` may be: not every request writes."""
_TOKEN_BYTES = 32
# Built once, since every request asks them. Of an account there is a row for each grant.
_FOUND = sa.select(sessions).where(sessions.c.token_hash == sa.bindparam("token"))
_FOUND_AND_KEPT = _FOUND.with_for_update(read=True, key_share=True)
_ACCOUNT = (sa.select(accounts.c.must_change, accounts.c.id_number_index, *GRANT_COLUMNS)
            .select_from(accounts.outerjoin(HELD, sa.and_(grants.c.account == accounts.c.id, HOLDS)))
            .where(accounts.c.id == sa.bindparam("account"), accounts.c.active).order_by(grants.c.id))


@dataclass(frozen=True)
class Session:
    """key: hash of the token, as the table has it. must_change: the account may only choose a new password.

    seen_at: last noted use; due to be noted again after TOUCH_EVERY.
    """

    key: str
    actor: Actor
    csrf_hash: str
    seen_at: datetime
    must_change: bool = False


def start(connection: Connection, sealer: Sealer, actor: Actor, now: datetime) -> str:
    """Open a session for the actor; returns its token, which is kept nowhere."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    is_staff = isinstance(actor, Staff)
    connection.execute(sessions.insert().values(
        token_hash=token_hash(token), account=actor.id if is_staff else None, applicant=None if is_staff else actor.id,
        csrf_hash=_hash(csrf_of(sealer, token)), created_at=now, seen_at=now,
        expires_at=now + (STAFF_IDLE if is_staff else APPLICANT_IDLE)))
    return token


def find(connection: Connection, token: str, now: datetime, *, hold: bool = False) -> Session | None:
    """The session of a token with the roles of this moment; None where there is none, it is over, or its account is
    closed. hold: nobody ends it until the transaction does (PostgreSQL; SQLite has one writer anyway).
    """
    row = connection.execute(_FOUND_AND_KEPT if hold else _FOUND, {"token": token_hash(token)}).first()
    if row is None or utc(row.expires_at) <= now:
        return None
    if row.account is None:
        return Session(row.token_hash, Applicant(row.applicant), row.csrf_hash, utc(row.seen_at))
    held = connection.execute(_ACCOUNT, {"account": row.account}).all()
    if not held:
        return None
    actor = Staff(row.account, granted(held), held[0].id_number_index)
    return Session(row.token_hash, actor, row.csrf_hash, utc(row.seen_at), held[0].must_change)


def touch(connection: Connection, key: str, now: datetime) -> None:
    """Note that the session is used: its idle time starts again, up to its longest."""
    row = connection.execute(sa.select(sessions).where(sessions.c.token_hash == key)).first()
    if row is not None:
        connection.execute(sessions.update().where(sessions.c.token_hash == key)
                           .values(seen_at=now, expires_at=_end(row, now)))


def csrf_of(sealer: Sealer, token: str) -> str:
    """What a page must send along with the cookie of this token: follows from it, and is nothing without the keys."""
    return sealer.mac("csrf", token.encode("utf-8"))


def csrf_fits(session: Session, csrf: str) -> bool:
    """Whether this is what belongs to the session."""
    return secrets.compare_digest(_hash(csrf), session.csrf_hash)


def end(connection: Connection, key: str) -> None:
    """Close one session."""
    connection.execute(sessions.delete().where(sessions.c.token_hash == key))


def end_all(connection: Connection, *, account: int | None = None, applicant: int | None = None) -> None:
    """Close every session of an account, of an applicant, or of both."""
    for column, number in ((sessions.c.account, account), (sessions.c.applicant, applicant)):
        if number is not None:
            connection.execute(sessions.delete().where(column == number))


def token_hash(token: str) -> str:
    """As the table keeps a token."""
    return _hash(token)


def _end(row: Row, now: datetime) -> datetime:
    idle, longest = (APPLICANT_IDLE, APPLICANT_LONGEST) if row.account is None else (STAFF_IDLE, STAFF_LONGEST)
    latest: datetime = utc(row.created_at) + longest
    return min(now + idle, latest)


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
