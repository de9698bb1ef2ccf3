"""Before and beside filing: what the form offers, what a draft would come to, and where a claim stands."""

from __future__ import annotations

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.access import may
from claims.filing.store import not_found
from claims.filing.stored import StoredClaim
from claims.filing.transitions import STATES
from claims.rules.draft import read_draft
from claims.rules.form import reference_form
from claims.rules.gate import compute
from claims.shown.next_step import next_office
from claims.shown.numbers import json_numbers
from policy_kb.chains import ChainStep
from web.claims.room import filing_of, number_of
from web.fields import refuse_others
from web.guard import ANYBODY, APPLICANT, REVIEWERS, Route, actor_of
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import KNOWLEDGE, SETTINGS
from web.writes import read

_PREVIEWED = ("kind", "region", "year", "title_level", "activities", "person")


async def get_reference(request: web.Request) -> web.StreamResponse:
    """FORM. Raises ApiError 422 for a region or kind that there is no form for."""
    query, app = request.query, request.app
    return json_reply(reference_form(app[KNOWLEDGE], query.get("region", ""), query.get("kind", "recognition"),
                                     app[SETTINGS].today()))


async def post_preview(request: web.Request) -> web.StreamResponse:
    """A DRAFT without organisations and personal fields → PREVIEW. Nothing is stored. Raises ApiError 422."""
    body, kb, today = await read_object(request), request.app[KNOWLEDGE], request.app[SETTINGS].today()
    refuse_others(body, *_PREVIEWED)
    draft = read_draft(kb, body, today)
    outcome = compute(kb, draft, today)
    return json_reply(json_numbers({
        "decision": outcome.decision, "citations": outcome.citations, "ask_for": outcome.ask_for,
        "activities": outcome.activities, "steps": [_step(step) for step in outcome.steps],
        "claimable": outcome.claimable, "message": outcome.message, "flags": outcome.flags,
    }))


async def get_status(request: web.Request) -> web.StreamResponse:
    """{number, kind, state, state_text, next_office, updated_at}; the number in any spelling. Raises ApiError 404,
    422 for what is no number."""
    who, filing, typed = actor_of(request), filing_of(request), number_of(request)

    def work(connection: Connection) -> StoredClaim:
        claim = filing.by_number(connection, typed)
        if not may(who, "status", claim):
            raise not_found()
        return claim

    claim = await read(request, work)
    return json_reply({"number": claim.number, "kind": claim.kind, "state": claim.state,
                       "state_text": STATES[claim.state], "next_office": next_office(claim),
                       "updated_at": claim.updated_at.isoformat()})


def _step(step: ChainStep) -> dict[str, str]:
    return {"office": step.office, "clause": step.clause, "quote": step.quote, "kind": step.kind}


ROUTES = (
    Route("GET", "/api/claims/reference", get_reference, ANYBODY),
    Route("POST", "/api/claims/preview", post_preview, ANYBODY),
    Route("GET", "/api/status/{number}", get_status, APPLICANT | REVIEWERS | {"hotline"}),
)
