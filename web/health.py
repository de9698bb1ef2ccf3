"""Whether the service can answer, for those who watch it, and its figures."""

from __future__ import annotations

from aiohttp import web

from web.json_reply import json_reply
from web.keys import AGENT, DATABASE, KNOWLEDGE, METRICS

_SECONDS = 3.0


async def get_health(request: web.Request) -> web.StreamResponse:
    """200 where the service can answer, 503 where it cannot; the body says what is wrong."""
    app = request.app
    reachable = await app[DATABASE].reachable(_SECONDS)
    body = {
        "status": "ok" if reachable else "degraded",
        # The service does not listen before its agent is ready.
        "agent": {"ready": True, "waiting": app[AGENT].waiting},
        "database": {"reachable": reachable},
        "knowledge_base": {"digest": app[KNOWLEDGE].digest},
    }
    return json_reply(body, 200 if reachable else 503, {"Cache-Control": "no-store"})


async def get_metrics(request: web.Request) -> web.StreamResponse:
    """The figures in Prometheus' text format."""
    return request.app[METRICS].response()
