"""GET /api/verify/{code} and the page /verify/{code}, which the code on every paper leads to."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

from claims.verification import Verification, verify
from web.claims.room import filing_of
from web.claims.verify_page import STYLE_PATH, unknown_page, verification_page
from web.errors import ApiError
from web.guard import ANYBODY, Route
from web.json_reply import json_reply
from web.writes import read

_STYLE = Path(__file__).with_name("verify_page.css")
_FOR_A_DAY = "public, max-age=86400"


async def get_verification(request: web.Request) -> web.StreamResponse:
    """VERIFICATION. Raises ApiError 404."""
    return json_reply((await _found(request)).as_json())


async def get_page(request: web.Request) -> web.StreamResponse:
    """The same as a page, also where nothing is found."""
    try:
        status, page = 200, verification_page(await _found(request))
    except ApiError as error:
        if error.status != 404:
            raise
        request["error_code"] = error.code
        status, page = 404, unknown_page(error.message)
    return web.Response(status=status, text=page, content_type="text/html",
                        headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex"})


async def get_style(_request: web.Request) -> web.StreamResponse:
    """The page's style sheet."""
    return web.FileResponse(_STYLE, headers={"Cache-Control": _FOR_A_DAY})


async def _found(request: web.Request) -> Verification:
    filing, code = filing_of(request), request.match_info["code"]
    return await read(request, lambda connection: verify(connection, filing, code))


ROUTES = (
    Route("GET", "/api/verify/{code}", get_verification, ANYBODY),
    Route("GET", "/verify/{code}", get_page, ANYBODY),
    Route("GET", STYLE_PATH, get_style, ANYBODY),
)
