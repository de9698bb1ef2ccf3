"""Single days (5月6日, 昨天, 上周三) and months (5月, 上个月, 9月到次年6月)."""
from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from bot.language import day_names as cal
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch

_POINT = re.compile(cal.pattern("a", bare_day=False, optional_suffix=True), re.ASCII)
_ENDING = r"(?:份|底|初|中旬|下旬|上旬|末)?"


def _month(tag: str) -> str:
    return (
        rf"(?:(?:(?P<y{tag}>{cal.Y4}|(?<!\d)\d\d|次|翌|来)年|(?P<r{tag}>{cal.RELATIVE_YEAR}))的?\s*)?"
        rf"(?<![\d.十一二])(?P<m{tag}>{cal.NUM})"
    )


_MONTHS = re.compile(
    rf"从?{_month('a')}\s*(?:月(?P<ea>{_ENDING}))?\s*(?:-+|~+|至|到)\s*{_month('b')}\s*月(?P<eb>{_ENDING})(?!\d)",
    re.ASCII)
_ONE_MONTH = re.compile(
    rf"{_month('a')}\s*月{_ENDING}(?!\d)|(?P<rel>(?:上上|下下|上|下|这|本)个?月){_ENDING}", re.ASCII)


def find_dates(scratch: Scratch, today: date) -> None:
    """Take days (kind `date`), months (`date` on the first of it, note month) and spans of months (`range`).

    A day that does not exist has the value None and the note impossible_date. A span of months from 3月 to 5月 is
    between two and three months: low, high, start_date and end_date are set, value is None. Up to the end of a month
    (从去年十月到今年九月底) they are whole months.
    """
    for match in scratch.matches(_POINT):
        name = cal.name_of(match, "a", today)
        if -1 not in (name.month, name.day):
            day = cal.resolve(name, scratch.year or today.year, today.month)
            _take(scratch, match, day, day, None if day else "impossible_date")
    for match in scratch.matches(_MONTHS):
        _take_months(scratch, match, today)
    for match in scratch.matches(_ONE_MONTH):
        _take_month(scratch, match, today)


def _take(scratch: Scratch, match: re.Match[str], first: date | None, last: date | None, note: str | None) -> None:
    start, end = match.span()
    text = scratch.text[start:end]
    scratch.take(Quantity("date", first, start, end, text, start_date=first, end_date=last, note=note))


def _take_months(scratch: Scratch, match: re.Match[str], today: date) -> None:
    a, b = cal.small(match["ma"]), cal.small(match["mb"])
    start_year = cal.said_year(match, "a", today) or scratch.year or today.year
    end_year = cal.said_year(match, "b", today)
    if end_year is None or end_year == cal.NEXT_YEAR:
        end_year = start_year + (1 if end_year or b < a else 0)
    first, last = cal.month_span(start_year, a), cal.month_span(end_year, b)
    if first is None or last is None:
        return
    gap = (end_year - start_year) * 12 + b - a
    start, end = match.span()
    if gap >= 0 and match["eb"] in ("底", "末") and match["ea"] in ("", "份", "初", None):
        scratch.take(Quantity("months", Fraction(gap + 1), start, end, scratch.text[start:end], note="calendar"))
        return
    note = "months calendar" if gap >= 0 else "months calendar end_before_start"
    scratch.take(Quantity("range", None, start, end, scratch.text[start:end], low=Fraction(gap), high=Fraction(gap + 1),
                          start_date=first[0], end_date=last[1], note=note))


def _take_month(scratch: Scratch, match: re.Match[str], today: date) -> None:
    if relative := match["rel"]:
        span = cal.month_span(*cal.month_from(relative, today))
    else:
        span = cal.month_span(cal.said_year(match, "a", today) or scratch.year or today.year, cal.small(match["ma"]))
    if span is not None:
        _take(scratch, match, *span, "month")
