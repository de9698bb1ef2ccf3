"""Every address of the service."""

from __future__ import annotations

from aiohttp import web

from web.chat.handler import post_chat
from web.health import get_health, get_metrics
from web.knowledge_api import get_clause, get_regions
from web.openapi.handler import get_document
from web.pages import get_index, get_static


def add_routes(app: web.Application) -> None:
    """Add them all. What is not an address of a page stands in the OpenAPI document too."""
    app.router.add_post("/api/chat", post_chat)
    app.router.add_get("/api/regions", get_regions)
    app.router.add_get("/api/clauses/{address:.+}", get_clause)
    app.router.add_get("/api/openapi.json", get_document)
    app.router.add_get("/healthz", get_health)
    app.router.add_get("/metrics", get_metrics)
    app.router.add_get("/", get_index)
    app.router.add_get("/static/{name:.+}", get_static)
