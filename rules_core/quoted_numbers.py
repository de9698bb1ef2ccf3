"""The numbers that words state, in figures or Chinese numerals: 12, 7.5, 1/3, 三分之二, 两年, 半天, 2021 年至 2025 年.
"""

from __future__ import annotations

import re
from fractions import Fraction

#: The characters of numerals in words, with what they stand for.
DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "俩": 2, "仨": 3}
SCALES = {"十": 10, "百": 100, "千": 1000, "万": 10_000}
_DIGITS = "零〇一二两三四五六七八九"
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
        if numeral(under):
            found.add(Fraction(numeral(over), numeral(under)))
    found |= {numeral(words) for words in re.findall(_NUMERAL, text)}
    spans = (Fraction(years) if years.isdecimal() else numeral(years) for years in _YEARS.findall(text))
    found |= {12 * years for years in spans if years < 100}
    for first, last in _FROM_TO.findall(text):
        found |= {Fraction(year) for year in range(int(first), int(last) + 1)}
    if _HALF.search(text):
        found.add(Fraction(1, 2))
    return frozenset(found)


def numeral(text: str) -> Fraction:
    """The value of a numeral of words (五十五, 一百零二, 二〇二五); of a run without a scale, its digits."""
    if not set(text) & set(SCALES):
        return Fraction(int("".join(str(DIGITS[c]) for c in text)))
    total, section, digit = 0, 0, None
    for character in text:
        if character not in SCALES:
            digit = DIGITS[character]
        elif character == "万":
            total, section, digit = total + (section + (digit or 0) or 1) * 10_000, 0, None
        else:
            section, digit = section + (1 if digit is None else digit) * SCALES[character], None
    return Fraction(total + section + (digit or 0))
