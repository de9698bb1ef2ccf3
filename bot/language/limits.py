"""Words around an amount that turn it into a bound or an estimate: 不到一年, 3天以上, 至少, 大概, 半年多."""
from __future__ import annotations

import re
from fractions import Fraction
from typing import NamedTuple

_TAIL = re.compile(
    r"\s*(?:(?P<more>多(?!\s*[少次久大个种门])|有余|开外)|(?P<about>左右|上下|的样子)|(?P<least>(?:及|或)?以上)"
    r"|(?P<most>(?:及|或)?以下|以内|之内)|(?P<below>不到)|(?P<exact>整(?![改理体个])))"
)
_LEFT = re.compile(
    r"(?:(?P<about>大概|大约|约|差不多|估计|大致|左右)"
    r"|(?P<below>不[到足满]|未满|没满|还?没到|少于|低于|(?<![尽赶很愉凉畅飞])快到?了?|将近|接近|快要)"
    r"|(?P<most>不超过|最多|至多|不多于)|(?P<above>超过|多于|大于|不止)|(?P<least>至少|最少|不少于|不低于|起码)"
    r"|(?P<period>最近|近|过去|未来|今后|(?<![以之目])前|往后|往前))(?:是|有|为|了)?\s*$"
)
_INSIDE = re.compile(r"内(?![容部科蒙地训审])")


class Limits(NamedTuple):
    """What an amount is once the words around it are read: bounds (None is open), span, words for the note."""

    low: Fraction | None
    high: Fraction | None
    start: int
    end: int
    notes: tuple[str, ...]


def limits(work: str, start: int, end: int, low: Fraction, high: Fraction, one: Fraction) -> Limits:
    """Read what stands left and right of the amount `work[start:end]`; `one` is the size of one of its unit."""
    bounds: tuple[Fraction | None, Fraction | None] = (low, high)
    notes: list[str] = []
    if tail := _TAIL.match(work, end):
        end = tail.end()
        more = one / 2 if low == one / 2 else one  # 半年多 stays below a year
        bounds = (low, high + more) if tail["more"] else _bounded(tail, bounds, notes)
    elif _INSIDE.match(work, end):
        notes.append("period")
    if left := _LEFT.search(work[:start]):
        if left["period"]:
            notes.append("period")
        else:
            start = left.start()
            bounds = _bounded(left, bounds, notes)
    return Limits(*bounds, start, end, tuple(notes))


def _bounded(
    match: re.Match[str], bounds: tuple[Fraction | None, Fraction | None], notes: list[str]
) -> tuple[Fraction | None, Fraction | None]:
    said = {name for name, text in match.groupdict().items() if text}
    low, high = bounds
    if "about" in said:
        notes.append("approximate")
    notes += sorted(said & {"below", "above"})
    if said & {"below", "most"}:
        return None, high
    if said & {"above", "least"}:
        return low, None
    return low, high
