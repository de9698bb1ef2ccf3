"""An organisation's people as a list: the template, and taking the filled-in list in."""

from __future__ import annotations

import asyncio
from typing import Any

from aiohttp import web
from sqlalchemy.engine import Connection

from claims.access import Place, may
from claims.people.imports import take
from claims.people.listed import listing
from claims.people.organisations import find
from claims.people.people_file import read_people
from claims.people.people_template import template
from claims.reports.table_in import MOST_BYTES
from claims.reports.table_out import XLSX_TYPE
from claims.trouble import Refused
from db.moments import now
from web.guard import Route, actor_of
from web.keys import SEALER, SETTINGS
from web.reports.upload import read_upload
from web.writes import read, write

_WHO = frozenset({"employer_reviewer", "admin"})


async def get_template(_request: web.Request) -> web.StreamResponse:
    """An empty list with its columns, as XLSX."""
    content = await asyncio.to_thread(template)
    return web.Response(body=content, content_type=XLSX_TYPE, headers={
        "Content-Disposition": 'attachment; filename="people-template.xlsx"'})


async def post_people(request: web.Request) -> web.StreamResponse:
    """One file → {"added", "updated", "errors": [{"row", "field", "message"}]}. Faulty rows are left out and named."""
    actor, wanted = actor_of(request), int(request.match_info["id"])
    organisation = await read(request, lambda connection: find(connection, wanted))
    place = Place(organisation.id, organisation.region) if organisation and organisation.kind == "employer" else None
    if place is None or not may(actor, "import_people", place):
        raise Refused("not_found", "没有这个单位，或者您不能导入它的人员。", status=404)
    content = await read_upload(request, MOST_BYTES)
    today, sealer = request.app[SETTINGS].today(), request.app[SEALER]
    # Thousands of rows take a second or two to check: not on the loop, nor while the database is held.
    listed = await asyncio.to_thread(lambda: listing(sealer, read_people(content, today)))

    def work(connection: Connection) -> tuple[int, Any]:
        done = take(connection, sealer, actor.key, wanted, listed, now())
        return 200, {"added": done.added, "updated": done.updated, "errors": [
            {"row": error.row, "field": error.field, "message": error.message} for error in done.errors]}

    return await write(request, work, content)


ROUTES = (
    Route("GET", "/api/organisations/people-template.xlsx", get_template, _WHO),
    Route("POST", r"/api/organisations/{id:\d{1,9}}/people", post_people, _WHO),
)
