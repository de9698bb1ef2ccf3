"""When an activity took place, beside its facts: no rule looks at it, the form of a claim does.

`frame.when` goes with `frame.activities`: for each the first and the last day as YYYY-MM-DD, or None. Days that were
listed one by one (5月6、8日) prove no length.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Any, Optional

from bot.dialogue.frame import Facts, Frame
from bot.dialogue.said import Said
from bot.dialogue.values import notes_of

#: What is asked for; it is no fact of the rules core.
DATES = "dates"
When = list[Any]
"""First day, last day (None: not said), whether the days were listed, whether the year was named, the activity named
beside them or None: plain JSON."""
_NAMES_YEAR = re.compile(r"\d{4}|年")
_NO_EVENT = frozenset({"impossible_date", "end_before_start", "in_future", "negated"})
_DATED = frozenset({"days", "date"})
_PARTS = re.compile(r"[，。；、！？,;!?+＋\n和跟与及]|还有|另外|加上")


@dataclass(frozen=True)
class Span:
    """The days of one activity; `last` None where only the first was said."""

    first: date
    last: Optional[date]
    listed: bool = False

    @classmethod
    def of(cls, when: Sequence[Any]) -> Span:
        """From the frame."""
        last = date.fromisoformat(when[1]) if when[1] else None
        return cls(date.fromisoformat(when[0]), last, bool(when[2]))

    @property
    def days(self) -> Optional[int]:
        """Days from the first to the last, both counted."""
        return None if self.last is None else (self.last - self.first) // timedelta(days=1) + 1

    def is_over(self, today: date, days: Optional[Fraction]) -> bool:
        """Whether the activity has ended by a day; `days` is how long it was, where that is known."""
        last = self.last or self.first + timedelta(days=max(ceil(days or 1) - 1, 0))
        return last <= today

    def too_short_for(self, days: Optional[Fraction]) -> bool:
        """Whether so many days do not fit in."""
        return days is not None and self.days is not None and ceil(days) > self.days

    def longer_than(self, days: Optional[Fraction]) -> bool:
        """Whether more days lie between its ends than were stated."""
        return days is not None and self.days is not None and not self.listed and ceil(days) < self.days


def whens(text: str, entities: Sequence[Mapping[str, Any]]) -> list[When]:
    """The days that a message names, in its order; a whole month (5月) is none."""
    found: list[When] = []
    for entity in entities:
        notes = notes_of(entity)
        if entity["entity"] not in _DATED or not entity.get("start_date") or notes & (_NO_EVENT | {"month"}):
            continue
        last = entity.get("end_date") if entity["entity"] == "days" else None
        named = bool(_NAMES_YEAR.search(str(entity.get("text") or "")))
        found.append([entity["start_date"], last, "listed" in notes, named, _beside(text, entity, entities)])
    return found


def _beside(text: str, dated: Mapping[str, Any], entities: Sequence[Mapping[str, Any]]) -> Optional[str]:
    """The activity in the same clause as the days: the one before them, else the one behind."""
    named = [entity for entity in entities if entity["entity"] == "activity"]
    before = [e for e in named if e["end"] <= dated["start"] and not _PARTS.search(text[e["end"] : dated["start"]])]
    behind = [e for e in named if e["start"] >= dated["end"] and not _PARTS.search(text[dated["end"] : e["start"]])]
    one = before[-1] if before else behind[0] if behind else None
    return str(one["value"]) if one is not None else None


def keep_when(frame: Frame, said: Said, before: Sequence[Facts], *, fresh: bool) -> None:
    """Bring `frame.when` in line with the activities that a message left in the frame. `before`: those it met;
    `fresh`: it began anew."""
    old = _as_long(frame.when, len(before))
    now = frame.activities
    if fresh:
        frame.when = _given(said.when, now)
    elif len(now) > len(before):
        frame.when = [*old, *_given(said.when, now[len(before) :])]
    elif len(now) < len(before):
        frame.when = [None] * len(now)
    else:
        changed = [i for i, (one, two) in enumerate(zip(before, now)) if one != two]
        frame.when = [None if one.get("activity") != two.get("activity") and i in changed and not _narrows(one, two)
                      else when for i, (one, two, when) in enumerate(zip(before, now, old))]  # fmt: skip
        if len(said.when) == 1 and len(changed) == 1:
            frame.when[changed[0]] = said.when[0]
        elif len(said.when) == len(now):
            frame.when = [list(when) for when in said.when]


def take_dates(frame: Frame, said: Said, at: int) -> bool:
    """Days said alone, as the answer to when it was or as a correction of that; whether they were taken."""
    frame.when = _as_long(frame.when, len(frame.activities))
    open_ = [index for index, when in enumerate(frame.when) if when is None]
    found = [in_year(when, frame.year) for when in said.when]
    if not found or not frame.activities:
        return False
    if len(found) == len(open_) > 1:
        for index, when in zip(open_, found):
            frame.when[index] = when
    else:
        frame.when[min(at, len(frame.activities) - 1)] = found[0]
    return True


def spans(frame: Frame) -> list[Optional[Span]]:
    """The days of each activity of the frame. One day that was said of what is not longer is its last too."""
    frame.when = _as_long(frame.when, len(frame.activities))
    return [_span(when, facts) if when else None for when, facts in zip(frame.when, frame.activities)]


def _span(when: When, facts: Facts) -> Span:
    span = Span.of(when)
    longer = "months" in facts or facts.get("days", 0) > 1
    return span if span.last is not None or longer else replace(span, last=span.first)


def in_year(when: When, year: Optional[int]) -> When:
    """Days without a year are those of the year that is talked about."""
    first = date.fromisoformat(when[0])
    if year is None or when[3] or first.year == year:
        return when
    moved = [_moved(day, year - first.year) for day in when[:2]]
    return when if moved[0] is None else [*moved, *when[2:]]


def _moved(day: Optional[str], years: int) -> Optional[str]:
    if day is None:
        return None
    try:
        one = date.fromisoformat(day)
        return one.replace(year=one.year + years).isoformat()
    except ValueError:
        return None


def _given(found: Sequence[When], activities: Sequence[Facts]) -> list[Optional[When]]:
    """Days for each of the activities, where it is certain which are of which: by their names, else by their order."""
    kinds = [facts.get("activity") for facts in activities]
    named = [when[4] for when in found]
    if len(set(kinds)) == len(kinds) and len(set(named)) == len(named) and set(named) <= set(kinds) - {None}:
        return [next((list(when) for when in found if when[4] == kind), None) for kind in kinds]
    return [list(when) for when in found] if len(found) == len(activities) else [None] * len(activities)


def _as_long(when: Sequence[Optional[When]], count: int) -> list[Optional[When]]:
    return list(when) if len(when) == count else [None] * count


def _narrows(one: Facts, two: Facts) -> bool:
    """A kind that was named only now is that of the same activity."""
    return one.get("activity") is None
