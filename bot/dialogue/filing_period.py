"""A week or month that was said before the days were: after 上周, 周一到周三 are its days, after 上个月 5号到7号.

A period is plain JSON for the frame: ["week", Monday] or ["month", its first day], as YYYY-MM-DD.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Optional

from bot.dialogue.event_dates import When
from bot.language.day_names import month_from, shift, small, spoken_year

Period = Sequence[str]
_WEEK = re.compile(r"(?P<w>上上|上|这|本)个?(?:周|星期|礼拜)(?![一二三四五六日天\d])")
_MONTH = re.compile(
    r"(?P<r>上上|上|这|本)个?月|(?<![\d.])(?P<n>\d{1,2}|十[一二]|[一二三四五六七八九十])月份?(?![一二三十\d])"
)
_WEEKDAY = r"(?:周|星期|礼拜)[一二三四五六日天]"
_OF_A_WEEK = re.compile(rf"{_WEEKDAY}(?:[^\d上下这本]{{0,2}}{_WEEKDAY})?(?:共.*)?")
_OF_A_MONTH = re.compile(r"[\d一二三十]{1,3}[日号]?(?:[^\d月年]{0,2}[\d一二三十]{1,3})?[日号](?:共.*)?")
_NAMES_A_YEAR = re.compile(r"\d{2,4}年|去年|前年|今年|本年|明年")


def period_in(text: str, today: date) -> Optional[list[str]]:
    """The only week or month that a message names without a day; a month without a year is the last such one."""
    weeks, months = list(_WEEK.finditer(text)), list(_MONTH.finditer(text))
    if len(weeks) + len(months) != 1:
        return None
    if weeks:
        monday = shift(today, -today.weekday() - 7 * weeks[0]["w"].count("上"))
        return ["week", monday.isoformat()]
    match = months[0]
    if match["r"]:
        year, month = month_from(match["r"], today)
    else:
        year, month = spoken_year(text, today), small(match["n"])
        if not 1 <= month <= 12:
            return None
        if date(year, month, 1) > today and not _NAMES_A_YEAR.search(text):
            year -= 1
    return ["month", date(year, month, 1).isoformat()]


def within(period: Period, when: When, spelled: str) -> Optional[When]:
    """Days that were named as those of some week or month (`spelled`), in this one; others as they are. None where the
    month has no such day."""
    kind, first = period[0], date.fromisoformat(period[1])
    if kind == "week" and _OF_A_WEEK.fullmatch(spelled):
        begin = date.fromisoformat(when[0])
        by = first - (begin - timedelta(days=begin.weekday()))
        days: list[Any] = [day and (date.fromisoformat(day) + by).isoformat() for day in when[:2]]
    elif kind == "month" and _OF_A_MONTH.fullmatch(spelled):
        try:
            days = [day and date.fromisoformat(day).replace(year=first.year, month=first.month).isoformat()
                    for day in when[:2]]  # fmt: skip
        except ValueError:
            return None
    else:
        return when
    # The year is known: days that lie in another one than the talk's stay where they are.
    return [*days, when[2], True, *when[4:]]


def dated_texts(entities: Sequence[Mapping[str, Any]]) -> list[str]:
    """What the days of a message were called, in its order."""
    dated = (one for one in entities if one["entity"] in ("days", "date") and one.get("start_date"))
    return [str(one.get("text") or "") for one in dated]
