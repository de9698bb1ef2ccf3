"""GET /api/openapi.json."""

from __future__ import annotations

from aiohttp import web

from web.json_reply import json_reply
from web.openapi.document import document


async def get_document(_request: web.Request) -> web.StreamResponse:
    """The OpenAPI document."""
    return json_reply(document())
