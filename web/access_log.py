"""One log line and one count a request: route, status, time; never a path's own words, a query string or a text."""

from __future__ import annotations

import logging
import time

from aiohttp import web
from aiohttp.typedefs import Handler

from web.keys import METRICS
from web.request_id import request_id

_log = logging.getLogger("web.access")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


@web.middleware
async def observe(request: web.Request, handler: Handler) -> web.StreamResponse:
    """The outermost middleware."""
    started = time.perf_counter()
    status = 499  # the client left
    try:
        response = await handler(request)
        status = response.status
        return response
    except web.HTTPException as answer:
        status = answer.status
        raise
    finally:
        _note(request, status, time.perf_counter() - started)


def _note(request: web.Request, status: int, seconds: float) -> None:
    method = request.method if request.method in _METHODS else "other"
    resource = request.match_info.route.resource
    route = resource.canonical if resource is not None else "none"
    metrics = request.app[METRICS]
    metrics.requests.labels(method, route, str(status)).inc()
    metrics.request_seconds.labels(route).observe(seconds)
    code = request.get("error_code")
    if code is not None:
        metrics.errors.labels(code).inc()
    _log.info("%s %s %d %.1fms request_id=%s%s", method, route, status, seconds * 1000, request_id(request),
              f" error={code}" if code else "")
