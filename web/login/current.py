"""The session that a request comes with: a cookie, or the token as bearer."""

from __future__ import annotations

import re

from aiohttp import web
from claims.people import sessions
from claims.people.sessions import Session
from db.moments import now
from web.keys import DATABASE

COOKIE = "xueshi_session"
_BEARER = re.compile(r"Bearer +([A-Za-z0-9_-]{1,128})", re.ASCII | re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{1,128}", re.ASCII)


def by_bearer(request: web.Request) -> bool:
    """Whether the request names its session in the header Authorization; a cookie beside it does not count then."""
    return "Authorization" in request.headers


def token_of(request: web.Request) -> str | None:
    """The session token of the request, not yet looked up."""
    if by_bearer(request):
        found = _BEARER.fullmatch(request.headers["Authorization"].strip())
        return found.group(1) if found else None
    cookie = request.cookies.get(COOKIE, "")
    return cookie if _TOKEN.fullmatch(cookie) else None


async def session_of(request: web.Request) -> Session | None:
    """The session with the actor's roles of this moment, its use noted; None where there is none that holds."""
    token = token_of(request)
    if token is None:
        return None
    database, moment = request.app[DATABASE], now()
    found = await database.look(lambda connection: sessions.find(connection, token, moment))
    if found is not None and moment - found.seen_at >= sessions.TOUCH_EVERY:
        key = found.key
        await database.run(lambda connection: sessions.touch(connection, key, moment))
    return found
