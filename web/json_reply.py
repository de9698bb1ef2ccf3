"""An answer in JSON, Chinese written as it is."""

from __future__ import annotations

import json
from typing import Any, Mapping

from aiohttp import web


def json_reply(value: Any, status: int = 200, headers: Mapping[str, str] | None = None) -> web.Response:
    """The value as a response."""
    return web.json_response(value, status=status, headers=headers,
                             dumps=lambda value: json.dumps(value, ensure_ascii=False))
