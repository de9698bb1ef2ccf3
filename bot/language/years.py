"""Calendar years: 2022年, 22年, 去年, 2020-2022年; and when 22年 is a duration instead."""
from __future__ import annotations

import re
from datetime import date

from bot.language import day_names as cal
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch

_TO = r"\s*(?:-+|~+|至|到)\s*"
_BARE_YEAR = r"20[0-3]\d"
_SPAN = re.compile(
    rf"(?P<a>{cal.Y4}|(?<!\d)\d\d)(?:年度?)?{_TO}(?P<b>{cal.Y4}|(?<!\d)\d\d)年度?(?!\d)"
    rf"|(?<![\d.A-Za-z-])(?P<c>{_BARE_YEAR}){_TO}(?P<d>{_BARE_YEAR})(?![\d.A-Za-z-])", re.ASCII)
_FULL = re.compile(rf"(?P<y>{cal.Y4}|(?<![\d.,/])[1-9]\d{{3}})\s*年[度底末初]?", re.ASCII)
_LISTED = re.compile(
    r"(?<!\d)(?P<y>\d\d)年?(?=\s*[、,和跟与/]\s*(?:\d\d年?\s*[、,和跟与/]\s*)*\d\d年)", re.ASCII)
# 17年18年面授: one year after the other.
_IN_A_ROW = re.compile(r"(?<!\d)(?P<y>\d\d)年(?=(?P<next>\d\d)年)", re.ASCII)
# 22年一年的学时: the year as a whole.
_SHORT = re.compile(
    r"(?<![\d.一二三四五六七八九十])(?P<y>\d\d|[零〇一二九八七六][零〇一二三四五六七八九])年"
    r"(?P<marked>[度底末初]|(?:全年|整年|(?:这|那)?一年)(?!级|多|半|以))?", re.ASCII)
_BARE = re.compile(
    rf"(?<![\d.A-Za-z/〔\[(【号-])(?P<y>{_BARE_YEAR})"
    r"(?![\d.A-Za-z/〕\]】%-]|\s*(?:[个号元人名天次分门级届米篇项年块]|学时|课时|小时))", re.ASCII)
_RELATIVE = re.compile(rf"(?P<y>{cal.RELATIVE_YEAR})[底末初]?")
_DURATION_LEFT = re.compile(
    r"(?:工作|[工教]龄|从[业教医事]|[干做教待呆满了近过足共计约]|已经?|任职|服务|累计|连续|长达|历时|至少|超过|不少于|大概"
    r"|(?<!没)有|进修|支教|每|前|整整|够|缺|差|再|还|不到|不足|基层|一线|单位|乡镇|乡下|学校|医院)$")
# 就差21年专业20个: what is missing of that year.
_LACKING_LEFT = re.compile(r"[差缺欠]$")
_SUBJECT_RIGHT = re.compile(r"\s*度?的?(?:公需|专业(?!技术|工作|人员)|继续教育)")
_DURATION_RIGHT = re.compile(
    r"\s*(?:以上|以来|左右|了|的?(?:工作|经验|工龄|教龄|老)|工龄|教龄|[多零又半个整]|[之]?[内前]|时间)")
_YEAR_RIGHT = re.compile(
    r"\s*(?:[要评补没不能那还呢缺差和跟需该就考学开发拿过办报写修]|[都全](?=[学修齐满够]|没[学修])|继续教育|公需|专业|继教|职称|申报|参评|参加|初定|认定|可以|培训|高研|会议|毕业"
    r"|(?:\d+|[一两三四五六七八九十]+)(?:天|个?学时|次|门|场|周)|文件|通知|政策|标准|规定|办法|证书|面授|到现在|至今|到今|起|入职|退休|晋升|取得|通过|出版|的(?:学时|公需|专业|继|课|培训|要求|会|没|还|呢|文件|通知|政策|标准|规定|证|那|面授|[?,]))")
# Weaker: the sentence ends or pauses there; after a workplace it says how long somebody was there.
_YEAR_END = re.compile(r"\s*(?:的|[,、。?!;)]|$)")
_WORKPLACE_LEFT = re.compile(r"[院校站所厂局队岗村乡镇县部企司位层疆线团]$")
_LONG_AGO = re.compile(r"\s*(?:毕业|参加工作|入职|取得|评|考|参加|晋升)")
_MOST_LISTED = 5


def find_years(scratch: Scratch, today: date) -> None:
    """Take calendar years (and their ranges, unit year), and leave durations (15年工龄) for the amounts."""
    for match in scratch.matches(_SPAN):
        _take_span(scratch, match, today)
    for match in scratch.matches(_FULL):
        _take(scratch, match, cal.year_number(match["y"], today))
    for match in scratch.matches(_LISTED):
        if _plausible(match["y"], today):
            _take(scratch, match, cal.year_number(match["y"], today))
    for match in scratch.matches(_IN_A_ROW):
        if _plausible(match["y"], today) and _plausible(match["next"], today):
            _take(scratch, match, cal.year_number(match["y"], today))
    for match in scratch.matches(_SHORT):
        if _is_year(scratch.work, match, today):
            _take(scratch, match, cal.year_number(match["y"], today))
    for match in scratch.matches(_RELATIVE):
        _take(scratch, match, cal.relative_year(match["y"], today))
    for match in scratch.matches(_BARE):
        _take(scratch, match, int(match["y"]))


def _take(scratch: Scratch, match: re.Match[str], year: int | None) -> None:
    if year is not None:
        start, end = match.span()
        scratch.take(Quantity("year", year, start, end, scratch.text[start:end]))


def _take_span(scratch: Scratch, match: re.Match[str], today: date) -> None:
    first, last = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"])
    if not all(len(text) == 4 or _plausible(text, today) for text in (first, last)):
        return
    a, b = cal.year_number(first, today), cal.year_number(last, today)
    if a is None or b is None or (len(last) == 2 and not a < b <= a + _MOST_LISTED):
        return  # 20-30年 is a duration
    start, end = match.span()
    note = "year end_before_start" if b < a else "year"
    scratch.take(Quantity("range", None, start, end, scratch.text[start:end], low=a, high=b, note=note))


def _plausible(two: str, today: date) -> bool:
    return two.isascii() and 10 <= int(two) <= today.year % 100 + 2


def _is_year(work: str, match: re.Match[str], today: date) -> bool:
    """Two digits before 年: a year by what stands beside it, a duration where nothing says year."""
    text, left, right = match["y"], work[:match.start()], match.end()
    if match["marked"] or text[0] in "0零〇":
        return True
    if _LACKING_LEFT.search(left) and _plausible(text, today) and _SUBJECT_RIGHT.match(work, right):
        return True
    if _DURATION_LEFT.search(left):
        return False
    if not text.isascii():
        return True  # 二二年: nobody counts twenty-two years like that
    if _DURATION_RIGHT.match(work, right) or int(text) < 10:
        return False
    if int(text) > today.year % 100 + 2:
        return bool(_LONG_AGO.match(work, right))
    at_end = _YEAR_END.match(work, right) and not _WORKPLACE_LEFT.search(left)
    return bool(at_end or _YEAR_RIGHT.match(work, right))
