"""Days from one date to another, both ends counted: 7月3号到6号 is four days."""
from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from bot.language import day_names as cal
from bot.language.numerals import CN
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch

_NOT_NUMBERED = r"(?!\s*[文令函楼院线路教会病床馆厅])"
_RANGE = re.compile(
    r"从?" + cal.pattern("a", bare_day=True, optional_suffix=True) + cal.SEPARATOR
    + cal.pattern("b", bare_day=True, optional_suffix=False) + _NOT_NUMBERED, re.ASCII)
# The end without 日 or 号 (7月3-6) only after a start that names its month, and never before a unit (5月3-4天).
_BARE_END = re.compile(
    r"从?" + cal.pattern("a", bare_day=False, optional_suffix=True) + cal.SEPARATOR
    + rf"(?P<ob>\d{{1,2}}){cal.NO_UNIT}", re.ASCII)
# 7月3号开始7月5号结束, 7月3号去的5号回来
_FROM_TO = re.compile(
    r"从?" + cal.pattern("a", bare_day=True, optional_suffix=False) + r"就?(?:开始|去的?|出发|报到|开的?|起)[,、]?\s*"
    + cal.pattern("b", bare_day=True, optional_suffix=False)
    + "才?(?:结束|回来|回的|返程|返回|开完|散会|为止|止)的?", re.ASCII)
_WEEKDAYS = re.compile(
    rf"从?(?P<wa>{cal.WEEKDAY}){cal.SEPARATOR}(?P<e>[一二三四五六日](?![次天个门场期年月]))", re.ASCII)
_DOTTED = re.compile(
    r"(?<![\d.])(?:(?P<ya>(?:19|20)\d\d)[./])?(?P<ma>\d{1,2})[./](?P<da>\d{1,2})\s*(?:-+|~+|至|到)\s*"
    r"(?:(?P<yb>(?:19|20)\d\d)[./])?(?P<mb>\d{1,2})[./](?P<db>\d{1,2})(?:日|号)?"
    r"(?![\d./]|\s*(?:个|天(?!津)|学时|课时|小时|年|月|周|岁|分))", re.ASCII)
_LISTED = re.compile(
    rf"(?:(?P<y>{cal.Y4})年)?(?<![\d十一二])(?P<m>{cal.NUM})月"
    rf"(?P<days>{cal.NUM}(?:日|号)?(?:\s*[、和,及]\s*{cal.NUM}(?:日|号)?)+)"
    r"(?:(?<=[日号])|(?=[一二两三四五六七八九\d]天|这))", re.ASCII)
_STATED = re.compile(
    r"\s*[,(]?\s*(?:共计|共|一共|总共|为期|前后|合计|总计|的|这)?\s*(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*个?天(?:时间)?\)?",
    re.ASCII)
_STATED_BEFORE = re.compile(
    rf"(?P<n>(?<![\d{CN}.])(?:\d{{1,3}}|[一二两三四五六七八九十]{{1,3}}))\s*个?天\s*"
    r"[,(:]?\s*(?:时间|日期)?[是为:]?\s*$", re.ASCII)
_WRAP_DAYS = 184  # over New Year half a year at most; an end further on is a slip of the pen


def find_date_ranges(scratch: Scratch, today: date) -> None:
    """Take every span of days: kind `days`, value the number of days, start_date and end_date set.

    Years and months that are left out are those of the other end, of today failing that. An end before its start has
    a negative value and the note end_before_start; a date that does not exist the value None and impossible_date.
    """
    for match in scratch.matches(_LISTED):
        _take_list(scratch, match, today)
    for match in scratch.matches(_DOTTED):
        a, b = (_dotted(match, tag) for tag in "ab")
        if all(1 <= (name.month or 0) <= 12 and 1 <= (name.day or 0) <= 31 for name in (a, b)):
            _take(scratch, match.span(), a, b, today)
    for match in scratch.matches(_WEEKDAYS):
        start = cal.weekday_date(match["wa"], today)
        end = cal.DayName(None, None, None, cal.weekday_date("周" + match["e"], start), weekday_only=True)
        _take(scratch, match.span(), cal.DayName(None, None, None, start, weekday_only=True), end, today)
    for regex in (_RANGE, _FROM_TO):
        for match in scratch.matches(regex):
            a, b = cal.name_of(match, "a", today), cal.name_of(match, "b", today)
            if a.month != -1 and b.month != -1:
                _take(scratch, match.span(), a, b, today)
    for match in scratch.matches(_BARE_END):
        _take(scratch, match.span(), cal.name_of(match, "a", today), cal.DayName(None, None, int(match["ob"])), today)


