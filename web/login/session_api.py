"""GET and DELETE /api/session, and what fills in a professional's next form."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.actors import Applicant
from claims.audit import log
from claims.filing.applicant_record import recorded
from claims.people import sessions
from claims.people.applicants import organisation_of
from claims.rules.masks import mask_phone
from claims.rules.personal import masked
from db.moments import now
from web.guard import APPLICANT, LOGGED_IN, Route, actor_of, applicant_of, session_here
from web.json_reply import json_reply
from web.keys import DATABASE, SEALER
from web.login.current import token_of
from web.login.opening import closed_reply, describe
from web.writes import read


async def get_session(request: web.Request) -> web.StreamResponse:
    """SESSION of whoever is logged in."""
    sealer, session, token = request.app[SEALER], session_here(request), token_of(request)
    assert token is not None
    return json_reply(await read(request, lambda connection: describe(connection, sealer, session, token)))


async def delete_session(request: web.Request) -> web.StreamResponse:
    """Log out."""
    key = session_here(request).key
    await request.app[DATABASE].write(lambda connection: sessions.end(connection, key))
    return closed_reply(request)


async def delete_all(request: web.Request) -> web.StreamResponse:
    """Log out on every device: every session of the person ends, this one too."""
    sealer, actor = request.app[SEALER], actor_of(request)

    def work(connection: Connection) -> None:
        is_applicant = isinstance(actor, Applicant)
        sessions.end_all(connection, account=None if is_applicant else actor.id,
                         applicant=actor.id if is_applicant else None)
        log.append(connection, sealer, at=now(), actor=actor.key, action="session.close_all", object=actor.key,
                   detail={})

    await request.app[DATABASE].write(work)
    return closed_reply(request)


async def get_me(request: web.Request) -> web.StreamResponse:
    """{"phone", "organisation": {"id", "name"}, "personal"}, each null or masked where it is known."""
    sealer, applicant = request.app[SEALER], applicant_of(request)

    def work(connection: Connection) -> dict[str, Any]:
        personal, employer = recorded(connection, sealer, applicant.id), organisation_of(connection, applicant)
        return {"phone": mask_phone(personal["phone"]) if "phone" in personal else None,
                "organisation": {"id": employer[0], "name": employer[1]} if employer else None,
                "personal": masked(personal)}

    return json_reply(await read(request, work))


ROUTES = (
    Route("GET", "/api/session", get_session, LOGGED_IN, before_change=True),
    Route("DELETE", "/api/session", delete_session, LOGGED_IN, before_change=True),
    Route("DELETE", "/api/session/all", delete_all, LOGGED_IN, before_change=True),
    Route("GET", "/api/me", get_me, APPLICANT),
)
