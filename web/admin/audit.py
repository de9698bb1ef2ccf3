"""The audit log, read by auditors: newest rows first, page after page."""

from __future__ import annotations

import json
import re
from typing import Any

import sqlalchemy as sa
from aiohttp import web
from sqlalchemy.engine import Connection, Row

from claims.access import may
from claims.trouble import Refused
from db.moments import utc
from db.tables import audit_log
from web.fields import maybe_text, query_number
from web.guard import Route, actor_of
from web.json_reply import json_reply
from web.writes import read

_ON_A_PAGE = 50
# The log holds nothing personal; should a long number ever have got in, it goes no further.
_LONG_NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{11,}[Xx]?(?![0-9A-Za-z])")


async def get_audit(request: web.Request) -> web.StreamResponse:
    """{"rows": [{"seq", "at", "actor", "organisation", "action", "object", "detail"}], "before"}.

    Query: `object`, `actor` as the log writes them; `before`: rows older than this seq. `before` of the answer asks
    for the next page, null on the last.
    """
    if not may(actor_of(request), "read_audit"):
        raise Refused("forbidden", "您的账号没有这项权限。", status=403)
    before = query_number(request.query, "before", 0)
    named = {name: maybe_text(request.query, name, 80) for name in ("object", "actor")}

    def work(connection: Connection) -> list[Row]:
        query = sa.select(audit_log)
        for name, value in named.items():
            if value:
                query = query.where(audit_log.c[name] == value)
        if before:
            query = query.where(audit_log.c.seq < before)
        return list(connection.execute(query.order_by(audit_log.c.seq.desc()).limit(_ON_A_PAGE + 1)))

    found = await read(request, work)
    shown = [_row_json(row) for row in found[:_ON_A_PAGE]]
    return json_reply({"rows": shown, "before": shown[-1]["seq"] if len(found) > _ON_A_PAGE else None})


def _row_json(row: Row) -> dict[str, Any]:
    return {"seq": row.seq, "at": utc(row.at).isoformat(), "actor": row.actor, "organisation": row.organisation,
            "action": row.action, "object": row.object,
            "detail": json.loads(_LONG_NUMBER.sub(_masked, row.detail))}


def _masked(number: re.Match[str]) -> str:
    # Digits stay digits: in JSON the number may stand without quotes.
    return number.group()[0] + "0" * (len(number.group()) - 1)


ROUTES = (Route("GET", "/api/admin/audit", get_audit, frozenset({"auditor"})),)
