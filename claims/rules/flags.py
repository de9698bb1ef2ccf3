"""What looks doubtful inside one draft. It is shown to both sides and refuses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from claims.rules.deciding import Part
from claims.rules.one_event import ONCE, gives_bonus
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import plain

DEGREE_ONCE = "一个学历或学位在学习结束后一次性认定，请核对是否重复申报"
CAP_OF_ONE = "通知规定了一次活动最多认定的学时，同一次活动分开填的，请合起来看是否超过"


def flags_of(kb: KnowledgeBase, region: str | None, activities: Sequence[Mapping[str, Any]], parts: Sequence[Part],
             most: Fraction | None = None) -> list[dict[str, Any]]:
    """FLAG objects: days that overlap, hours that a limit cut, one event that may have been filed in pieces.

    most: what a limit of the year leaves of the hours that a reviewer enters.
    """
    found = [*_cut(parts), *_at_new_year(kb, region, activities, parts)]
    if most is not None:
        left = f"还可认定 {plain(most)} 学时，填写认定的学时不能超过" if most else "已经认定到上限"
        found.append(_flag("cap", f"这类活动的学时有全年上限，本年度{left}。"))
    spans = [(index, days) for index, one in enumerate(activities) if (days := _span(one)) is not None]
    for place, (index, one) in enumerate(spans):
        for other, two in spans[place + 1:]:
            found += _pair(kb, activities, parts, (index, other), (one, two))
    return found


def _flag(kind: str, message: str) -> dict[str, Any]:
    return {"kind": kind, "message": message, "claim": None}


def _pair(kb: KnowledgeBase, activities: Sequence[Mapping[str, Any]], parts: Sequence[Part], which: tuple[int, int],
          spans: tuple[tuple[date, date], tuple[date, date]]) -> Iterator[dict[str, Any]]:
    (index, other), (one, two) = which, spans
    names = f"第 {index + 1} 项和第 {other + 1} 项活动"
    if one[0] <= two[1] and two[0] <= one[1]:
        yield _flag("dates", f"{names}的日期有重叠，请核对。")
    if same_degree(activities[index], activities[other]):
        yield _flag("cap", f"{names}像是同一个学历或学位。{DEGREE_ONCE}。")
    first, second = sorted(spans)
    same = all(activities[index].get(key) == activities[other].get(key) for key in ("activity", "organizer_name"))
    limited = _limited(kb, parts, index) or _limited(kb, parts, other)
    if same and limited and second[0] - first[1] == timedelta(days=1):
        yield _flag("cap", f"{names}首尾相接，像是同一次活动。{CAP_OF_ONE}。")


def _cut(parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    for part in parts:
        if part.asks or part.changing or part.not_taken is not None:
            continue
        before, hours = part.decision.detail.get("capped_from"), part.decision.hours
        if before is not None and hours is not None:
            counted = f"计入 {plain(hours)} 学时" if hours else "本年度已经认定到上限，不再计入"
            yield _flag("cap", f"第 {part.index + 1} 项活动超过上限：算出 {plain(before)} 学时，{counted}。")


def _at_new_year(kb: KnowledgeBase, region: str | None, activities: Sequence[Mapping[str, Any]],
                 parts: Sequence[Part]) -> Iterator[dict[str, Any]]:
    """A piece that touches New Year may go on in the other year, where its hours are counted on their own."""
    for index, activity in enumerate(activities):
        days = _span(activity)
        if days is None:
            continue
        start, end = days
        if (start.month, start.day) != (1, 1) and (end.month, end.day) != (12, 31):
            continue
        if gives_bonus(kb, region, activity):
            yield _flag("cap", f"第 {index + 1} 项活动紧接着另一个年度。{ONCE}（包括另一个年度已经申报的部分）。")
        if _limited(kb, parts, index):
            yield _flag("cap", f"第 {index + 1} 项活动紧接着另一个年度。{CAP_OF_ONE}"
                               "（包括另一个年度已经申报的部分）。")


def _limited(kb: KnowledgeBase, parts: Sequence[Part], index: int) -> bool:
    return limited_once(kb, parts[index].decision.rule if index < len(parts) else None)


def limited_once(kb: KnowledgeBase, rule: str | None) -> bool:
    """Whether a rule limits the hours of one event (一次最多认定)."""
    return any(limit.scope == "per_event" for limit in kb.book.limits.get(rule or "", ()))


def same_degree(one: Mapping[str, Any], two: Mapping[str, Any]) -> bool:
    """Whether both are study for one degree, as far as is said."""
    return {one.get("activity"), two.get("activity")} == {"degree_education"} and all(
        None in (one.get(name), two.get(name)) or one[name] == two[name] for name in ("degree", "end"))


def _span(activity: Mapping[str, Any]) -> tuple[date, date] | None:
    if "start" not in activity or "end" not in activity:
        return None
    return date.fromisoformat(activity["start"]), date.fromisoformat(activity["end"])
