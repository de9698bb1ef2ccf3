"""The id of a request: a caller's own where it is harmless, else a fresh one; on the answer and in every log line."""

from __future__ import annotations

import re
import uuid

from aiohttp import web

HEADER = "X-Request-ID"
_HARMLESS = re.compile(r"[A-Za-z0-9_-]{8,64}", re.ASCII)


def request_id(request: web.BaseRequest) -> str:
    """The request's id, the same at every call."""
    known: str | None = request.get("request_id")
    if known is None:
        given = request.headers.get(HEADER, "")
        known = given if _HARMLESS.fullmatch(given) else uuid.uuid4().hex
        request["request_id"] = known
    return known
