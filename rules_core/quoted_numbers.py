"""The numbers that words state, in figures or Chinese numerals: 12, 7.5, 1/3, 三分之二, 两年, 半天, 2021 年至 2025 年.
"""

from __future__ import annotations

import re
from fractions import Fraction

_DIGITS = "零〇一二两三四五六七八九"
_VALUE = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = rf"[{_DIGITS}十百千]+"
_SHARE = re.compile(rf"({_NUMERAL})分之({_NUMERAL})")
_PLAIN = re.compile(r"(?<![\d.])(\d+)/(\d+)(?![\d.])|(\d+(?:\.\d+)?)")
_YEARS = re.compile(rf"({_NUMERAL}|\d+)\s*年")
_FROM_TO = re.compile(r"(\d{4})\s*年?\s*[至到]\s*(\d{4})\s*年")
_HALF = re.compile(r"半(?=[天日年学个月])")


def numbers_in(text: str) -> frozenset[Fraction]:
    """Every number that `text` states. A span of years (一年) counts in years and in months; from one year to another
    (2021 年至 2025 年) are all the years between."""
    found: set[Fraction] = set()
    for over, under, number in _PLAIN.findall(text):
        if number:
            found.add(Fraction(number))
        elif int(under):
            found.add(Fraction(int(over), int(under)))
    for under, over in _SHARE.findall(text):
        if _whole(under):
            found.add(Fraction(_whole(over), _whole(under)))
    found |= {_whole(numeral) for numeral in re.findall(_NUMERAL, text)}
    spans = (Fraction(years) if years.isdecimal() else _whole(years) for years in _YEARS.findall(text))
    found |= {12 * years for years in spans if years < 100}
    for first, last in _FROM_TO.findall(text):
        found |= {Fraction(year) for year in range(int(first), int(last) + 1)}
    if _HALF.search(text):
        found.add(Fraction(1, 2))
    return frozenset(found)


def _whole(numeral: str) -> Fraction:
    """A Chinese numeral below ten thousand (五十五, 一百零二, 二〇二五)."""
    if not set(numeral) & set(_UNITS):
        return Fraction("".join(str(_VALUE[c]) for c in numeral))
    total, digit = 0, None
    for character in numeral:
        if character in _UNITS:
            total += (1 if digit is None else digit) * _UNITS[character]
            digit = None
        else:
            digit = _VALUE[character]
    return Fraction(total + (digit or 0))
