"""继续教育时间及方式: one line for each activity, made of its facts and the words of the knowledge base."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import plain
from rules_core.facts import FACTS, exact_number

_WHETHER = "是否"
#: Names that say already what the person did.
_DONE = ("参加", "担任", "到")


def lines_of(kb: KnowledgeBase, region: str, activities: Sequence[Mapping[str, Any]],
             hours: Sequence[Fraction | None], *, ongoing: bool = False) -> tuple[str, ...]:
    """A line for each activity, numbered where there are several; hours: what each counts, where a notice says it.
    ongoing: the person is still in the post, which then states no end.
    """
    lines = [_line(kb, region, activity, hours[place] if place < len(hours) else None, ongoing)
             for place, activity in enumerate(activities)]
    if len(lines) == 1:
        return tuple(lines)
    return tuple(f"{place}. {line}" for place, line in enumerate(lines, 1))


def organisers_of(kb: KnowledgeBase, region: str, activities: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """继续教育活动组织单位: the names that the person gave, else what kind of organizer it was; none stands twice."""
    names = [str(activity.get("organizer_name") or "") or _term(kb, region, activity.get("organizer"))
             for activity in activities]
    return tuple(dict.fromkeys(name for name in names if name))


def days_text(start: date, end: date) -> str:
    """From one day to another, without what both have in common: 2025年3月1日至3日."""
    first = f"{start.year}年{start.month}月{start.day}日"
    if start == end:
        return first
    month = f"{end.month}月" if (start.year, start.month) != (end.year, end.month) else ""
    year = f"{end.year}年" if start.year != end.year else ""
    return f"{first}至{year}{month}{end.day}日"


def _line(kb: KnowledgeBase, region: str, activity: Mapping[str, Any], hours: Fraction | None, ongoing: bool) -> str:
    when = _when(activity, ongoing)
    what = _term(kb, region, activity.get("level")) + _term(kb, region, activity.get("activity"))
    lasted = any(activity.get(fact) is not None for fact in ("days", "months", "start"))
    title = str(activity.get("title") or "")
    details = "，".join(_details(kb, region, activity))
    said = "".join((
        "参加" if lasted and not what.startswith(_DONE) else "",
        what,
        f"“{title}”" if title else "",
        f"（{details}）" if details else "",
    ))
    counted = f"{plain(hours)}学时" if hours is not None else ""
    return "，".join(part for part in (when, said, counted) if part)


def _when(activity: Mapping[str, Any], ongoing: bool) -> str:
    start, end = activity.get("start"), activity.get("end")
    if start is None and end is None:
        return f"{activity['year']}年" if activity.get("year") else ""
    first, last = (date.fromisoformat(str(day)) for day in (start or end, end or start))
    # One day alone would say that it was over on it.
    return days_text(first, last) + ("起" if ongoing and end is None else "")


def _details(kb: KnowledgeBase, region: str, activity: Mapping[str, Any]) -> Iterator[str]:
    """Amounts with their unit, then what held, in the order of the facts; then the certificate."""
    for name, spec in FACTS.items():
        value = activity.get(name)
        if value is None or spec.scope != "activity" or name in ("activity", "level", "organizer", "year"):
            continue
        if spec.type == "number":
            amount = exact_number(value)
            if amount is not None:
                yield f"{plain(amount)}{spec.unit}"
        elif spec.type == "term":
            yield _term(kb, region, value)
        elif value is True:
            yield spec.chinese.removeprefix(_WHETHER)
    if activity.get("certificate"):
        yield f"证书编号{activity['certificate']}"


def _term(kb: KnowledgeBase, region: str, term: Any) -> str:
    return kb.term_name(term, region) if term else ""
