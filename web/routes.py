"""Every address of the service."""

from __future__ import annotations

from aiohttp import web

from web import evidence_api
from web.admin import accounts, audit, organisations
from web.chat.handler import post_chat
from web.claims import routes as claims_routes
from web.guard import Route, add_guarded
from web.health import get_health, get_metrics
from web.knowledge_api import get_clause, get_regions
from web.login import applicant_api, links_api, session_api, staff_api
from web.openapi.handler import get_document
from web.pages import get_claims_page, get_console_page, get_index, get_static
from web.reports import exports, people, statistics

GUARDED: tuple[Route, ...] = (
    *session_api.ROUTES,
    *staff_api.ROUTES,
    *applicant_api.ROUTES,
    *links_api.ROUTES,
    *accounts.ROUTES,
    *audit.ROUTES,
    *organisations.ROUTES,
    *people.ROUTES,
    *statistics.ROUTES,
    *exports.ROUTES,
    *claims_routes.ROUTES,
    *evidence_api.ROUTES,
)
"""The addresses behind the guard: the ROUTES of every module that has some, joined."""


def add_routes(app: web.Application) -> None:
    """Add them all. What is not an address of a page stands in the OpenAPI document too."""
    app.router.add_post("/api/chat", post_chat)
    app.router.add_get("/api/regions", get_regions)
    app.router.add_get("/api/clauses/{address:.+}", get_clause)
    app.router.add_get("/api/openapi.json", get_document)
    add_guarded(app, GUARDED)
    app.router.add_get("/healthz", get_health)
    app.router.add_get("/metrics", get_metrics)
    app.router.add_get("/", get_index)
    app.router.add_get("/claims", get_claims_page)
    app.router.add_get("/console", get_console_page)
    app.router.add_get("/static/{name:.+}", get_static)
