"""One-time links to the form card, for channels of the chat that show text only."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.trouble import Refused
from db.tables import one_time_links

VALID_FOR = timedelta(hours=24)
_TOKEN_BYTES = 32


def create(connection: Connection, prefill: Mapping[str, Any], now: datetime) -> tuple[str, datetime]:
    """The token of a new link and when it ends. prefill: checked by `claims.people.prefill`."""
    token, ends = secrets.token_urlsafe(_TOKEN_BYTES), now + VALID_FOR
    connection.execute(one_time_links.insert().values(token_hash=_hash(token), prefill=dict(prefill), created_at=now,
                                                      expires_at=ends))
    return token, ends


def take(connection: Connection, token: str, now: datetime) -> Mapping[str, Any]:
    """What the link fills in, once. Raises Refused: used, expired, or none."""
    columns = one_time_links.c
    used = connection.execute(
        one_time_links.update().where(columns.token_hash == _hash(token), columns.used_at.is_(None),
                                      columns.expires_at > now).values(used_at=now))
    if used.rowcount != 1:
        raise Refused("not_found", "这个链接已经用过或已过期，请回到对话里重新获取。", status=404)
    prefill: Mapping[str, Any] = connection.execute(
        sa.select(columns.prefill).where(columns.token_hash == _hash(token))).scalar_one()
    return prefill


def sweep(connection: Connection, now: datetime) -> None:
    """Forget links that ended."""
    connection.execute(sa.delete(one_time_links).where(one_time_links.c.expires_at <= now))


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
