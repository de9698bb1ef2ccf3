"""Numerals as people type them: 3, 1.5, 1/2, 十五, 一百二, 廿, 半, 十几, 三五."""
from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

CN = "零〇一二两三四五六七八九十百千万亿廿卅"
_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_D = "[一二两三四五六七八九]"
_SECTION = re.compile(
    rf"(?:(?P<q>{_D})千)?(?P<z1>[零〇])?(?:(?P<b>{_D})百)?(?P<z2>[零〇])?"
    rf"(?:(?P<s>{_D})?(?P<shi>十)|(?P<nian>[廿卅]))?(?P<u>{_D})?"
)

# A maximal run of numeral characters: a shorter piece of an unreadable run is never taken for a number.
# A sign belongs to the grammar that uses the number, because a dash also separates.
ARABIC = r"\d+(?:,\d{3})+(?:\.\d+)?(?![\d,])|\d+ \d/\d(?!\d)|\d{1,2}/\d{1,2}(?![\d/])|\d+(?:\.\d+)?[百千万]?"
CHINESE = rf"[{CN}]+(?:点[零〇一二三四五六七八九]+)?"
NUMBER = rf"(?:(?<![\dA-Za-z])(?<!\d[.,/])(?:{ARABIC})(?![\d{CN}])|(?<![\d{CN}几数])(?:{CHINESE})(?![\d{CN}]))"
# In front of a unit 半 is a number too; not in 上半年, 大半天, 一半.
AMOUNT_NUMBER = rf"(?:俩|仨|(?<![{CN}\d上下前后大小])半|{NUMBER})"


class Span(NamedTuple):
    """What a numeral stands for: low = high for an exact number, bounds for 三五 or 十几."""

    low: Fraction
    high: Fraction

    @property
    def exact(self) -> bool:
        return self.low == self.high


def chinese_integer(text: str) -> int | None:
    """The value of a Chinese numeral (一百二 is 120, 廿五 is 25), or None where it is not one."""
    if not text:
        return None
    total = 0
    rest = text
    for mark, scale in (("亿", 10**8), ("万", 10**4)):
        if mark in rest:
            head, _, rest = rest.partition(mark)
            value = chinese_integer(head) if head else None
            if value is None or mark in rest:
                return None
            total += value * scale
            if not rest:
                return total
            if len(rest) == 1 and rest in _DIGIT and _DIGIT[rest] and head:
                return total + _DIGIT[rest] * scale // 10
    section = _section(rest)
    return None if section is None else total + section


def _section(text: str) -> int | None:
    """Below ten thousand: 三千零五十, 一百二 (120), 十五, 零."""
    if text in ("零", "〇"):
        return 0
    match = _SECTION.fullmatch(text)
    if match is None or not any(match.group(name) for name in ("q", "b", "s", "shi", "nian", "u")):
        return None
    q, b, s, u = (_DIGIT[match[name]] if match[name] else 0 for name in ("q", "b", "s", "u"))
    if match["shi"]:
        s = s or 1
    elif match["nian"]:
        s = 2 if match["nian"] == "廿" else 3
    tens = bool(match["shi"] or match["nian"])
    zero_before_unit = bool(match["z2"] or (match["z1"] and not match["b"]))
    if u and not tens and not zero_before_unit:
        if b:
            return q * 1000 + b * 100 + u * 10  # 一百二: the unit below is left unsaid
        if q:
            return q * 1000 + u * 100
    return q * 1000 + b * 100 + s * 10 + u


def year_digits(text: str) -> int | None:
    """Digits read one by one, as in 二〇二二 or 七五; None where another character is in it."""
    if not text or any(c not in _DIGIT or c == "两" for c in text):
        return None
    return int("".join(str(_DIGIT[c]) for c in text))


def _arabic(text: str) -> Fraction | None:
    text = text.replace(",", "")
    scale = {"百": 100, "千": 1000, "万": 10000}.get(text[-1], 1)
    if scale != 1:
        text = text[:-1]
    whole, _, part = text.rpartition(" ")
    if "/" in part:
        top, _, bottom = part.partition("/")
        if int(bottom) == 0:
            return None
        return Fraction(int(whole or 0)) + Fraction(int(top), int(bottom))
    return Fraction(part) * scale


def _neighbours(text: str) -> Span | None:
    """三五, 三四, 十五六, 三四十: two digits said for 'somewhere there'."""
    for head in range(len(text) - 1):
        a, b = text[head], text[head + 1]
        if a not in _DIGIT or b not in _DIGIT:
            continue
        low, high = _DIGIT[a], _DIGIT[b]
        if not 0 < low < high or (high - low != 1 and (low, high) != (3, 5)):
            continue
        before, after = text[:head], text[head + 2:]
        if after in ("十", "百", "千", "万") and not before:
            scale = {"十": 10, "百": 100, "千": 1000, "万": 10000}[after]
            return Span(Fraction(low * scale), Fraction(high * scale))
        if not after and (not before or before[-1] in "十百廿卅"):
            step = 10 if before.endswith("百") else 1
            base = chinese_integer(before) if before else 0
            if base is not None:
                return Span(Fraction(base + low * step), Fraction(base + high * step))
    return None


def read(text: str) -> Span | None:
    """The number that a run of `NUMBER` (or 半, 俩, 仨) stands for; None where it is not one.

    Figures are exact: 1.5 is Fraction(3, 2). Two neighbouring digits (三五, 十五六) give a span.
    """
    text = text.strip()
    if not text:
        return None
    if text in ("半", "俩", "仨"):
        value: Fraction | None = {"半": Fraction(1, 2), "俩": Fraction(2), "仨": Fraction(3)}[text]
    elif text[0] in "0123456789":
        value = _arabic(text)
    elif "点" in text:
        whole, _, part = text.partition("点")
        base = chinese_integer(whole)
        digits = year_digits(part)
        value = None if base is None or digits is None else base + Fraction(digits, 10 ** len(part))
    else:
        span = _neighbours(text)
        if span is not None:
            return span
        integer = chinese_integer(text)
        value = None if integer is None else Fraction(integer)
    return None if value is None else Span(value, value)


def step_of(span: Span) -> Fraction:
    """The size of the last digit said: 10 for 二十, 1 for 三, 100 for 三百. What 多 or 几 after it adds less than."""
    number = span.low
    step = Fraction(1)
    while number and number % (step * 10) == 0:
        step *= 10
    return step
