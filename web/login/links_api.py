"""One-time links to the form card, for channels of the chat that show text only."""

from __future__ import annotations

import secrets

from aiohttp import web

from bot.runtime.personal_numbers import find_personal_numbers
from claims.people import links
from claims.people.prefill import read_prefill
from db.moments import now
from web.errors import ApiError
from web.fields import refuse_others
from web.guard import ANYBODY, Route
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import DATABASE, KNOWLEDGE, SETTINGS
from web.login.limits import slow_down
from web.origin import base_url

KEY_HEADER = "X-Link-Key"


async def post_link(request: web.Request) -> web.StreamResponse:
    """{"prefill"} with the key of XUESHI_LINK_KEY in the header → 201 {"url", "expires_at"}."""
    settings = request.app[SETTINGS]
    if settings.link_key is None:
        raise ApiError(503, "not_configured", "本站还没有开通一次性链接，请联系管理员。")
    given = request.headers.get(KEY_HEADER, "")
    if not secrets.compare_digest(given.encode("utf-8", "replace"), settings.link_key.encode("utf-8")):
        slow_down(request)
        raise ApiError(401, "login_required", f"请求头 {KEY_HEADER} 不对，没有处理。")
    body = await read_object(request)
    refuse_others(body, "prefill")
    prefill = read_prefill(request.app[KNOWLEDGE], body.get("prefill"), settings.today(),
                           lambda text: bool(find_personal_numbers(text)))
    token, ends = await request.app[DATABASE].write(lambda connection: links.create(connection, prefill, now()))
    # Behind the # it stays in the browser: no server, proxy or preview of a messenger sees it.
    return json_reply({"url": f"{base_url(request)}/claims#link={token}", "expires_at": ends.isoformat()}, 201)


async def get_link(request: web.Request) -> web.StreamResponse:
    """{"prefill"}, once."""
    slow_down(request)
    token = request.match_info["token"]
    prefill = await request.app[DATABASE].write(lambda connection: links.take(connection, token, now()))
    return json_reply({"prefill": dict(prefill)})


ROUTES = (
    Route("POST", "/api/links", post_link, ANYBODY),
    Route("GET", "/api/links/{token}", get_link, ANYBODY),
)
