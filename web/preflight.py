"""The browser's question before a page of another site calls the API (CORS preflight)."""

from __future__ import annotations

from aiohttp import web
from aiohttp.typedefs import Handler

from web.keys import SETTINGS

_ASKS = "Access-Control-Request-Method"


@web.middleware
async def answer_preflight(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Answers it for the sites of the settings; from any other it is a request like any, and is refused."""
    asks = request.method == "OPTIONS" and _ASKS in request.headers and request.path.startswith("/api/")
    if not asks or request.headers.get("Origin") not in request.app[SETTINGS].embed_origins:
        return await handler(request)
    return web.Response(status=204, headers={
        "Access-Control-Allow-Methods": "GET, POST, PUT, PATCH, DELETE",
        "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, X-Request-ID",
        "Access-Control-Max-Age": "600",
    })
