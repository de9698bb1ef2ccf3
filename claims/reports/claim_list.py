"""The list of claims that an authority takes away: a line a claim, ID numbers masked, hours and days as such."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.china_day import day_in_china
from claims.filing.transitions import STATES
from claims.reports.statistics import KIND_NAMES
from claims.reports.table_out import Value
from claims.rules.personal import masked
from claims.sealing import places
from claims.sealing.sealer import Sealer
from db.moments import utc
from db.tables import claims, organisations
from policy_kb.knowledge import KnowledgeBase

MOST_CLAIMS = 50_000
PAGE = 500
HEAD = ("申报编号", "申报事项", "地区", "年度", "状态", "单位", "姓名", "身份证号（部分）", "专业技术职务", "活动",
        "活动名称", "开始日期", "结束日期", "计算学时", "认定学时", "认定依据", "审核说明", "提交日期", "办结日期")
WIDTHS = (20, 10, 16, 8, 16, 24, 12, 22, 14, 24, 30, 12, 12, 10, 10, 20, 24, 12, 12)
# Not steps and decision: thousands of them are much to read and nothing in a list.
_COLUMNS = [claims.c[name] for name in (
    "id", "number", "kind", "region", "year", "state", "organisation", "facts", "personal_sealed", "computed_hours",
    "recognised_hours", "basis", "reason", "submitted_at", "decided_at")]


@dataclass(frozen=True)
class Names:
    """What ids are called. organisations: by id."""

    kb: KnowledgeBase
    organisations: Mapping[int, str]


def how_many(connection: Connection, condition: Any) -> int:
    """How many claims the condition is true of."""
    return int(connection.execute(sa.select(sa.func.count()).select_from(claims).where(condition)).scalar_one())


def page(connection: Connection, condition: Any, after: int) -> list[Row]:
    """The next PAGE claims of the condition behind the id `after` (0 for the first page), personal fields sealed."""
    query = sa.select(*_COLUMNS).where(condition, claims.c.id > after).order_by(claims.c.id).limit(PAGE)
    return list(connection.execute(query))


def names(connection: Connection, kb: KnowledgeBase) -> Names:
    """The names for the lines of a list."""
    rows = connection.execute(sa.select(organisations.c.id, organisations.c.name))
    return Names(kb, {row.id: row.name for row in rows})


def line(claim: Row, names: Names, sealer: Sealer) -> list[Value]:
    """The claim under HEAD. Opens its personal fields. Raises SealBroken."""
    personal = masked(_personal(sealer, claim))
    activities = claim.facts.get("activities", ())
    days = sorted(str(day) for activity in activities for day in (activity.get("start"), activity.get("end")) if day)
    return [
        claim.number, KIND_NAMES[claim.kind], names.kb.book.jurisdictions[claim.region].name, claim.year,
        STATES[claim.state], names.organisations.get(claim.organisation or 0), personal.get("name"),
        personal.get("id_number"), personal.get("title"),
        _joined(names.kb.term_name(activity.get("activity"), claim.region) for activity in activities),
        _joined(str(activity.get("title") or "") for activity in activities),
        _date(days[0] if days else None), _date(days[-1] if days else None),
        _hours(claim.computed_hours), _hours(claim.recognised_hours), claim.basis, claim.reason,
        _day(claim.submitted_at), _day(claim.decided_at)]


def _personal(sealer: Sealer, claim: Row) -> dict[str, str]:
    if claim.personal_sealed is None:
        return {}
    opened: dict[str, str] = json.loads(sealer.open(claim.personal_sealed, places.claim_personal(claim.number)))
    return opened


def _joined(texts: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(text for text in texts if text))


def _hours(text: str | None) -> Value:
    return None if text is None else Fraction(text)


def _day(moment: datetime | None) -> Value:
    return None if moment is None else day_in_china(utc(moment))


def _date(text: str | None) -> Value:
    return None if text is None else date.fromisoformat(text)
