"""Ages: 满50周岁, 我51, 女，45, 五十出头, 快50了."""
from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from bot.language.numerals import CN, NUMBER, read
from bot.language.people import PERSON
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch

_TENS = r"(?:[1-9]\d|[二三四五六七八九]十(?:有?[一二三四五六七八九])?)"
_START = rf"(?<![\d.{CN}])"
_SUI = r"\s*(?:周岁|岁)"
_UNITS = (
    r"(?:[\d.:/%~-]|[天日号月年周星礼个门科次场期篇部项节学课小钟分点时人名元块万千百级师团类条款页份本位多几来到至够楼]|工作日|公里"
    r"|出头|左右|上下|开外)"
)
# What may follow a bare age; anything else could be what the number counts (我51天, 我5月, 我51中学).
_AFTER = (
    rf"(?=\s*(?:[,。?!;、:)男女我他她差了的整吧呀啊呢吗嘛啦评报申参晋考升免减退补办能可要用需该应想还也都就才是在有不没怎咋副正初这那今明快]"
    rf"|认定|如何|职称|中级|中教|高级|高工|马上|$)|\s(?!\s*{_UNITS}))"
)
_RANGES = re.compile(
    rf"(?P<a>{NUMBER})\s*(?:周岁|岁)?\s*(?:-+|~+|到|至)\s*(?P<b>{NUMBER}){_SUI}"
    rf"|(?P<tens>{_START}(?:[1-9]0|[二三四五六七八九]十))(?:出头|(?P<more>[多几来]岁|好几|大几|[多几]了|多(?=[,。]|$)))岁?"
    rf"|(?P<near>快|将近|接近|不到|未满|不满|没满|还?没到|年近|近)\s*(?P<n>{_TENS}|半百)(?:{_SUI})?了?{_AFTER}"
    rf"|(?:差|还有|再过|再|等到?)[^,。;]{{0,5}}(?:[月天年周][就才]?[满到]?|满)\s*(?P<later>{_TENS})(?:{_SUI})?{_AFTER}"
    rf"|(?:明年|后年|下个?月|马上|即将|快要?|将)(?:就|才|能)?满\s*(?P<soon>{_TENS})(?:{_SUI})?{_AFTER}"
    rf"|(?P<about>{_START}{_TENS})(?:{_SUI})?(?:左右|上下|开外)(?!\d)"
    rf"|(?P<under>{NUMBER}){_SUI}(?:还?不到|差一点)"
    r"|奔(?P<ben>[三四五六七])[十张]?(?:了|的人)?"
    rf"|(?:虚[岁龄]|按虚的)(?:算|是|说|都|已经|刚|我|有|今年)*\s*(?P<nominal>{_TENS})(?:{_SUI})?(?!\d)"
    rf"|{_START}(?P<counted>{_TENS})\s*虚岁"
    rf"|(?P<limit>{NUMBER}){_SUI}(?:及|或|\()?(?:含\))?(?P<way>以上|以下|以内)", re.ASCII)
_OVER = re.compile(rf"(?:年过|年逾|年满过)(?P<n>半百|{_TENS})(?:{_SUI})?", re.ASCII)
_STRONG = re.compile(
    rf"(?<![大小差])(?P<sign>负|-)?(?P<n>{_TENS}|{NUMBER}){_SUI}(?![月数])(?:零?{NUMBER}个月)?", re.ASCII
)
_ALREADY = r"(?:今年|现在|目前|已经|已|都|才|刚|是|也|[周虚实]岁|刚好|正好)*"
_BARE = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"(?<![不未没学修加够凑攒业需课时])(?:年满|已满|刚满|满|刚过|[虚周实]岁)\s*(?P<n>{_TENS})整?{_AFTER}",
        rf"{PERSON}的?\s*[,、:;]?\s*(?:我|他|她)?{_ALREADY}\s*{_START}(?P<n>{_TENS}){_AFTER}",
        rf"年龄(?:应该是|写错了?|错了?|改成|改为|[是:,\s])*\s*(?P<n>{_TENS}){_AFTER}",
        rf"今年(?:已经|都|刚|才|正好|刚好|我|他|她|是)*\s*(?P<n>{_TENS})[整岁]?了?(?=\s*(?:[,。?!、;男女吧啊啦呢评要的]|$))",
        rf"{_START}(?P<n>[二三四五六七]十有[一二三四五六七八九])(?!\s*[天个学门年月])",
        rf"{_START}(?P<n>{_TENS})的?\s*[,、/]?\s*[男女](?![儿孩朋生装鞋篮排足厕])",
        rf"(?:^|(?<=[,。;!? ])|(?<=[都已经我是])|(?<=刚满))(?P<n>{_TENS})[了整](?=[,。?!、; 吧啊呢还要能可评的]|$)",
    )
)
_IN_YEAR = re.compile(r"(?P<y>今|去|前|\d{4}|\d\d)年(?:年?满|就满|刚满)$", re.ASCII)
_YOUNGEST, _OLDEST = 16, 79


