"""Professionals log in by a code sent to their phone, or by a token that a host page signed."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web
from sqlalchemy.engine import Connection

from bot.runtime.failures import describe
from claims.people import applicants, codes, tokens
from claims.people.phones import read_phone
from claims.people.senders import CodeSender
from db.moments import now
from web.errors import ApiError
from web.fields import refuse_others, text
from web.guard import ANYBODY, Route
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import CODE_SENDER, DATABASE, SEALER, SETTINGS
from web.login.limits import slow_down
from web.login.opening import Opened, open_session, opened_reply

_log = logging.getLogger(__name__)
_SEND_SECONDS = 10.0
_LONGEST_TOKEN = 4096


async def post_code(request: web.Request) -> web.StreamResponse:
    """{"phone"} → {"sent": true, "seconds"}: until another may be asked for. The same for a phone known or not."""
    sender, body = _sender(request), await read_object(request)
    refuse_others(body, "phone")
    phone, sealer = read_phone(text(body, "phone")), request.app[SEALER]
    slow_down(request, f"phone:{phone}")
    code = await request.app[DATABASE].write(lambda connection: codes.issue(connection, sealer, phone, now()))
    try:
        await asyncio.wait_for(sender.send(phone, code), _SEND_SECONDS)
    except Exception as error:
        _log.error("login code not sent: %s", describe(error))
        raise ApiError(503, "not_sent", "验证码暂时发不出去，请稍后再试。", headers={"Retry-After": "60"}) from None
    return json_reply({"sent": True, "seconds": int(codes.NEXT_AFTER.total_seconds())})


async def post_phone(request: web.Request) -> web.StreamResponse:
    """{"phone", "code"} → SESSION."""
    _sender(request)
    body = await read_object(request)
    refuse_others(body, "phone", "code")
    phone, code, sealer = read_phone(text(body, "phone")), text(body, "code").strip(), request.app[SEALER]
    slow_down(request, f"phone:{phone}")

    def work(connection: Connection) -> Opened | None:
        if not codes.take(connection, sealer, phone, code, now()):
            return None
        return open_session(connection, sealer, request, applicants.by_phone(connection, sealer, phone, now()), now())

    opened = await request.app[DATABASE].write(work)
    if opened is None:
        # Only now: the wrong try has to stay counted.
        raise codes.wrong()
    return opened_reply(request, opened)


async def post_token(request: web.Request) -> web.StreamResponse:
    """{"token"} → SESSION with `bearer`, for pages inside other sites, which get no cookie."""
    settings, sealer = request.app[SETTINGS], request.app[SEALER]
    slow_down(request)
    body = await read_object(request)
    refuse_others(body, "token")
    if settings.host_token_key is None:
        raise _not_configured("从其他网站直接登录")
    token = tokens.read_token(text(body, "token", _LONGEST_TOKEN), settings.host_token_key,
                              settings.host_token_issuers, now())

    def work(connection: Connection) -> Opened:
        tokens.spend(connection, token)
        actor = applicants.by_subject(connection, sealer, token.subject, token.phone, now())
        return open_session(connection, sealer, request, actor, now())

    return opened_reply(request, await request.app[DATABASE].write(work), bearer=True)


def _sender(request: web.Request) -> CodeSender:
    sender = request.app[CODE_SENDER].sender
    if sender is None:
        raise _not_configured("手机号登录")
    return sender


def _not_configured(what: str) -> ApiError:
    return ApiError(503, "not_configured", f"本站还没有开通{what}，请联系管理员，或从单位提供的入口登录。")


ROUTES = (
    Route("POST", "/api/session/code", post_code, ANYBODY),
    Route("POST", "/api/session/phone", post_phone, ANYBODY),
    Route("POST", "/api/session/token", post_token, ANYBODY),
)
