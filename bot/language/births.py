"""Birth dates: 1970年5月出生, 75年生人, 男，72年的, 生于1970-05-03."""
from __future__ import annotations

import re
from datetime import date

from bot.language import day_names as cal
from bot.language.numerals import CN
from bot.language.people import PERSON
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch

_LEAD = r"出生(?:年月日?|日期|时间|年份|于|在|的)*(?:是|为|:)?\s*|生于|生日(?:是|:)?\s*"
_TAIL = r"\s*的?\s*(?:出生|生人|生的|生(?![产活态效源物动命成意涯育])|属[鼠牛虎兔龙蛇马羊猴鸡狗猪])"
_DIGITS = "[零〇一二三四五六七八九]"
_YEAR = rf"(?:(?:19|20)\d\d|(?<!\d)\d\d|[一二]?[九零〇]?{_DIGITS}{{2}})"
_MONTH = rf"(?:(?<!\d)\d{{1,2}}|[{CN}]{{1,2}})"
_DAY = rf"(?:\d{{1,2}}|[{CN}]{{1,3}})"
_DATE = (
    rf"(?<![\d零〇一二三四五六七八九])(?P<y>{_YEAR})(?:\s*年|[-./](?=\d))?\s*"
    rf"(?:(?P<m>{_MONTH})(?:\s*月份?|[-./](?=\d)|(?=\D|$))\s*(?:(?P<d>{_DAY})\s*(?:日|号|(?=\D|$)))?)?"
)
_MARKED = (
    re.compile(rf"(?:{_LEAD}){_DATE}(?:{_TAIL})?", re.ASCII),
    re.compile(rf"{_DATE}(?:{_TAIL})", re.ASCII),
)
_END = r"(?=[,。?!、; 男女人吧能要是评]|今年|$)"
_MONTH_DAY = rf"(?:(?P<m>{_MONTH})(?:月份?|[./-](?=\d)|$)(?:(?P<d>{_DAY})(?:[日号]|$))?)?"
_PERSONAL = (
    # 我72年的; 72年的男的; a message that is only 72年的 (nobody asks about the hours of 1972)
    re.compile(
        rf"{PERSON}的?\s*[,、:]?\s*[我他她]?(?:是|属于)?\s*"
        rf"(?P<date>(?P<y>(?:19|20)\d\d|(?<!\d)\d\d|[五六七八九零〇]{_DIGITS})年"
        rf"{_MONTH_DAY}的{_END})", re.ASCII),
    re.compile(
        rf"(?<![\d了满过作干做教待足共近有])(?P<date>(?P<y>(?:19)?[4-9]\d)年{_MONTH_DAY}"
        r"(?:的(?=[,。?!; ]|$|[评报申能要想还晋]|今年)|的?(?=[, ]?[男女](?!儿))))", re.ASCII),
    # an answer to 'when were you born?': a year, month or day long past and nothing else
    re.compile(
        rf"^\s*是?(?P<date>(?P<y>(?:19)?[4-9]\d|19\d\d|200\d|一九{_DIGITS}{{2}}|[五六七八九]{_DIGITS})(?:年|[./-](?=\d))"
        rf"{_MONTH_DAY})\s*[。.]?$", re.ASCII),
    re.compile(
        rf"{PERSON}\s*[,、 ]?\s*(?P<date>(?P<y>(?:19)?[4-9]\d)年{_MONTH_DAY})(?=[,。;]|$)", re.ASCII),
    re.compile(rf"{PERSON}\s*[,、 ]?\s*(?P<date>(?P<y>19[4-9]\d)(?P<m>(?!))?(?P<d>(?!))?)(?=[,。; ]|$)", re.ASCII),
)
_YOUNGEST = 17  # nobody younger asks: 我22年的 is a calendar year


def find_births(scratch: Scratch, today: date) -> None:
    """Take birth dates: kind `birth`, value (year, month or None, day or None) as typed, possible or not."""
    for regex in _MARKED:
        for match in scratch.matches(regex):
            _take(scratch, match, match.span(), today)
    for regex in _PERSONAL:
        for match in scratch.matches(regex):
            year = cal.year_number(match["y"], today, birth=True)
            if year is not None and year <= today.year - _YOUNGEST:
                _take(scratch, match, match.span("date"), today)


def _take(scratch: Scratch, match: re.Match[str], span: tuple[int, int], today: date) -> None:
    year = cal.year_number(match["y"], today, birth=True)
    month = cal.small(match["m"]) if match["m"] else None
    day = cal.small(match["d"]) if match["d"] else None
    if year is None or month == -1 or day == -1:
        return
    real = cal.real(year, 1 if month is None else month, 1 if day is None else day)
    note = "impossible_date" if real is None else "in_future" if real > today else None
    scratch.take(Quantity("birth", (year, month, day), *span, scratch.text[slice(*span)], note=note))
