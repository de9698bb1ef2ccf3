"""How many claims, how many approved, how many hours: by organisation, year, subject and so on."""

from __future__ import annotations

import asyncio

from aiohttp import web

from claims.reports.statistics import BY, Figures
from claims.shown.numbers import json_hours
from web.errors import ApiError
from web.guard import AUTHORITIES, Route, actor_of
from web.json_reply import json_reply
from web.keys import KNOWLEDGE
from web.reports.wanted import wanted_of
from web.writes import read


async def get_statistics(request: web.Request) -> web.StreamResponse:
    """{"by", "rows": [{"key", "name", "claims", "approved", "hours"}]}. Query: by; region, year, state."""
    actor, kb, wanted, by = actor_of(request), request.app[KNOWLEDGE], wanted_of(request), request.query.get("by", "")
    if by not in BY:
        raise ApiError(422, "invalid", f"by 须为 {'、'.join(BY)} 之一。", "by")
    figures = Figures(actor, by, wanted)
    # A page at a time, so that others get their turn at the database in between; adding up thousands takes seconds:
    # not on the loop that answers everybody.
    while page := await read(request, figures.next_page):
        await asyncio.to_thread(figures.add, page)
    rows = await read(request, lambda connection: figures.table(connection, kb))
    return json_reply({"by": by, "rows": [
        {"key": row.key, "name": row.name, "claims": row.claims, "approved": row.approved,
         "hours": json_hours(row.hours)} for row in rows]})


ROUTES = (Route("GET", "/api/statistics", get_statistics, AUTHORITIES | {"employer_reviewer", "auditor"}),)
