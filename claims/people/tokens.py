"""Tokens by which a host page says who is on it: a signed JWT, short-lived, taken once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Any

import jwt
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from claims.people.phones import read_phone
from claims.trouble import Refused
from db.tables import used_tokens

AUDIENCE, ALGORITHM = "xueshi", "HS256"
LONGEST = timedelta(minutes=10)
_SKEW = timedelta(seconds=60)
_CLAIMS = ("iss", "aud", "sub", "exp", "iat", "jti")
_MOST_LETTERS = 4096
_LONGEST_SUBJECT = 128


@dataclass(frozen=True)
class HostToken:
    """What a token says. subject: `issuer|sub`. phone: only where the host page says that it verified it."""

    subject: str
    phone: str | None
    spent_key: str
    expires_at: datetime


def read_token(raw: Any, key: str, issuers: tuple[str, ...], now: datetime) -> HostToken:
    """The checked content of a token; whether it was used before, `spend` says. Raises Refused."""
    if not isinstance(raw, str) or len(raw) > _MOST_LETTERS:
        raise _unusable()
    try:
        # The times are checked below, against the moment that the caller gives.
        found = jwt.decode(raw, key, algorithms=[ALGORITHM], audience=AUDIENCE, issuer=list(issuers), options={
            "require": list(_CLAIMS), "verify_exp": False, "verify_iat": False, "verify_nbf": False})
    except jwt.PyJWTError:
        raise _unusable() from None
    issued, expires = _moment(found["iat"]), _moment(found["exp"])
    # Signs of "|" would let one issuer speak for another.
    subject = f"{found['iss']}|{found['sub']}"
    fits = (all(isinstance(found[name], str) and found[name] for name in ("iss", "sub", "jti"))
            and found["aud"] == AUDIENCE and "|" not in found["iss"] and len(subject) <= _LONGEST_SUBJECT
            # PostgreSQL keeps no NUL, and no database half of a character.
            and subject.isprintable())
    if not fits or issued is None or expires is None:
        raise _unusable()
    if expires <= now or ("nbf" in found and (_moment(found["nbf"]) or expires) > now + _SKEW):
        raise Refused("token_expired", "登录凭证已过期，请回到原来的页面重新打开。", "token", 401)
    if issued > now + _SKEW or expires - issued > LONGEST or expires > now + LONGEST + _SKEW:
        raise _unusable()
    spent = hashlib.sha256(f"{found['iss']}|{found['jti']}".encode("utf-8", "surrogatepass")).hexdigest()
    return HostToken(subject, _phone(found), spent, expires)


def spend(connection: Connection, token: HostToken) -> None:
    """Take the token, once. Raises Refused where it was taken before."""
    insert = (postgresql if connection.dialect.name == "postgresql" else sqlite).insert(used_tokens)
    row = {"token_hash": token.spent_key, "expires_at": token.expires_at + _SKEW}
    if connection.execute(insert.values(row).on_conflict_do_nothing()).rowcount != 1:
        raise Refused("token_used", "登录凭证已经用过，请回到原来的页面重新打开。", "token", 401)


def sweep(connection: Connection, now: datetime) -> None:
    """Forget tokens that expired: they are refused for that alone."""
    connection.execute(sa.delete(used_tokens).where(used_tokens.c.expires_at <= now))


def _phone(found: dict[str, Any]) -> str | None:
    if found.get("phone_verified") is not True:
        return None
    try:
        return read_phone(found.get("phone"))
    except Refused:
        raise _unusable() from None


def _moment(raw: Any) -> datetime | None:
    if isinstance(raw, bool) or not isinstance(raw, (int, float)):
        return None
    try:
        return datetime.fromtimestamp(raw, timezone.utc)
    except (OverflowError, OSError, ValueError):
        return None


def _unusable() -> Refused:
    return Refused("token_invalid", "登录凭证不能用，请回到原来的页面重新打开；仍不行请联系那个网站的管理员。",
                   "token", 401)
