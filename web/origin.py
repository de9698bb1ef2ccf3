"""Whether a call is the page's own: what a browser sends along by itself (a cookie) proves nothing about who asked."""

from __future__ import annotations

from urllib.parse import urlsplit

from aiohttp import web

from claims.people.sessions import Session, csrf_fits
from web.errors import ApiError
from web.keys import SETTINGS
from web.login.current import by_bearer

CSRF_HEADER = "X-CSRF-Token"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def refuse_foreign(request: web.Request, session: Session) -> None:
    """Refuse a change that another site may have caused. A token as bearer is only sent on purpose: it needs no more.

    Raises ApiError 403.
    """
    if request.method in _SAFE or by_bearer(request):
        return
    if not _is_own_page(request) or not csrf_fits(session, request.headers.get(CSRF_HEADER, "")):
        raise ApiError(403, "csrf", "页面的安全校验没有通过，没有处理。请刷新页面后再试。")


def _is_own_page(request: web.Request) -> bool:
    """As the browser says it: a page's script can set neither header."""
    fetched_from = request.headers.get("Sec-Fetch-Site")
    if fetched_from is not None:
        return fetched_from in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc.lower() == public_host(request).lower()


def public_host(request: web.Request) -> str:
    """Host and port as the browser sees them, also behind a trusted proxy."""
    forwarded = request.headers.get("X-Forwarded-Host", "")
    if request.app[SETTINGS].trusted_proxies and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return request.host


def base_url(request: web.Request) -> str:
    """This service as people reach it, without a slash at the end: as it was told, else as this request did."""
    told = request.app[SETTINGS].public_url
    return told or f"{'https' if is_https(request) else 'http'}://{public_host(request)}"


def is_https(request: web.Request) -> bool:
    """Whether the browser speaks https: to this service, to a trusted proxy before it, or as XUESHI_PUBLIC_URL says."""
    if request.secure or (request.app[SETTINGS].public_url or "").startswith("https://"):
        return True
    forwarded = request.headers.get("X-Forwarded-Proto", "")
    return bool(request.app[SETTINGS].trusted_proxies) and forwarded.rpartition(",")[2].strip().lower() == "https"
