"""What the query of a report asks for."""

from __future__ import annotations

from aiohttp import web

from claims.filing.transitions import STATES
from claims.reports.scope import Wanted
from web.errors import ApiError
from web.fields import maybe_text, query_number
from web.keys import KNOWLEDGE


def wanted_of(request: web.Request) -> Wanted:
    """Region, year and state of the query, each of them optional. Raises ApiError 422."""
    region = maybe_text(request.query, "region", 64) or None
    if region is not None and region not in request.app[KNOWLEDGE].book.jurisdictions:
        raise ApiError(422, "invalid", "没有这个地区，请从地区列表中选择。", "region")
    state = maybe_text(request.query, "state", 16) or None
    if state is not None and state not in STATES:
        raise ApiError(422, "invalid", "没有这种状态，请从列表里选。", "state")
    return Wanted(region, query_number(request.query, "year", 0) or None, state)
