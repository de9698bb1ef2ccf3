"""Amounts said with both ends or loosely: 3到5天, 三、四天, 大半天, 小一周, 个把月, 十天半个月."""
from __future__ import annotations

import re
from fractions import Fraction

from bot.language.numerals import AMOUNT_NUMBER, read
from bot.language.quantity import Kind
from bot.language.scratch import Scratch
from bot.language.units import UNIT, unit_at

_SPAN = re.compile(
    rf"(?P<a>{AMOUNT_NUMBER})\s*(?:个)?\s*(?P<ua>{UNIT})?\s*(?P<sep>-+|~+|到|至|或者?|、)\s*"
    rf"(?P<b>{AMOUNT_NUMBER})\s*(?:个)?(?P<mid>半(?!天))?\s*(?P<unit>{UNIT})", re.ASCII)
_LOOSE = re.compile(
    rf"(?P<size>大|(?<![大中最])小)(?:半个?(?P<half>{UNIT})|(?P<num>{AMOUNT_NUMBER})\s*个?(?P<full>{UNIT}))"
    rf"|(?P<idiom>十天半个?月|一天半天)|个把(?P<ba>月|星期|礼拜|小时|钟头)", re.ASCII)
# 差一个月一年: not yet a year
_SHORT_OF = re.compile(
    rf"差\s*{AMOUNT_NUMBER}\s*(?:个?半?月|天|个?星期|周)(?:就|才)?[满到]?\s*"
    rf"(?P<num>{AMOUNT_NUMBER})\s*个?(?P<unit>{UNIT})", re.ASCII)
_UNITS_AFTER_BA: dict[str, Kind] = {"月": "months", "星期": "weeks", "礼拜": "weeks"}
_HALF, _ONE = Fraction(1, 2), Fraction(1)


def find_amount_ranges(scratch: Scratch) -> None:
    """Take amounts with two ends: kind `range`, low and high, the unit in note; 3到3天 is simply three days."""
    for match in scratch.matches(_SHORT_OF):
        unit, number = unit_at(scratch.work, match.start("unit")), read(match["num"])
        if number is not None and unit.name in ("years", "months"):
            scratch.put_amount(unit.kind, None, number.high * unit.factor, match.span(), ["below"])
    for match in scratch.matches(_LOOSE):
        _take_loose(scratch, match)
    for match in scratch.matches(_SPAN):
        _take_span(scratch, match)


def _take_loose(scratch: Scratch, match: re.Match[str]) -> None:
    notes = ["approximate"]
    if match["ba"]:
        scratch.put_amount(_UNITS_AFTER_BA.get(match["ba"], "clock_hours"), _ONE, 2 * _ONE, match.span(), notes)
    elif match["idiom"]:
        low, high = (Fraction(10), Fraction(15)) if match["idiom"].startswith("十") else (_HALF, _ONE)
        scratch.put_amount("days", low, high, match.span(), notes)
    elif match["half"]:
        unit = unit_at(scratch.work, match.start("half"))
        low, high = (_HALF, _ONE) if match["size"] == "大" else (0 * _ONE, _HALF)
        scratch.put_amount(unit.kind, low * unit.factor, high * unit.factor, match.span(), notes)
    elif match["size"] == "小" and (number := read(match["num"])):
        unit = unit_at(scratch.work, match.start("full"))
        if unit.name in ("days", "weeks", "months", "years"):
            scratch.put_amount(unit.kind, None, number.high * unit.factor, match.span(), notes)


def _take_span(scratch: Scratch, match: re.Match[str]) -> None:
    a, b = read(match["a"]), read(match["b"])
    if a is None or b is None or not (a.exact and b.exact):
        return
    if match["sep"] == "、" and (match["ua"] or b.low != a.low + 1):
        return  # 3天、5天 are two amounts
    unit = unit_at(scratch.work, match.start("unit"))
    first = unit_at(scratch.work, match.start("ua")) if match["ua"] else unit
    if first.kind != unit.kind or "ri" in (first.name, unit.name):
        return
    low, high = a.low * first.factor, (b.low + (_HALF if match["mid"] else 0)) * unit.factor
    scratch.put_amount(unit.kind, low, high, match.span(), ["reversed"] if high < low else [])
