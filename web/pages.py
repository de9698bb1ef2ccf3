"""The built pages: `/`, `/claims`, `/console` and `/static/…`."""

from __future__ import annotations

import re

from aiohttp import web

from web.error_page import error_page
from web.keys import SETTINGS
from web.request_id import request_id

# Vite's own names: a hash before the extension, in assets/. Everything else keeps its name when it changes.
_HASHED = re.compile(r"assets/.+-[A-Za-z0-9_-]{8}\.\w+", re.ASCII)
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_FIRST = "no-cache"


async def get_index(request: web.Request) -> web.StreamResponse:
    """The chat page, or how to build it."""
    return _page(request, "index.html")


async def get_claims_page(request: web.Request) -> web.StreamResponse:
    """The page of claims: filing without the chat, and one's own claims; or how to build it."""
    return _page(request, "claims.html")


async def get_console_page(request: web.Request) -> web.StreamResponse:
    """The page of those who review claims and keep accounts; or how to build it."""
    return _page(request, "console.html")


def _page(request: web.Request, name: str) -> web.StreamResponse:
    file = request.app[SETTINGS].static / name
    if not file.is_file():
        page = error_page(503, "页面还没有构建，请在项目目录运行：", request_id(request), hint="make setup")
        return web.Response(status=503, text=page, content_type="text/html", headers={"Cache-Control": "no-store"})
    return web.FileResponse(file, headers={"Cache-Control": _ASK_FIRST})


async def get_static(request: web.Request) -> web.StreamResponse:
    """A file of the built page. Raises HTTPNotFound, also for whatever lies outside its folder."""
    name = request.match_info["name"]
    folder = request.app[SETTINGS].static.resolve()
    try:
        file = (folder / name).resolve()
        found = file.is_relative_to(folder) and file.is_file()
    except (OSError, ValueError):
        found = False
    if not found:
        raise web.HTTPNotFound()
    return web.FileResponse(file, headers={"Cache-Control": _FOR_EVER if _HASHED.fullmatch(name) else _ASK_FIRST})
