"""Reviewing: what waits at one's own step, a claim with its fresh computation, the decision, a number in clear."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy.engine import Connection

from claims.filing.reading import PAGE
from claims.shown.claim import brief_claims, whole_claim
from db.moments import now
from rules_core.facts import exact_number
from web.claims.room import changed, filing_of, number_of, view_of
from web.errors import ApiError
from web.fields import maybe_text, number, query_number, refuse_others, text
from web.guard import REVIEWERS, Route, staff_of
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import SETTINGS
from web.writes import check_key, read, write_down

ACTIONS = ("approve", "return", "reject", "draw", "pass", "revoke")
_MOST_SAID = 2000


async def get_queue(request: web.Request) -> web.StreamResponse:
    """{claims: [CLAIM without decision], total, page, pages}. Without `state` what waits at one's own step."""
    who, view, query = staff_of(request), view_of(request), request.query
    page = query_number(query, "page", 1)
    year, mine = query_number(query, "year", 0) or None, _mine(query.get("mine", ""))

    def work(connection: Connection) -> dict[str, Any]:
        found, total = view.filing.queue(connection, who, state=query.get("state") or None, year=year,
                                         q=query.get("q") or None, mine=mine, page=page)
        return {"claims": brief_claims(connection, view, found, who), "total": total, "page": page,
                "pages": -(-total // PAGE)}

    return json_reply(await read(request, work))


async def get_review(request: web.Request) -> web.StreamResponse:
    """CLAIM with `now`: what would be decided today, beside the stored decision. Raises ApiError 404."""
    who, view, named = staff_of(request), view_of(request), number_of(request)
    return json_reply(await read(request, lambda connection: whole_claim(
        connection, view, view.filing.read(connection, who, named), who)))


def decide(action: str) -> Handler:
    """The handler of an action: {version, reason?, field?, recognised_hours?, basis?} → CLAIM.

    Raises ApiError 403, 404, 409, 422.
    """
    async def handler(request: web.Request) -> web.StreamResponse:
        body, who, filing, named = await read_object(request), staff_of(request), filing_of(request), number_of(request)
        refuse_others(body, "version", "reason", "field", "recognised_hours", "basis")
        version, hours = number(body, "version"), _hours(body)
        said = {name: maybe_text(body, name, _MOST_SAID) for name in ("reason", "field", "basis")}
        today = request.app[SETTINGS].today()
        return await changed(request, lambda connection: filing.act(
            connection, who, named, action, version=version, now=now(), today=today, recognised_hours=hours, **said))

    return handler


async def post_reveal(request: web.Request) -> web.StreamResponse:
    """{field} → {value}, with a row in the audit log, a repetition too: no answer is kept that holds the value, and who
    may see it no longer gets it no more. Raises ApiError 403, 404, 422.
    """
    body, who, filing, named = await read_object(request), staff_of(request), filing_of(request), number_of(request)
    refuse_others(body, "field")
    field = text(body, "field")
    check_key(request)
    return json_reply({"value": await write_down(
        request, lambda connection: filing.reveal(connection, who, named, field, now=now()))})


def _mine(said: str) -> bool:
    """Whether only what one has decided oneself is wanted. Raises ApiError 422."""
    if said not in ("", "1"):
        raise ApiError(422, "invalid", "mine 只能是 1，或者不写。", "mine")
    return said == "1"


def _hours(body: dict[str, Any]) -> Fraction | None:
    """The reviewer's figure, exact, from a JSON number or text."""
    given = body.get("recognised_hours")
    if given is None:
        return None
    exact = exact_number(given)
    if exact is None:
        raise ApiError(422, "invalid", "认定的学时须为数字，例如 36 或 22.5。", "recognised_hours")
    return exact


ROUTES = (
    Route("GET", "/api/reviews", get_queue, REVIEWERS),
    Route("GET", "/api/reviews/{number}", get_review, REVIEWERS),
    *(Route("POST", f"/api/reviews/{{number}}/{action}", decide(action), REVIEWERS) for action in ACTIONS),
    Route("POST", "/api/reviews/{number}/reveal", post_reveal, REVIEWERS),
)
