"""三天前, 两年前, 三天后: a point in time seen from today, never a duration."""
from __future__ import annotations

import re
from datetime import date

from bot.language import day_names as cal
from bot.language.numerals import Span
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch
from bot.language.units import Unit

_AGO = re.compile(r"[之以]?(?P<way>前(?![端沿置台提期后往辈锋景瞻])|后(?![端台续勤备面半者来期天]))")
# 支教满一年后: how long it lasted, and then something.
_LASTED = re.compile(r"(?:满|了|过|足|工作|服务|任职|从事|支[教农医]|挂职|驻村|扶贫|进修)$")
_CLAUSE_START = " ,。;过"
_FARTHEST = 200


def take_relative(scratch: Scratch, span: Span, unit: Unit, start: int, end: int, today: date) -> int | None:
    """Take an amount followed by 前 or 后 as a day, month or year; returns its end, or None where it is a duration."""
    match = _AGO.match(scratch.work, end)
    before = scratch.work[:start]
    if unit.name not in ("days", "weeks", "months", "years") or match is None or _LASTED.search(before):
        return None
    past = match["way"] == "前"
    if not past and before and before[-1] not in _CLAUSE_START:
        return None
    end = match.end()
    if not span.exact or span.low.denominator != 1 or span.low > _FARTHEST:
        scratch.blank(start, end)  # 三五年前 names no year
        return end
    scratch.take(_quantity(int(span.low) * (-1 if past else 1), unit, scratch.text, start, end, today))
    return end


def _quantity(count: int, unit: Unit, text: str, start: int, end: int, today: date) -> Quantity:
    text = text[start:end]
    if unit.name == "years":
        return Quantity("year", today.year + count, start, end, text, note="approximate")
    if unit.name == "months":
        year, month = divmod(today.year * 12 + today.month - 1 + count, 12)
        bounds = cal.month_span(year, month + 1)
        first, last = bounds or (None, None)
        return Quantity("date", first, start, end, text, start_date=first, end_date=last, note="month approximate")
    day = cal.shift(today, count * (7 if unit.name == "weeks" else 1))
    note = "approximate" if unit.name == "weeks" else None
    return Quantity("date", day, start, end, text, start_date=day, end_date=day, note=note)
