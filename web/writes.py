"""Handlers' way to the database: reading, and writing once for each Idempotency-Key."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeVar

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.actors import Actor
from claims.filing.idempotency import once
from claims.people import sessions
from claims.trouble import Refused
from db.moments import now
from web.guard import actor_of, session_here
from web.json_reply import json_reply
from web.keys import DATABASE, SEALER
from web.login.current import token_of
from web.refusals import as_api_error

T = TypeVar("T")
KEY_HEADER = "Idempotency-Key"
KEY_PATTERN = r"[A-Za-z0-9_-]{8,64}"
_KEY = re.compile(KEY_PATTERN, re.ASCII)


async def read(request: web.Request, work: Callable[[Connection], T]) -> T:
    """What `work` finds, in a transaction of its own. What it refuses becomes an ApiError."""
    try:
        return await request.app[DATABASE].run(work)
    except Refused as refused:
        raise as_api_error(refused) from None


async def write_down(request: web.Request, work: Callable[[Connection], T]) -> T:
    """What `work` finds, with what it notes of that on the disk when this returns: for what is told only when it is on
    record, and is told anew each time. What it refuses becomes an ApiError. The caller's rights are looked at once
    more, in the same transaction.
    """
    token, let_in = token_of(request), session_here(request).actor

    def judged(connection: Connection) -> T:
        _check_still(connection, token, let_in)
        return work(connection)

    try:
        return await request.app[DATABASE].write(judged)
    except Refused as refused:
        raise as_api_error(refused) from None


def _check_still(connection: Connection, token: str | None, let_in: Actor) -> None:
    """Raises Refused where the session ended or lost a right since the guard looked: whoever sends the last of a body
    late would else act with rights that were taken from him meanwhile.
    """
    session = sessions.find(connection, token, now(), hold=True) if token is not None else None
    if session is None:
        raise Refused("login_required", "登录已过期或已退出，没有处理。请重新登录后再试。", status=401)
    if session.actor != let_in:
        raise Refused("forbidden", "您的权限刚刚有了变动，没有处理。请刷新页面后再试。", status=403)


async def write(request: web.Request, work: Callable[[Connection], tuple[int, Any]],
                content: bytes | None = None) -> web.Response:
    """The answer of `work` (status and JSON value; None with 204), run once for the request's Idempotency-Key.

    work: all that it changes is in the given transaction, on the disk when this returns. content: stands for the body
    where the handler read it as a stream (a digest of the file).
    Raises ApiError: a key that is missing (POST), not well-formed, or used for something else; what `work` refuses.
    """
    key, actor = _key_of(request), actor_of(request)
    if key is None:
        answer = await write_down(request, work)
    else:
        sealer = request.app[SEALER]
        body = content if content is not None else await request.read()
        digest = sealer.mac("request", f"{request.method} {request.path_qs}\n".encode("utf-8", "replace") + body)
        answer = await write_down(request, lambda connection: once(
            connection, sealer, owner=actor.key, key=key, digest=digest, now=now(), work=lambda: work(connection)))
    status, value = answer
    return web.Response(status=204) if status == 204 else json_reply(value, status)


def check_key(request: web.Request) -> None:
    """Raises ApiError where a write has no Idempotency-Key, or none that is well-formed."""
    _key_of(request)


def _key_of(request: web.Request) -> str | None:
    key = request.headers.get(KEY_HEADER)
    if key is None and request.method != "POST":
        return None
    if key is None or not _KEY.fullmatch(key):
        raise as_api_error(Refused("invalid", f"请求头 {KEY_HEADER} 须为 8 到 64 个字母、数字、下划线或连字符。",
                                   KEY_HEADER))
    return key
