"""Whether two activities look like one event: 另加 and 一次最多认定 are of an event, however it is filed."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from claims.rules.values import invalid
from policy_kb.knowledge import KnowledgeBase
from rules_core.model import Rate

ONCE = "宣读、报告论文的另加学时每次会议只计一次"
Activity = Mapping[str, Any]
#: Shorter ones (a running number, “无”) name no certificate.
_SHORTEST = {"certificate": 4}


def gives_bonus(kb: KnowledgeBase, region: str | None, activity: Activity) -> bool:
    """Whether a paper read there (`presented`) is credited on top of the days."""
    if region is None or activity.get("presented") is not True or "activity" not in activity:
        return False
    return any(isinstance(effect := rule.rule.effect, Rate) and effect.bonus is not None
               and rule.condition.test({"activity": activity["activity"]}) is not False
               for place in kb.book.chain(region) for rule in kb.book.by_place.get((place, "hours"), ()))


def span(activity: Activity) -> tuple[date, date] | None:
    """First and last day, where both are known."""
    try:
        start, end = date.fromisoformat(activity["start"]), date.fromisoformat(activity.get("end", activity["start"]))
    except (KeyError, ValueError, TypeError):
        return None
    return (start, end) if start <= end else None


def adjoin(one: Activity, two: Activity) -> bool:
    """Whether the days overlap or follow on each other."""
    spans = span(one), span(two)
    if spans[0] is None or spans[1] is None:
        return False
    first, second = sorted((spans[0], spans[1]))
    return second[0] - first[1] <= timedelta(days=1)


def looks_like_one(one: Activity, two: Activity) -> bool:
    """The same certificate; or adjoining days with the same name, organiser or level."""
    return same_text(one, two, "certificate") or (adjoin(one, two) and any(
        same_text(one, two, name) for name in ("title", "organizer_name", "level")))


def check_bonus(kb: KnowledgeBase, region: str | None, activities: Sequence[Activity]) -> None:
    """Raises Refused at the later of two activities that state a paper for what looks like one conference."""
    groups = _groups(activities)
    for later, activity in enumerate(activities):
        if not gives_bonus(kb, region, activity):
            continue
        for earlier in range(later):
            other = activities[earlier]
            if gives_bonus(kb, region, other) and (groups[earlier] == groups[later] or looks_like_one(other, activity)):
                raise invalid(f"activities.{later}.presented",
                              f"第 {earlier + 1} 项和第 {later + 1} 项像是同一次会议。{ONCE}，第二段请填“没有宣读”；"
                              "确实是两次会议的，请分成两份申报。")


def _groups(activities: Sequence[Activity]) -> list[int]:
    """Of each activity the number of the event that it belongs to: days that follow on each other under one name, one
    organiser or one certificate."""
    groups = list(range(len(activities)))
    for later, activity in enumerate(activities):
        for earlier in range(later):
            other = activities[earlier]
            if same_text(other, activity, "certificate") or (adjoin(other, activity) and any(
                    same_text(other, activity, name) for name in ("title", "organizer_name"))):
                joined = groups[later]
                groups = [groups[earlier] if group == joined else group for group in groups]
    return groups


def same_text(one: Activity, two: Activity, name: str) -> bool:
    """Whether both say the same of `name`, one spelling or another; not where one of them says nothing."""
    keys = [_key(str(each.get(name) or "")) for each in (one, two)]
    return keys[0] == keys[1] and len(keys[0]) >= _SHORTEST.get(name, 1)


def _key(text: str) -> str:
    """One spelling: width, case, brackets, dashes and white space aside."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())
