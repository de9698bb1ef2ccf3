"""The figures that a sentence states, each with its place and unit: 36 学时, 1/3, 2.5 天, 三分之二, 两年, 半天.

A numeral of words is a figure only where it states an amount: 一次, 一项, 第二条, 统一, 四川 are none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from rules_core.quoted_numbers import DIGITS, SCALES, numeral

_RUN = "".join([*DIGITS, *SCALES])
_NUMERAL = f"[{_RUN}]+"
# What is counted or measured, longest first: a rate (学时/天) is another unit than the hours that it gives.
_MEASURED = (
    "学时/天|学时/月|学时/门|个学时|学时|课时|学分|小时|钟头|分钟|个半月|个月|年度|年代|周年|周岁|星期|礼拜|年|月|天|日|号|周|岁"
    "|倍|门|届|公里|元|%"
)
#: Things that are counted; one of them (一种, 一次) is no figure.
COUNTED = "种|类|项|个|次|场|条|份|位|名|家|样|篇|部|科|期|轮|批|处|所|方面|步|本|张|人|点"
_UNIT = re.compile(rf"\s*(?P<unit>{_MEASURED}|{COUNTED})")
_DAY = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])")
_SHARE = re.compile(rf"(?P<under>{_NUMERAL})分之(?P<over>{_NUMERAL})")
_RATIO = re.compile(r"(?<![\d./])(\d+)\s*/\s*(\d+)(?![\d./])")
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?")
_IN_WORDS = re.compile(rf"(?<![第{_RUN}])(?P<number>{_NUMERAL})(?:多|余|几)?\s*"
                       rf"(?:(?P<measured>{_MEASURED})|(?P<counted>{COUNTED}))")
_THESE = frozenset("这那")
_WHICH = frozenset("每哪某同任另")
_HALF = re.compile(rf"(?<![上下前后{_RUN}])(?:半(?P<unit>个?(?:学时|课时|小时|天|日|年|月|周))|一半)")
_WIDE = {ord("／"): "/", ord("．"): ".", ord("％"): "%"}


@dataclass(frozen=True)
class Figure:
    """A number stated at `start` to `end` (exclusive, without its unit) of a text. `unit` is empty where none follows.

    A day of the calendar (2022-06-01) has the unit `date` and its ordinal as value.
    """

    value: Fraction
    unit: str
    start: int
    end: int


def figures_in(text: str) -> list[Figure]:
    """The figures of `text`, in its order. Digits of every script count; a share (三分之二) is one figure."""
    plain = _plain(text)
    taken = [False] * len(plain)
    found: list[Figure] = []
    for figure in (*_days(plain), *_shares(plain), *_ratios(plain), *_odd(text), *_arabic(plain), *_halves(plain),
                   *_in_words(plain)):
        if not any(taken[figure.start:figure.end]):
            taken[figure.start:figure.end] = [True] * (figure.end - figure.start)
            found.append(figure)
    return sorted(found, key=lambda figure: figure.start)


def _plain(text: str) -> str:
    """The same characters with every decimal digit as an ASCII one, so that places stay."""
    return "".join(str(unicodedata.decimal(c)) if not c.isascii() and c.isdecimal() else c
                   for c in text.translate(_WIDE))


def _unit(text: str, end: int) -> str:
    match = _UNIT.match(text, end)
    return _bare(match["unit"]) if match else ""


def _bare(unit: str) -> str:
    """个月 is 月, and 个 by itself stays."""
    return unit.removeprefix("个") or unit


def _days(text: str) -> Iterator[Figure]:
    for match in _DAY.finditer(text):
        try:
            ordinal = date(*(int(part) for part in match.groups())).toordinal()
        except ValueError:
            continue
        yield Figure(Fraction(ordinal), "date", *match.span())


def _shares(text: str) -> Iterator[Figure]:
    for match in _SHARE.finditer(text):
        under = numeral(match["under"])
        if under:
            yield Figure(numeral(match["over"]) / under, "", *match.span())


def _ratios(text: str) -> Iterator[Figure]:
    for match in _RATIO.finditer(text):
        if int(match[2]):
            yield Figure(Fraction(int(match[1]), int(match[2])), "", *match.span())


def _arabic(text: str) -> Iterator[Figure]:
    for match in _FIGURE.finditer(text):
        value, unit = Fraction(match.group().replace(",", "")), _unit(text, match.end())
        yield Figure(value / 100 if unit == "%" else value, unit, *match.span())


def _odd(text: str) -> Iterator[Figure]:
    """½, ①, Ⅱ."""
    for place, character in enumerate(text):
        if unicodedata.category(character) in ("No", "Nl") and not "\u3000" <= character <= "\u303f":
            value = Fraction(unicodedata.numeric(character)).limit_denominator(1000)
            yield Figure(value, _unit(text, place + 1), place, place + 1)


def _halves(text: str) -> Iterator[Figure]:
    for match in _HALF.finditer(text):
        yield Figure(Fraction(1, 2), _bare(match["unit"] or ""), match.start(), match.end() - len(match["unit"] or ""))


def _in_words(text: str) -> Iterator[Figure]:
    for match in _IN_WORDS.finditer(text):
        value = numeral(match["number"])
        if _refers(value, text[max(0, match.start() - 1):match.start()]):
            continue
        if match["counted"] is None or value > 1:
            yield Figure(value, _bare(match["measured"] or match["counted"]), *match.span("number"))


def _refers(value: Fraction, before: str) -> bool:
    """Whether a numeral points at something rather than states an amount: 这两年, 每一年, 哪一年."""
    return before in _THESE or (value == 1 and before in _WHICH)
