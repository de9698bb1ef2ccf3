"""Reading a request's body as one JSON object, strictly."""

from __future__ import annotations

import asyncio
import json
from typing import Any, NoReturn

from aiohttp import web
from aiohttp.http_exceptions import HttpProcessingError

from web.errors import ApiError

MOST_BYTES = 256 * 1024
_SECONDS = 20.0


async def read_object(request: web.Request) -> dict[str, Any]:
    """The JSON object of the body. Raises ApiError 400, 413 or 415."""
    if request.content_type != "application/json" or (request.charset or "utf-8").lower() not in ("utf-8", "utf8"):
        raise ApiError(415, "unsupported_media_type", "请求的 Content-Type 须为 application/json，编码须为 UTF-8。")
    try:
        body = await asyncio.wait_for(request.read(), _SECONDS)
    except asyncio.TimeoutError:
        raise web.HTTPRequestTimeout() from None
    except (web.RequestPayloadError, HttpProcessingError):
        raise ApiError(400, "bad_body", "请求内容没有传完整，请重试。") from None
    return parse_object(body)


def parse_object(body: bytes) -> dict[str, Any]:
    """The JSON object of `body`. Raises ApiError 400; the message quotes nothing of it."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_refuse_constant, object_pairs_hook=_object)
    except (ValueError, RecursionError):
        raise ApiError(400, "bad_json", "请求内容不是正确的 JSON。") from None
    if not isinstance(value, dict):
        raise ApiError(400, "bad_json", "请求内容须为一个 JSON 对象。")
    return value


def _refuse_constant(_name: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        # Two readers of such an object may take different values.
        raise ValueError("a key stands twice")
    return found
