"""Opening a session: its row, its cookie, and what the page is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.actors import Actor, Applicant
from claims.filing.applicant_record import recorded
from claims.people import accounts, sessions
from claims.people.grants import kept
from claims.people.sessions import Session
from claims.rules.masks import mask_phone
from claims.sealing.sealer import Sealer
from web.json_reply import json_reply
from web.login.current import COOKIE, token_of
from web.origin import is_https


@dataclass(frozen=True)
class Opened:
    """A fresh session: its token, and the SESSION of docs/claims.md."""

    token: str
    told: dict[str, Any]


def open_session(connection: Connection, sealer: Sealer, request: web.Request, actor: Actor, now: datetime) -> Opened:
    """A session for the actor, in place of the one that the request came with."""
    before = token_of(request)
    if before is not None:
        sessions.end(connection, sessions.token_hash(before))
    token = sessions.start(connection, sealer, actor, now)
    session = sessions.find(connection, token, now)
    assert session is not None
    return Opened(token, describe(connection, sealer, session, token))


def describe(connection: Connection, sealer: Sealer, session: Session, token: str) -> dict[str, Any]:
    """The SESSION of docs/claims.md."""
    actor, csrf = session.actor, sessions.csrf_of(sealer, token)
    if isinstance(actor, Applicant):
        personal = recorded(connection, sealer, actor.id)
        name = personal.get("name") or (mask_phone(personal["phone"]) if "phone" in personal else "")
        return {"kind": "applicant", "name": name, "csrf": csrf, "grants": []}
    told = {"kind": "staff", "name": accounts.there(connection, actor.id).display_name, "csrf": csrf,
            "grants": [{"role": one.grant.role, "organisation": one.grant.organisation,
                        "organisation_name": one.organisation_name, "region": one.grant.region}
                       for one in kept(connection, actor.id) if one.grant in actor.grants]}
    return {**told, "must_change": True} if session.must_change else told


def opened_reply(request: web.Request, opened: Opened, *, bearer: bool = False) -> web.Response:
    """The answer that logs a browser in. bearer: the page may send the token itself, where cookies do not reach."""
    response = json_reply({**opened.told, "bearer": opened.token} if bearer else opened.told)
    # Without an end of its own the cookie goes with the browser's session; the server's limits hold anyway.
    response.set_cookie(COOKIE, opened.token, path="/", httponly=True, samesite="Lax", secure=is_https(request))
    return response


def closed_reply(request: web.Request) -> web.Response:
    """The answer that logs a browser out."""
    response = web.Response(status=204)
    response.del_cookie(COOKIE, path="/", httponly=True, samesite="Lax", secure=is_https(request))
    return response
