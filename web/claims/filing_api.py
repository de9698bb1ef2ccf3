"""Filing a claim: made, listed, read, saved, submitted, withdrawn by its applicant; its history."""

from __future__ import annotations

from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.shown.claim import brief_claims, whole_claim
from claims.shown.events import events_json
from db.moments import now
from web.claims.room import changed, filing_of, number_of, view_of
from web.fields import number, refuse_others
from web.guard import APPLICANT, REVIEWERS, Route, actor_of, applicant_of
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import SETTINGS
from web.writes import read


async def post_claim(request: web.Request) -> web.StreamResponse:
    """DRAFT → 201 CLAIM. Raises ApiError 422 with the path of the field at fault."""
    raw, who, filing = await read_object(request), applicant_of(request), filing_of(request)
    today = request.app[SETTINGS].today()
    return await changed(request, lambda connection: filing.create(connection, who, raw, now=now(), today=today), 201)


async def get_claims(request: web.Request) -> web.StreamResponse:
    """{claims: [CLAIM without decision]}, the newest first."""
    who, view = applicant_of(request), view_of(request)

    def work(connection: Connection) -> list[Any]:
        return brief_claims(connection, view, view.filing.mine(connection, who), who)

    return json_reply({"claims": await read(request, work)})


async def get_claim(request: web.Request) -> web.StreamResponse:
    """CLAIM. Raises ApiError 404 also for one of somebody else."""
    who, view, named = applicant_of(request), view_of(request), number_of(request)
    return json_reply(await read(request, lambda connection: whole_claim(
        connection, view, view.filing.read(connection, who, named), who)))


async def put_claim(request: web.Request) -> web.StreamResponse:
    """DRAFT and version → CLAIM: what the form holds now. Raises ApiError 404, 409, 422; then nothing is changed."""
    raw, who, filing = await read_object(request), applicant_of(request), filing_of(request)
    named, version, today = number_of(request), number(raw, "version"), request.app[SETTINGS].today()
    draft = {name: value for name, value in raw.items() if name != "version"}
    return await changed(request, lambda connection: filing.save(connection, who, named, draft, version, now=now(),
                                                                 today=today))


async def post_submit(request: web.Request) -> web.StreamResponse:
    """{version} → CLAIM at its first office. Raises ApiError 404, 409, 422."""
    who, filing, named, version = await _asked(request)
    today = request.app[SETTINGS].today()
    return await changed(request, lambda connection: filing.submit(connection, who, named, version, now=now(),
                                                                   today=today))


async def post_withdraw(request: web.Request) -> web.StreamResponse:
    """{version} → CLAIM, withdrawn. Raises ApiError 404, 409."""
    who, filing, named, version = await _asked(request)
    return await changed(request, lambda connection: filing.withdraw(connection, who, named, version, now=now()))


async def get_history(request: web.Request) -> web.StreamResponse:
    """{events: [EVENT]}, from the first on."""
    who, filing, named = actor_of(request), filing_of(request), number_of(request)

    def work(connection: Connection) -> list[Any]:
        claim = filing.read(connection, who, named)
        return events_json(connection, filing.events(connection, claim))

    return json_reply({"events": await read(request, work)})


async def _asked(request: web.Request) -> tuple[Any, ...]:
    body = await read_object(request)
    refuse_others(body, "version")
    return applicant_of(request), filing_of(request), number_of(request), number(body, "version")


ROUTES = (
    Route("POST", "/api/claims", post_claim, APPLICANT),
    Route("GET", "/api/claims", get_claims, APPLICANT),
    Route("GET", "/api/claims/{number}", get_claim, APPLICANT),
    Route("PUT", "/api/claims/{number}", put_claim, APPLICANT),
    Route("POST", "/api/claims/{number}/submit", post_submit, APPLICANT),
    Route("POST", "/api/claims/{number}/withdraw", post_withdraw, APPLICANT),
    Route("GET", "/api/claims/{number}/history", get_history, APPLICANT | REVIEWERS),
)
