"""Staff log in by password, and choose their own."""

from __future__ import annotations

import asyncio
from typing import Callable, TypeVar

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.actors import Staff
from claims.people import accounts, password_logins, passwords
from claims.people.password_logins import Attempt
from claims.trouble import Refused
from db.moments import now
from web.fields import refuse_others, text
from web.guard import ANYBODY, STAFF, Route, staff_of
from web.json_body import read_object
from web.keys import DATABASE, HASHING, SEALER
from web.login.limits import slow_down
from web.login.opening import Opened, open_session, opened_reply

T = TypeVar("T")
_LONGEST = 400


async def post_password(request: web.Request) -> web.StreamResponse:
    """{"login", "password"} → SESSION."""
    body = await read_object(request)
    refuse_others(body, "login", "password")
    login, password = text(body, "login").strip(), text(body, "password", _LONGEST)
    slow_down(request, f"login:{login.casefold()}")
    attempt, rehashed = await _prove(request, login, password)
    sealer = request.app[SEALER]

    def work(connection: Connection) -> Opened:
        account = password_logins.succeed(connection, sealer, attempt, rehashed, now())
        return open_session(connection, sealer, request, Staff(account, ()), now())

    return opened_reply(request, await request.app[DATABASE].write(work))


async def post_new_password(request: web.Request) -> web.StreamResponse:
    """{"old", "new"} → SESSION: a fresh one; every other of the account has ended."""
    body = await read_object(request)
    refuse_others(body, "old", "new")
    old, new = text(body, "old", _LONGEST), text(body, "new", _LONGEST)
    database, sealer, actor = request.app[DATABASE], request.app[SEALER], staff_of(request)
    slow_down(request, f"account:{actor.id}")
    login = (await database.run(lambda connection: accounts.there(connection, actor.id))).login
    passwords.check_password(new, login)
    try:
        attempt, _ = await _prove(request, login, old)
    except Refused as refused:
        if refused.code != "wrong_login":
            raise
        raise Refused("invalid", "原密码不对，请核对后再试。", "old") from None
    if old == new:
        raise Refused("invalid", "新密码不能与原密码相同，请换一个。", "new")
    hashed = await off_loop(request.app, lambda: passwords.hash_password(new))

    def work(connection: Connection) -> Opened:
        password_logins.succeed(connection, sealer, attempt, None, now())
        accounts.set_password(connection, sealer, actor.key, actor.id, hashed, must_change=False, now=now())
        return open_session(connection, sealer, request, actor, now())

    return opened_reply(request, await database.write(work))


async def off_loop(app: web.Application, work: Callable[[], T]) -> T:
    """Hashing takes a processor for a while: on threads of its own, few, since each takes much memory too."""
    return await asyncio.get_running_loop().run_in_executor(app[HASHING], work)


async def _prove(request: web.Request, login: str, password: str) -> tuple[Attempt, str | None]:
    """The attempt, where the password is right, and its hash with today's parameters where it needs one.

    Raises Refused: wrong, or locked. The attempt counts as failed until it has succeeded.
    """
    database, sealer = request.app[DATABASE], request.app[SEALER]
    attempt = await database.write(lambda connection: password_logins.begin(connection, sealer, login, now()))
    if not await off_loop(request.app, lambda: passwords.fits(attempt.password_hash, password)):
        raise password_logins.wrong()
    assert attempt.password_hash is not None
    if not passwords.is_outdated(attempt.password_hash):
        return attempt, None
    return attempt, await off_loop(request.app, lambda: passwords.hash_password(password))


ROUTES = (
    Route("POST", "/api/session/password", post_password, ANYBODY),
    Route("POST", "/api/session/new-password", post_new_password, STAFF, before_change=True),
)
