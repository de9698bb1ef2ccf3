"""The list of claims that an authority may read, as a file. Each is noted in the audit log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Sequence

from aiohttp import web
from aiohttp.typedefs import Handler
from sqlalchemy.engine import Connection, Row

from claims.audit import log
from claims.reports import claim_list
from claims.reports.claim_list import HEAD, MOST_CLAIMS, WIDTHS, line
from claims.reports.scope import of_lists
from claims.reports.table_out import CSV_TYPE, XLSX_TYPE, Value, as_csv, as_xlsx
from claims.trouble import Refused
from db.moments import now
from web.guard import AUTHORITIES, Route, staff_of
from web.keys import KNOWLEDGE, SEALER
from web.reports.wanted import wanted_of
from web.writes import read, write_down

Rows = Iterable[Sequence[Value]]
_WRITERS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "xlsx": (XLSX_TYPE, lambda rows: as_xlsx("学时申报", HEAD, rows, WIDTHS)),
    "csv": (CSV_TYPE, lambda rows: as_csv(HEAD, rows)),
}


def export_as(kind: str) -> Handler:
    """The handler that gives the list as this kind of file. Query: region, year, state. Raises ApiError 403, 413."""
    media_type, write = _WRITERS[kind]

    async def handler(request: web.Request) -> web.StreamResponse:
        lines = await _lines(request)
        content = await asyncio.to_thread(write, lines)
        await _note(request, kind, len(lines))
        return web.Response(body=content, content_type=media_type, charset="utf-8" if kind == "csv" else None, headers={
            "Content-Disposition": f'attachment; filename="claims.{kind}"', "Cache-Control": "no-store"})

    return handler


async def _lines(request: web.Request) -> list[Sequence[Value]]:
    condition = wanted_of(request).narrowed(of_lists(staff_of(request)))
    sealer, kb = request.app[SEALER], request.app[KNOWLEDGE]
    count = await read(request, lambda connection: claim_list.how_many(connection, condition))
    if count > MOST_CLAIMS:
        raise Refused("too_large", f"一次最多导出 {MOST_CLAIMS} 条，请按年度或地区分开导出。", "year", 413)
    names = await read(request, lambda connection: claim_list.names(connection, kb))
    lines: list[Sequence[Value]] = []
    after = 0

    def next_page(connection: Connection) -> list[Row]:
        return claim_list.page(connection, condition, after)

    # A page at a time, so that others get their turn at the database in between. Opening the seals of thousands and
    # writing the file takes seconds: not on the loop that answers everybody.
    while found := await read(request, next_page):
        after = found[-1].id
        lines += await asyncio.to_thread(lambda page: [line(claim, names, sealer) for claim in page], found)
    return lines


async def _note(request: web.Request, kind: str, rows: int) -> None:
    """What leaves the service is on record before it does."""
    sealer, actor, wanted = request.app[SEALER], staff_of(request), wanted_of(request)
    detail = {"kind": kind, "rows": rows, "region": wanted.region, "year": wanted.year, "state": wanted.state}

    def work(connection: Connection) -> None:
        log.append(connection, sealer, at=now(), actor=actor.key, action="claims.export", object="claims",
                   detail=detail)

    await write_down(request, work)


ROUTES = tuple(Route("GET", f"/api/exports/claims.{kind}", export_as(kind), AUTHORITIES) for kind in _WRITERS)
