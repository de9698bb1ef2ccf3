"""Answers with one figure made wrong, to measure what the audit of texts catches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from policy_kb.stated_figures import figures_in

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DIGITS = "零一二三四五六七八九"


def one_more(text: str) -> Iterator[str]:
    """The text with each of its numbers in turn one higher: 36 学时 as 37 学时, 两年 as 三年, 三分之二 as 三分之三."""
    for match in _NUMBER.finditer(text):
        whole, point, part = match.group().partition(".")
        yield text[: match.start()] + str(int(whole) + 1) + point + part + text[match.end() :]
    for figure in figures_in(text):
        words = text[figure.start : figure.end]
        if not _NUMBER.search(words):
            under, share, over = words.rpartition("分之")
            yield text[: figure.start] + under + share + _next(over) + text[figure.end :]


def interchanged(text: str) -> Iterator[str]:
    """The text with each of its numbers in turn replaced by each other number that it states."""
    numbers = [(match.start(), match.group()) for match in _NUMBER.finditer(text)]
    for at, number in numbers:
        for other in sorted({n for _, n in numbers if float(n) != float(number)}):
            yield text[:at] + other + text[at + len(number) :]


def _next(numeral: str) -> str:
    """The numeral of words with its last digit one higher (两 → 三, 五十 → 五十一)."""
    last = numeral[-1].replace("两", "二").replace("〇", "零").replace("半", "一")
    if last in _DIGITS[:-1]:
        return numeral[:-1] + _DIGITS[_DIGITS.index(last) + 1]
    return numeral + "一" if last != "九" else numeral[:-1] + "三"
