"""Number marks (序号): 一、 （一） 1. （1） 1） ① 第一章 第一条, in full- or half-width print."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_HANZI = "一二三四五六七八九十"
_ARABIC = "0-9０-９"
# 一、二级教师 and 一、二、三类 name grades; a mark is not followed by a second numeral that carries a measure word.
_NOT_GRADES = rf"(?![{_HANZI}]{{1,2}}(?:[、级类等档季]|年级))"
# 3.5学时 is a decimal and 3、4级 a pair, but 1.2020年起 is an item that begins with a year.
_NOT_DECIMAL = rf"(?![{_ARABIC}])|(?=[{_ARABIC}]{{4}}\s*年)"

_STYLES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("chapter", re.compile(rf"(第\s*([{_HANZI}]{{1,3}}|[{_ARABIC}]{{1,2}})\s*章)(?=\s|$)")),
    ("article", re.compile(rf"(第\s*([{_HANZI}]{{1,3}}|[{_ARABIC}]{{1,2}})\s*条)(?=\s|$)")),
    ("hanzi-bracket", re.compile(rf"[（(]\s*(([{_HANZI}]{{1,3}}))\s*[）)]\s*[、.．]?")),
    ("hanzi", re.compile(rf"(([{_HANZI}]{{1,3}}))\s*[、.．]{_NOT_GRADES}")),
    ("arabic-bracket", re.compile(rf"[（(]\s*(([{_ARABIC}]{{1,2}}))\s*[）)]\s*[、.．]?")),
    ("arabic-close", re.compile(rf"(([{_ARABIC}]{{1,2}}))\s*[）)]")),
    ("arabic", re.compile(rf"(([{_ARABIC}]{{1,2}}))\s*[.．、](?:{_NOT_DECIMAL})")),
    ("circled", re.compile(r"(([①-⑳]))")),
)


class Mark(NamedTuple):
    """A number mark at the start of a line; `length` is how many characters it takes, white space after it included."""

    style: str
    label: str
    ordinal: int
    length: int


def hanzi_number(numeral: str) -> int | None:
    """The value of a Chinese numeral from 一 to 九十九; None where the characters are no numeral (十四五)."""
    match = re.fullmatch("(?:([二三四五六七八九]?)(十))?([一二三四五六七八九]?)", numeral)
    if match is None or not numeral:
        return None
    tens, ten, units = match.groups()
    value = 10 * (_HANZI.index(tens) + 1 if tens else 1) if ten else 0
    return value + (_HANZI.index(units) + 1 if units else 0)


def read_mark(line: str) -> Mark | None:
    """The number mark that `line` begins with, or None. The label is as printed, without brackets, dots and spaces."""
    for style, pattern in _STYLES:
        match = pattern.match(line)
        if match is None:
            continue
        ordinal = _ordinal(match.group(2))
        if ordinal is None:
            continue
        rest = line[match.end() :]
        label = re.sub(r"\s+", "", unicodedata.normalize("NFKC", match.group(1)))
        return Mark(style, label, ordinal, match.end() + len(rest) - len(rest.lstrip()))
    return None


def _ordinal(numeral: str) -> int | None:
    plain = unicodedata.normalize("NFKC", numeral)
    return int(plain) if plain.isdecimal() else hanzi_number(plain)