def find_ages(scratch: Scratch, today: date) -> None:
    """Take ages. What is only about an age (五十出头, 快50了, 明年满50, 虚岁50) is a range with unit age.

    年过五十 is the age 50 with `low` 50 and the notes approximate and above. An age reached in another year
    (2022年满50) is not one, and is left out.
    """
    for match in scratch.matches(_RANGES):
        _take_range(scratch, match)
    for match in scratch.matches(_OVER):
        low = _number(match["n"])
        if low is not None:
            _take(scratch, match.span(), low, low=low, note="approximate above")
    for match in scratch.matches(_STRONG):
        value = _number(match["n"])
        if value is not None:
            _take(scratch, match.span(), -value if match["sign"] else value)
    for regex in _BARE:
        for match in scratch.matches(regex):
            _take_bare(scratch, match, today)


def _take(
    scratch: Scratch, span: tuple[int, int], value: int | Fraction, low: int | Fraction | None = None,
    note: str | None = None,
) -> None:
    scratch.take(Quantity("age", value, *span, scratch.text[slice(*span)], low=low, note=note))


def _take_bare(scratch: Scratch, match: re.Match[str], today: date) -> None:
    value = _number(match["n"])
    if value is None or not _YOUNGEST <= value <= _OLDEST:
        return
    span = match.span("n")
    year = _IN_YEAR.search(scratch.work[:span[0]])
    if year and year["y"] not in ("今", str(today.year)):
        scratch.blank(*span)
    else:
        _take(scratch, span, value, note="in_year" if year else None)


def _number(text: str) -> int | Fraction | None:
    if text == "半百":
        return 50
    span = read(text.replace("十有", "十"))
    if span is None or not span.exact:
        return None
    return int(span.low) if span.low.denominator == 1 else span.low


def _take_range(scratch: Scratch, match: re.Match[str]) -> None:
    low: int | Fraction | None = None
    high: int | Fraction | None = None
    note = "age approximate"
    if match["a"]:
        low, high, note = _number(match["a"]), _number(match["b"]), "age"
    elif match["tens"]:
        tens = _number(match["tens"]) or 0
        low, high = (tens + 1, tens + 9) if match["more"] else (tens, tens + 4)
    elif match["about"]:
        about = _number(match["about"]) or 0
        low, high = about - 2, about + 2
    elif match["nominal"] or match["counted"]:
        # 虚岁 counts from one and by the new year: one or two more than full years.
        nominal = _number(match["nominal"] or match["counted"]) or 0
        low, high, note = nominal - 2, nominal - 1, "age nominal"
    elif match["limit"]:
        limit, note = _number(match["limit"]), "age"
        low, high = (limit, None) if match["way"] == "以上" else (None, limit)
    elif match["ben"]:
        high = (_number(match["ben"]) or 0) * 10
    else:
        high = _number(match["n"] or match["later"] or match["soon"] or match["under"])
        if match["near"] is None or "满" in match["near"] or "到" in match["near"]:
            note = "age below"
    if low is not None or high is not None:
        start, end = match.span()
        scratch.take(Quantity("range", None, start, end, scratch.text[start:end], low=low, high=high, note=note))
