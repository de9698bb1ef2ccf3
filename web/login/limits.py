"""The stricter limit on logging in: by client, and by the login or phone that is tried."""

from __future__ import annotations

from aiohttp import web

from web.errors import ApiError
from web.keys import LOGIN_LIMIT, SEALER, SETTINGS
from web.rate_limit import client_of


def slow_down(request: web.Request, tried: str = "") -> None:
    """Count an attempt. tried: the login or phone, of which only an HMAC is held. Raises ApiError 429."""
    app = request.app
    keys = [f"client:{client_of(request, app[SETTINGS].trusted_proxies)}"]
    if tried:
        keys.append(app[SEALER].mac("login-limit", tried.encode("utf-8", "replace")))
    wait = max(app[LOGIN_LIMIT].take(key) for key in keys)
    if wait:
        raise ApiError(429, "too_often", f"登录尝试太频繁了，请过 {wait} 秒再试。", headers={"Retry-After": str(wait)})
