"""Headers of every answer: what a browser may do with it, and who may embed the page."""

from __future__ import annotations

from aiohttp import web

from web import request_id
from web.keys import SETTINGS

_CACHE = "Cache-Control"


async def add_headers(request: web.Request, response: web.StreamResponse) -> None:
    """A signal of aiohttp, `on_response_prepare`."""
    # Where an office decides, nobody else's page may lie around it.
    origins = () if request.path == "/console" else request.app[SETTINGS].embed_origins
    headers = response.headers
    headers[request_id.HEADER] = request_id.request_id(request)
    headers["Server"] = "xueshi"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["Permissions-Policy"] = "geolocation=(), microphone=(), camera=(), payment=()"
    headers["Content-Security-Policy"] = content_policy(origins)
    if not origins:
        # Browsers from before frame-ancestors; it cannot name other sites.
        headers["X-Frame-Options"] = "SAMEORIGIN"
    if request.path.startswith("/api/"):
        headers.setdefault(_CACHE, "no-store")
    origin = request.headers.get("Origin")
    if origins:
        headers.add("Vary", "Origin")
    if origin in origins:
        headers["Access-Control-Allow-Origin"] = str(origin)
        headers["Access-Control-Expose-Headers"] = f"Retry-After, {request_id.HEADER}"


def content_policy(embed_origins: tuple[str, ...]) -> str:
    """The Content-Security-Policy: everything from this service, framed by it and by the named sites."""
    framing = " ".join(("'self'", *embed_origins))
    return ("default-src 'self'; base-uri 'none'; object-src 'none'; form-action 'self'; "
            f"frame-ancestors {framing}")
