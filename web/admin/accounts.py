"""Accounts and their roles, kept by admins. Nobody changes his own: what one admin does, another can see."""

from __future__ import annotations

import math
from typing import Any, Callable

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.access import may
from claims.actors import Grant, Staff
from claims.people import accounts, grant_changes, passwords
from claims.people.accounts import Account
from claims.trouble import Refused
from db.moments import now
from web.admin.account_shown import account_json
from web.fields import maybe_flag, maybe_number, maybe_text, number, query_number, refuse_others, text
from web.guard import Route, staff_of
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import SEALER
from web.login.staff_api import off_loop
from web.writes import read, write

ADMIN = frozenset({"admin"})
_ON_A_PAGE = 50
_Answer = tuple[int, Any]


async def get_accounts(request: web.Request) -> web.StreamResponse:
    """{"accounts": [ACCOUNT], "total", "page", "pages"}."""
    _admin(request)
    page = query_number(request.query, "page", 1)

    def work(connection: Connection) -> dict[str, Any]:
        found, total = accounts.listed(connection, (page - 1) * _ON_A_PAGE, _ON_A_PAGE)
        return {"accounts": [account_json(connection, one, now()) for one in found], "total": total, "page": page,
                "pages": max(1, math.ceil(total / _ON_A_PAGE))}

    return json_reply(await read(request, work))


async def post_account(request: web.Request) -> web.StreamResponse:
    """{"login", "display_name", "id_number"?} → 201 ACCOUNT with `password`, which is told only here."""
    admin, body = _admin(request), await read_object(request)
    refuse_others(body, "login", "display_name", "id_number")
    login, name, id_number = text(body, "login"), text(body, "display_name"), maybe_text(body, "id_number")
    password, hashed = await _first_password(request)
    sealer = request.app[SEALER]

    def work(connection: Connection) -> _Answer:
        made = accounts.create(connection, sealer, admin.key, login=login, display_name=name, password_hash=hashed,
                               now=now(), id_number=id_number)
        return 201, {**account_json(connection, made, now()), "password": password}

    return await write(request, work)


async def patch_account(request: web.Request) -> web.StreamResponse:
    """{"version", "display_name"?, "active"?, "id_number"?} → ACCOUNT."""
    admin, body = _admin(request), await read_object(request)
    refuse_others(body, "version", "display_name", "active", "id_number")
    version, sealer = number(body, "version"), request.app[SEALER]
    name, active, id_number = (maybe_text(body, "display_name"), maybe_flag(body, "active"),
                               maybe_text(body, "id_number"))
    return await _change(request, lambda connection, account: accounts.change(
        connection, sealer, admin.key, account, version, now=now(), display_name=name, active=active,
        id_number=id_number))


async def post_password(request: web.Request) -> web.StreamResponse:
    """{"version"} → ACCOUNT with a fresh `password` to be changed at the next login; every session ends."""
    admin, body = _admin(request), await read_object(request)
    refuse_others(body, "version")
    version, sealer = number(body, "version"), request.app[SEALER]
    password, hashed = await _first_password(request)

    def reset(connection: Connection, account: Account) -> None:
        accounts.step_version(connection, account.id, version, {})
        accounts.set_password(connection, sealer, admin.key, account.id, hashed, must_change=True, now=now())

    return await _change(request, reset, {"password": password})


async def post_grant(request: web.Request) -> web.StreamResponse:
    """{"version", "role", "organisation"?, "region"?} → 201 ACCOUNT."""
    admin, body = _admin(request), await read_object(request)
    refuse_others(body, "version", "role", "organisation", "region")
    version, sealer = number(body, "version"), request.app[SEALER]
    grant = Grant(text(body, "role"), maybe_number(body, "organisation"), maybe_text(body, "region"))
    return await _change(request, lambda connection, account: grant_changes.add(
        connection, sealer, admin.key, account, version, grant, now()), status=201)


async def delete_grant(request: web.Request) -> web.StreamResponse:
    """The account's version in the query → ACCOUNT."""
    admin, sealer = _admin(request), request.app[SEALER]
    version, grant = query_number(request.query, "version", 0), int(request.match_info["grant"])
    return await _change(request, lambda connection, account: grant_changes.remove(
        connection, sealer, admin.key, account, version, grant, now()))


async def _change(request: web.Request, work: Callable[[Connection, Account], object],
                  more: dict[str, Any] | None = None, status: int = 200) -> web.StreamResponse:
    admin, wanted = staff_of(request), int(request.match_info["id"])

    def change(connection: Connection) -> _Answer:
        account = accounts.find(connection, wanted)
        if account is None:
            raise Refused("not_found", "没有这个账号。", status=404)
        if account.id == admin.id:
            raise Refused("forbidden", "不能修改自己的账号和权限，请由另一位管理员来改。", status=403)
        work(connection, account)
        return status, {**account_json(connection, accounts.there(connection, wanted), now()), **(more or {})}

    return await write(request, change)


async def _first_password(request: web.Request) -> tuple[str, str]:
    password = passwords.random_password()
    return password, await off_loop(request.app, lambda: passwords.hash_password(password))


def _admin(request: web.Request) -> Staff:
    actor = staff_of(request)
    if not may(actor, "keep_accounts"):
        raise Refused("forbidden", "您的账号没有这项权限。", status=403)
    return actor


ROUTES = (
    Route("GET", "/api/admin/accounts", get_accounts, ADMIN),
    Route("POST", "/api/admin/accounts", post_account, ADMIN),
    Route("PATCH", r"/api/admin/accounts/{id:\d{1,9}}", patch_account, ADMIN),
    Route("POST", r"/api/admin/accounts/{id:\d{1,9}}/password", post_password, ADMIN),
    Route("POST", r"/api/admin/accounts/{id:\d{1,9}}/grants", post_grant, ADMIN),
    Route("DELETE", r"/api/admin/accounts/{id:\d{1,9}}/grants/{grant:\d{1,9}}", delete_grant, ADMIN),
)
