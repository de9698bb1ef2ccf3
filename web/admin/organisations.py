"""Organisations: found by everybody who is logged in, kept by admins."""

from __future__ import annotations

import math
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.access import may
from claims.actors import Staff
from claims.people import organisations
from claims.people.organisations import CHANGEABLE, Organisation, find
from claims.rules.chains import regions_of
from claims.trouble import Refused
from db.moments import now
from db.tables import ORGANISATION_KINDS
from web.errors import ApiError
from web.fields import maybe_number, maybe_text, number, query_number, refuse_others, text
from web.guard import LOGGED_IN, Route, staff_of
from web.json_body import read_object
from web.json_reply import json_reply
from web.keys import KNOWLEDGE, SEALER
from web.writes import read, write

_ADMIN = frozenset({"admin"})
_ON_A_PAGE = 50


async def get_organisations(request: web.Request) -> web.StreamResponse:
    """{"organisations": [{"id", "name", "region", "kind"}]}: active ones, 20 at most. Query: region, kind, q. Offices
    that a person chooses (posting_office) are those of any region that the notice of `region` names."""
    region, kind, q = _wanted(request)
    chosen = region is not None and kind == "posting_office"
    regions = regions_of(request.app[KNOWLEDGE], region or "", "posting_office") if chosen else frozenset()
    found = await read(request, lambda connection: organisations.search(connection, region, kind, q, regions=regions))
    return json_reply({"organisations": [
        {"id": one.id, "name": one.name, "region": one.region, "kind": one.kind} for one in found]})


async def get_all(request: web.Request) -> web.StreamResponse:
    """{"organisations": [ORGANISATION], "total", "page", "pages"}, active or not. Query: region, kind, q, page."""
    _admin(request)
    (region, kind, q), page = _wanted(request), query_number(request.query, "page", 1)

    def work(connection: Connection) -> dict[str, Any]:
        found, total = organisations.listed(connection, (page - 1) * _ON_A_PAGE, _ON_A_PAGE, region, kind, q)
        return {"organisations": [organisation_json(connection, one) for one in found], "total": total, "page": page,
                "pages": max(1, math.ceil(total / _ON_A_PAGE))}

    return json_reply(await read(request, work))


async def post_organisation(request: web.Request) -> web.StreamResponse:
    """{"name", "kind", "region", "parent"?, "code"?} → 201 ORGANISATION."""
    admin, body = _admin(request), await read_object(request)
    refuse_others(body, "name", "kind", "region", "parent", "code")
    name, kind, region = text(body, "name"), text(body, "kind"), text(body, "region")
    parent, code = maybe_number(body, "parent"), maybe_text(body, "code")
    sealer, places = request.app[SEALER], request.app[KNOWLEDGE].book.jurisdictions

    def work(connection: Connection) -> tuple[int, Any]:
        made = organisations.create(connection, sealer, admin.key, places=places, now=now(), name=name, kind=kind,
                                    region=region, parent=parent, code=code)
        return 201, organisation_json(connection, made)

    return await write(request, work)


async def patch_organisation(request: web.Request) -> web.StreamResponse:
    """{"version", "name"?, "parent"?, "code"?, "active"?} → ORGANISATION. null takes parent or code away."""
    admin, body = _admin(request), await read_object(request)
    refuse_others(body, "version", "kind", "region", *CHANGEABLE)
    version, wanted = number(body, "version"), int(request.match_info["id"])
    changes = {name: value for name, value in body.items() if name != "version"}
    maybe_number(body, "parent")
    for name in ("name", "code"):
        maybe_text(body, name)
    sealer, places = request.app[SEALER], request.app[KNOWLEDGE].book.jurisdictions

    def work(connection: Connection) -> tuple[int, Any]:
        changed = organisations.update(connection, sealer, admin.key, wanted, version, changes, places=places,
                                       now=now())
        return 200, organisation_json(connection, changed)

    return await write(request, work)


def organisation_json(connection: Connection, one: Organisation) -> dict[str, Any]:
    """The ORGANISATION of docs/claims.md."""
    above = find(connection, one.parent) if one.parent is not None else None
    return {"id": one.id, "name": one.name, "kind": one.kind, "region": one.region, "parent": one.parent,
            "parent_name": above.name if above else None, "code": one.code, "active": one.active,
            "version": one.version}


def _wanted(request: web.Request) -> tuple[str | None, str | None, str]:
    """Region, kind and part of a name in the query. Raises ApiError 422."""
    region, kind = maybe_text(request.query, "region", 64) or None, maybe_text(request.query, "kind", 32) or None
    if region is not None and region not in request.app[KNOWLEDGE].book.jurisdictions:
        raise ApiError(422, "invalid", "没有这个地区，请从地区列表中选择。", "region")
    if kind is not None and kind not in ORGANISATION_KINDS:
        raise ApiError(422, "invalid", "没有这种机构类别，请从列表中选择。", "kind")
    return region, kind, maybe_text(request.query, "q", 100) or ""


def _admin(request: web.Request) -> Staff:
    actor = staff_of(request)
    if not may(actor, "keep_organisations"):
        raise Refused("forbidden", "您的账号没有这项权限。", status=403)
    return actor


ROUTES = (
    Route("GET", "/api/organisations", get_organisations, LOGGED_IN),
    Route("GET", "/api/admin/organisations", get_all, _ADMIN),
    Route("POST", "/api/admin/organisations", post_organisation, _ADMIN),
    Route("PATCH", r"/api/admin/organisations/{id:\d{1,9}}", patch_organisation, _ADMIN),
)
