"""Forgetting what is over: sessions, codes, tokens, links."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.people import codes, links, tokens
from db.tables import login_codes, sessions


def sweep(connection: Connection, now: datetime) -> None:
    """Delete every row that can let nobody in any more. A code's row stays while it counts what was sent."""
    connection.execute(sa.delete(sessions).where(sessions.c.expires_at <= now))
    connection.execute(sa.delete(login_codes).where(login_codes.c.expires_at <= now,
                                                    login_codes.c.window_from <= now - codes.WINDOW))
    tokens.sweep(connection, now)
    links.sweep(connection, now)
