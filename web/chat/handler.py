"""POST /api/chat."""

from __future__ import annotations

from aiohttp import web

from web.chat.request import read_chat_request
from web.errors import ApiError
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import CHAT, KNOWLEDGE, RATE_LIMIT, SETTINGS
from web.rate_limit import client_of


async def post_chat(request: web.Request) -> web.StreamResponse:
    """{"conversation", "message_id", "text", "region"} → {"conversation", "results"}. Raises ApiError."""
    app = request.app
    wait = app[RATE_LIMIT].take(client_of(request, app[SETTINGS].trusted_proxies))
    if wait:
        raise ApiError(429, "rate_limited", f"消息发得太快了，请过 {wait} 秒再发。", headers={"Retry-After": str(wait)})
    asked = read_chat_request(await read_object(request), app[KNOWLEDGE].book.jurisdictions)
    results = await app[CHAT].answer(asked)
    return json_reply({"conversation": asked.conversation, "results": results})
