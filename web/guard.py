"""The guard before every address of claims: who may call it, who is calling, and that the call is the page's own.

A module of the API lists its addresses as `ROUTES: tuple[Route, ...]`; web/routes.py registers them here, and there is
no other way in. Without a session that fits, no handler runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from aiohttp import web
from aiohttp.typedefs import Handler

from claims.actors import Actor, Applicant, Staff
from claims.people.sessions import Session
from claims.trouble import Refused
from db.tables import ROLES
from web.errors import ApiError
from web.keys import API_LIMIT, ROUTE_TABLE, SETTINGS
from web.login.current import session_of
from web.origin import refuse_foreign
from web.rate_limit import client_of
from web.refusals import as_api_error

ANYBODY = frozenset({"anybody"})
"""Also who is not logged in."""
APPLICANT = frozenset({"applicant"})
STAFF = frozenset({"staff"})
"""Every account, also one without a role."""
LOGGED_IN = APPLICANT | STAFF
REVIEWERS = frozenset({"employer_reviewer", "industry_authority", "hr_authority", "posting_office"})
AUTHORITIES = frozenset({"industry_authority", "hr_authority"})
_KNOWN = ANYBODY | LOGGED_IN | frozenset(ROLES)
_METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Route:
    """An address. who: roles of db.tables.ROLES, "applicant", "staff", or ANYBODY; one of them is enough.

    before_change: an account that must first choose a password of its own may call it too.
    """

    method: str
    path: str
    handler: Handler
    who: frozenset[str]
    before_change: bool = False

    def __post_init__(self) -> None:
        if self.method not in _METHODS or not self.who or not self.who <= _KNOWN:
            raise ValueError(f"{self.method} {self.path}: a known method, and at least one known role")


def add_guarded(app: web.Application, routes: Iterable[Route]) -> None:
    """Register the addresses, each behind the guard."""
    for route in routes:
        app.router.add_route(route.method, route.path, _guarded(route))
        app[ROUTE_TABLE].append(route)


def actor_of(request: web.Request) -> Actor:
    """Who is calling. Only for addresses that are not for ANYBODY."""
    actor: Actor = session_here(request).actor
    return actor


def applicant_of(request: web.Request) -> Applicant:
    """The professional who is calling. Raises ApiError 403 where it is an account."""
    actor = actor_of(request)
    if not isinstance(actor, Applicant):
        raise _forbidden()
    return actor


def staff_of(request: web.Request) -> Staff:
    """The account that is calling. Raises ApiError 403 where it is a professional."""
    actor = actor_of(request)
    if not isinstance(actor, Staff):
        raise _forbidden()
    return actor


async def actor_if_any(request: web.Request) -> Actor | None:
    """Who is calling an address for ANYBODY, where that is known. Only to read by: no write may rest on it."""
    session = await session_of(request)
    return session.actor if session and not session.must_change else None


def session_here(request: web.Request) -> Session:
    """The session that the guard let in."""
    session: Session = request["session"]
    return session


def roles_of(actor: Actor) -> frozenset[str]:
    """What the actor counts as at the door."""
    if isinstance(actor, Applicant):
        return APPLICANT
    return STAFF | {grant.role for grant in actor.grants}


def _guarded(route: Route) -> Handler:
    async def call(request: web.Request) -> web.StreamResponse:
        try:
            await _let_in(route, request)
            return await route.handler(request)
        except Refused as refused:
            raise as_api_error(refused) from None

    return call


async def _let_in(route: Route, request: web.Request) -> None:
    session = None if route.who == ANYBODY else await session_of(request)
    actor = session.actor if session else None
    caller = actor.key if actor else client_of(request, request.app[SETTINGS].trusted_proxies)
    wait = request.app[API_LIMIT].take(caller)
    if wait:
        raise ApiError(429, "too_often", f"操作太频繁了，请过 {wait} 秒再试。", headers={"Retry-After": str(wait)})
    if route.who == ANYBODY:
        return
    if session is None or actor is None:
        raise ApiError(401, "login_required", "请先登录；如果已经登录过，登录已过期，请重新登录。")
    refuse_foreign(request, session)
    if session.must_change and not route.before_change:
        raise ApiError(403, "must_change", "这是初始密码，请先设置自己的新密码，再继续使用。")
    if not roles_of(actor) & route.who:
        raise _forbidden()
    request["session"], request["actor"] = session, actor


def _forbidden() -> ApiError:
    return ApiError(403, "forbidden", "您的账号没有这项权限；如果工作需要，请联系本单位的管理员。")
