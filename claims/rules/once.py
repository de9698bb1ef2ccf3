"""One event filed in pieces inside one draft: 一次最多认定 and 一次性 are of the event, not of the piece."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from claims.rules.deciding import Part
from claims.rules.flags import DEGREE_ONCE, same_degree
from claims.rules.one_event import adjoin, same_text
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import plain

Activity = Mapping[str, Any]
_MEND = "确实是两次的，请分成两份申报。"


def beyond_once(kb: KnowledgeBase, activities: Sequence[Activity], parts: Sequence[Part]) -> tuple[int, str] | None:
    """The place of the first activity by which one event comes to more hours than the clause gives it, and what is to
    be done; None where none does. Two events that only may be one are flagged (`flags`), not refused."""
    for later in range(1, len(activities)):
        event = _event(activities, parts, later)
        if len(event) == 1:
            continue
        names = "、".join(f"第 {place + 1} 项" for place in event)
        if same_degree(activities[event[0]], activities[later]) and parts[later].decision.outcome == "hours":
            return later, f"{names}像是同一个学历或学位。{DEGREE_ONCE}；{_MEND}"
        limit = _limit(kb, parts[later].decision.rule)
        if limit is not None and sum((_uncut(parts[place]) for place in event), Fraction(0)) > limit:
            return later, (f"{names}像是同一次活动，合起来超过一次最多认定的 {plain(limit)} 学时，请合成一项填写；"
                           f"{_MEND}")
    return None


def _event(activities: Sequence[Activity], parts: Sequence[Part], later: int) -> list[int]:
    """The places up to `later` that look like one event with it, itself included, each by way of another."""
    found, open_places = [later], [place for place in range(later)
                                   if parts[place].decision.rule == parts[later].decision.rule]
    while joined := [place for place in open_places if any(_one(activities[place], activities[one]) for one in found)]:
        found += joined
        open_places = [place for place in open_places if place not in joined]
    return sorted(found)


def _one(one: Activity, two: Activity) -> bool:
    """The same certificate; or the same name, of no other organiser, on days that overlap or follow on each other."""
    if same_text(one, two, "certificate"):
        return True
    others = one.get("organizer_name") and two.get("organizer_name") and not same_text(one, two, "organizer_name")
    return same_text(one, two, "title") and not others and adjoin(one, two)


def _limit(kb: KnowledgeBase, rule: str | None) -> Fraction | None:
    limits = [limit.hours for limit in kb.book.limits.get(rule or "", ()) if limit.scope == "per_event"]
    return min(limits, default=None)


def _uncut(part: Part) -> Fraction:
    """What the piece came to before its own limit."""
    before = part.decision.detail.get("capped_from")
    return before if before is not None else part.decision.hours or Fraction(0)