def _dotted(match: re.Match[str], tag: str) -> cal.DayName:
    year = match[f"y{tag}"]
    return cal.DayName(int(year) if year else None, int(match[f"m{tag}"]), int(match[f"d{tag}"]))


def _take(scratch: Scratch, span: tuple[int, int], a: cal.DayName, b: cal.DayName, today: date) -> None:
    start, end = span
    first, last = _ends(a, b, today, scratch.year or today.year)
    notes = []
    value: Fraction | None = None
    if first is None or last is None:
        notes.append("impossible_date")
    else:
        value = Fraction(cal.day_count(first, last))
        if last < first:
            notes.append("end_before_start")
    if re.search("上午|下午|晚|早|中午", scratch.work[start:end]):
        notes.append("half_days_named")
    _put(scratch, start, end, value, (first, last), notes)


def _put(
    scratch: Scratch, start: int, end: int, value: Fraction | None, days: tuple[date | None, date | None],
    notes: list[str],
) -> None:
    """Take the range with the count that people add to it (7月3号到6号共4天); one that differs is kept in `low`."""
    low = None
    after, before = _STATED.match(scratch.work, end), _STATED_BEFORE.search(scratch.work[:start])
    match = after or before
    stated = cal.small(match["n"]) if match else -1
    if match and stated > 0:
        start, end = min(start, match.start()), max(end, match.end())
        if value is not None and stated != value:
            low = stated
            notes.append("contradicts_stated_days")
    scratch.take(Quantity("days", value, start, end, scratch.text[start:end], low=low, start_date=days[0],
                          end_date=days[1], note=" ".join(notes) or None))


def _ends(a: cal.DayName, b: cal.DayName, today: date, this_year: int) -> tuple[date | None, date | None]:
    first = cal.resolve(a, this_year, today.month)
    year = a.year or (a.fixed.year if a.fixed else this_year)
    month = a.month or (a.fixed.month if a.fixed else today.month)
    if b.year == cal.NEXT_YEAR:
        b = b._replace(year=year + 1)
    last = cal.resolve(b, year, month)
    if first and last is None and b.year is None and b.month and b.month < first.month:
        last = cal.resolve(b, year + 1, month)  # 12月30日到2月29日 ends in a leap year
    if first is None or last is None:
        return first, last
    if a.fixed and b.weekday_only:  # 上周三到周五: Friday of the same week
        return first, cal.shift(first, (last.weekday() - first.weekday()) % 7)
    if last < first and b.year is None and b.month and a.month and b.month != a.month:
        later = cal.real(last.year + 1, last.month, last.day)
        if later and (later - first).days <= _WRAP_DAYS:
            return first, later
    return first, last


def _take_list(scratch: Scratch, match: re.Match[str], today: date) -> None:
    """5月6、7、8日: as many days as are listed."""
    year = cal.year_number(match["y"], today) if match["y"] else None
    numbers = [cal.small(part) for part in re.findall(cal.NUM, match["days"], re.ASCII)]
    dates = [cal.real(year or scratch.year or today.year, cal.small(match["m"]), number) for number in numbers]
    known = [day for day in dates if day is not None]
    complete = len(known) == len(dates)
    notes = ["listed"] if complete else ["listed", "impossible_date"]
    _put(scratch, match.start(), match.end(), Fraction(len(set(known))) if complete else None,
         (min(known, default=None), max(known, default=None)), notes)
