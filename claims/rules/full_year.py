"""满一年: a post that is credited with the year in which twelve months are reached, and with no other."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from claims.rules.values import invalid
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import exact_number
from rules_core.model import DeemedComplete

_YEAR = 12


def counts_full_years(kb: KnowledgeBase, region: str | None, activity: Mapping[str, Any]) -> bool:
    """Whether a rule that this activity may meet credits a year once twelve months are reached."""
    if region is None or "activity" not in activity:
        return False
    return any(isinstance(effect := rule.rule.effect, DeemedComplete) and effect.minimum is not None
               and effect.minimum.fact == "months"
               and rule.condition.test({"activity": activity["activity"]}) is not False
               for place in kb.book.chain(region) for rule in kb.book.by_place.get((place, "hours"), ()))


def whole_months(start: date, end: date) -> int:
    """The whole calendar months from `start` to `end`, both days counted: 1 March to 31 March is one."""
    after = end + timedelta(days=1)
    months = (after.year - start.year) * 12 + after.month - start.month
    # A month that begins on the 31st is whole at the end of a shorter one.
    return months - (after.day < min(start.day, _days_of(after.year, after.month)))


def years_reached(start: date, last: date) -> list[date]:
    """The days on which 12, 24 … months since `start` are full, up to `last`. Each credits its own year."""
    return [_full(start, count * _YEAR) for count in range(1, whole_months(start, last) // _YEAR + 1)]


def day_reached(start: date, year: int, last: date | None) -> date | None:
    """The day of a year on which twelve months more are full, not after `last`; None where that year has none."""
    found = [day for day in years_reached(start, last or date(year, 12, 31)) if day.year == year]
    return found[0] if found else None


def check_full_years(activity: Mapping[str, Any], start: date, end: date | None, still: bool, claimed: int | None,
                     path: str, today: date) -> None:
    """The months are those of the days, and the year is one in which twelve of them are reached.

    still: in the post today, which is counted to today where there is no end. Raises Refused.
    """
    last = end or (today if still else None)
    if last is None:
        return
    stated, whole = exact_number(activity.get("months")), whole_months(start, last)
    if stated is not None and (int(stated) > whole or (stated > whole and last == _full(start, whole))
                               or (end is not None and int(stated) < whole)):
        upto = "结束日期" if end else "今天"
        raise invalid(f"{path}.months", f"从开始日期到{upto}一共 {whole} 个整月，和填写的月数对不上，"
                                        "请核对起止日期和月数。")
    reached = years_reached(start, last)
    if claimed is None or not reached or any(day.year == claimed for day in reached):
        return
    years = "、".join(f"{day.year} 年度（{day.isoformat()} 满{'一' if place == 0 else str(place + 1)}年）"
                      for place, day in enumerate(reached))
    raise invalid("year", f"“满一年”计入满十二个月的那一年，一段只计一次：这段工作计入 {years}，请改申报年度。")


def _full(start: date, months: int) -> date:
    """The last day of so many whole months from `start` on."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, _days_of(year, month + 1))) - timedelta(days=1)


def _days_of(year: int, month: int) -> int:
    return (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
