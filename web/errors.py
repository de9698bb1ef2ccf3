"""The one shape of an error, and the middleware that gives it to everything that goes wrong below it."""

from __future__ import annotations

import logging
from typing import Mapping

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.runtime.failures import describe
from db.engine import DatabaseUnavailable
from web.error_page import error_page
from web.json_reply import json_reply
from web.request_id import request_id

_log = logging.getLogger(__name__)
JSON_PATHS = ("/api", "/healthz", "/metrics")

# What aiohttp itself refuses: code, and words for a person.
_REFUSALS: dict[int, tuple[str, str]] = {
    400: ("bad_request", "请求的格式不对。"),
    404: ("not_found", "没有这个地址。"),
    405: ("method_not_allowed", "这个地址不支持这种请求方法。"),
    408: ("timeout", "等请求内容等得太久，请重试。"),
    413: ("too_large", "发送的内容太长，没有处理。"),
    417: ("expectation_failed", "请求头 Expect 的值不支持。"),
}


class ApiError(Exception):
    """A request refused. code: for programs. message: for the person, in Chinese, and never quoting what they typed.

    field: the field of the request at fault, or None.
    """

    def __init__(self, status: int, code: str, message: str, field: str | None = None,
                 headers: Mapping[str, str] | None = None) -> None:
        super().__init__(code)
        self.status, self.code, self.message, self.field = status, code, message, field
        self.headers = dict(headers or {})


def error_response(request: web.Request, error: ApiError) -> web.Response:
    """The error in its shape, or as a page where a person opened a page."""
    request["error_code"] = error.code
    if not is_json_path(request.path):
        return web.Response(status=error.status, text=error_page(error.status, error.message, request_id(request)),
                            content_type="text/html", headers=error.headers)
    body = {"error": {"code": error.code, "message": error.message, "field": error.field,
                      "request_id": request_id(request)}}
    return json_reply(body, error.status, {**error.headers, "Cache-Control": "no-store"})


def is_json_path(path: str) -> bool:
    """Whether programs call this path, and not a person's browser."""
    return any(path == known or path.startswith(f"{known}/") for known in JSON_PATHS)


@web.middleware
async def shape_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Turns every failure into the one shape; logs what was not foreseen, without the person's words."""
    try:
        return await handler(request)
    except ApiError as error:
        return error_response(request, error)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        return error_response(request, _refusal(error))
    except DatabaseUnavailable as error:
        _log.error("%s request_id=%s", error, request_id(request))
        said = ApiError(503, "storage_unavailable", "系统暂时存不下数据，没有处理。请稍后再试。",
                        headers={"Retry-After": "10"})
        return error_response(request, said)
    except Exception as error:
        _log.error("request failed: %s request_id=%s", describe(error, frames=8), request_id(request))
        return error_response(request, ApiError(500, "internal", "服务出了问题，已经记录下来。请稍后再试。"))


def _refusal(error: web.HTTPException) -> ApiError:
    code, message = _REFUSALS.get(error.status, ("refused", "服务没有接受这个请求。"))
    headers = {"Allow": error.headers["Allow"]} if "Allow" in error.headers else None
    return ApiError(error.status, code, message, headers=headers)
