"""A question in facts, as the conversation, the hotline console or a roster asks it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Literal, get_args

import msgspec
from msgspec.structs import replace

from rules_core.facts import FACTS, YEARS, FactError, check_facts, checked_year, exact_number
from rules_core.record import HOURS, Record, check_record

Answers = Literal["hours", "requirement", "review", "remaining"]

#: The keys of a question as plain data. `today` is for the command; it is no part of the question.
KEYS = ("question", "region", "year", "person", "activities", "dates", "recognised", "birth", "day", "relief", "record",
        "today")


class Recognised(msgspec.Struct, frozen=True):
    """Hours of a year that an earlier decision by a rule credited to the same person (an approved claim)."""

    rule: str
    hours: Fraction
    year: int


class Question(msgspec.Struct, frozen=True):
    """`jurisdiction` None is not known yet; `year` None is the year of today. `birth` is (year, month, day), the later
    two None where not known. `day` is the day of the review, on which ages are taken; None is today. `relief` asks
    whether an exemption or reduction applies (an unmet one is `not_met`). `heard` are readings that the facts rest on
    (days that were counted from dates). `record` are the hours that the person has done, year → subject → hours; a cell
    that is not there is not known. `dates` are the days of the activities, each at the place of its activity, None
    where only the year is known: what has a day is decided by the notices in force on that day. `recognised` is what
    was credited before: a limit on a year leaves so much less.
    """

    answers: Answers
    jurisdiction: str | None = None
    year: int | None = None
    person: Mapping[str, Any] = msgspec.field(default_factory=dict)
    activities: tuple[Mapping[str, Any], ...] = ()
    birth: tuple[int, int | None, int | None] | None = None
    relief: bool = False
    day: date | None = None
    heard: tuple[str, ...] = ()
    record: Record = msgspec.field(default_factory=dict)
    dates: tuple[date | None, ...] = ()
    recognised: tuple[Recognised, ...] = ()

    def with_(self, **changes: Any) -> Question:
        """A copy with these fields changed."""
        return replace(self, **changes)

    def checked(self) -> Question:
        """The same with every fact checked and exact. Raises FactError."""
        if self.year is not None and not YEARS[0] <= self.year <= YEARS[1]:
            raise FactError("year", f"year must be {YEARS[0]} to {YEARS[1]}, not {self.year}")
        if self.birth is not None:
            _check_birth(*self.birth)
        activities = tuple([check_facts(activity) for activity in self.activities])
        if self.dates and len(self.dates) != len(activities):
            raise FactError("dates", f"dates takes a day for each of the {len(activities)} activities, "
                                     f"not {len(self.dates)}")
        for one in self.recognised:
            _check_recognised(one)
        return replace(self, person=check_facts(self.person), activities=activities,
                       record=check_record(self.record) if self.record else {})


def read_question(raw: Any) -> Question:
    """A question from plain JSON or YAML (`xueshi compute`). Raises FactError naming the key and what is accepted."""
    if not isinstance(raw, Mapping):
        raise FactError("question", f"a question is a mapping with the keys {', '.join(KEYS)}")
    for key in raw:
        if key not in KEYS:
            raise FactError(str(key), f"unknown key {key!r}; accepted: {', '.join(KEYS)}")
    kind = raw.get("question", "hours")
    if kind not in get_args(Answers):
        raise FactError("question", f"question takes {', '.join(get_args(Answers))}, not {kind!r}")
    year = raw.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise FactError("year", f"year takes a whole number, not {year!r}")
    activities = raw.get("activities") or []
    person = raw.get("person") or {}
    if not isinstance(activities, list) or not all(isinstance(a, Mapping) for a in activities):
        raise FactError("activities", "activities takes a list of mappings of facts, as in [{activity: …, days: 3}]")
    if not isinstance(person, Mapping):
        raise FactError("person", f"person takes a mapping of facts; facts: {', '.join(FACTS)}")
    region = raw.get("region")
    if region is not None and not isinstance(region, str):
        raise FactError("region", f"region takes the id of a jurisdiction, not {region!r}")
    relief = raw.get("relief", False)
    if not isinstance(relief, bool):
        raise FactError("relief", f"relief takes true or false, not {relief!r}")
    return Question(kind, region, year, dict(person), tuple(dict(a) for a in activities), _birth(raw.get("birth")),
                    relief, read_day("day", raw.get("day")), record=_record(raw.get("record")),
                    dates=_dates(raw.get("dates")), recognised=_recognised(raw.get("recognised"), year)).checked()


def _dates(raw: Any) -> tuple[date | None, ...]:
    if raw is None:
        return ()
    if not isinstance(raw, list):
        raise FactError("dates", "dates takes a list of days as YYYY-MM-DD, one for each activity")
    return tuple(read_day("dates", one) for one in raw)


def _recognised(raw: Any, year: int | None) -> tuple[Recognised, ...]:
    """The hours already credited; the year is the question's where an entry has none."""
    if raw is None:
        return ()
    if not isinstance(raw, list) or not all(isinstance(one, Mapping) for one in raw):
        raise FactError("recognised", "recognised takes a list, as in [{rule: bt.conference, hours: 18, year: 2019}]")
    return tuple(_one_recognised(one, year) for one in raw)


def _one_recognised(raw: Mapping[str, Any], year: int | None) -> Recognised:
    for key in raw:
        if key not in ("rule", "hours", "year"):
            raise FactError("recognised", f"unknown key {key!r} in recognised; accepted: rule, hours, year")
    hours, at = exact_number(raw.get("hours")), raw.get("year", year)
    if not isinstance(raw.get("rule"), str) or hours is None or at is None:
        raise FactError("recognised", "an entry of recognised takes the id of a rule, its hours, and a year")
    return Recognised(raw["rule"], hours, checked_year("recognised", at))


def _check_recognised(one: Recognised) -> None:
    low, high = HOURS
    if not low <= one.hours <= high:
        raise FactError("recognised", f"recognised hours must be {low} to {high}, not {one.hours}")


def _record(raw: Any) -> Record:
    return {} if raw is None else check_record(raw)


def read_day(name: str, raw: Any) -> date | None:
    """A day written YYYY-MM-DD. Raises FactError for `name`."""
    if raw is None:
        return None
    try:
        return date.fromisoformat(str(raw))
    except ValueError:
        raise FactError(name, f"{name} takes a day as YYYY-MM-DD, not {raw!r}") from None


def _birth(raw: Any) -> tuple[int, int | None, int | None] | None:
    if raw is None:
        return None
    parts = str(raw).split("-")
    if not 1 <= len(parts) <= 3 or not all(part.isdecimal() and len(part) <= 4 for part in parts):
        raise FactError("birth", f"birth takes YYYY, YYYY-MM or YYYY-MM-DD, not {raw!r}")
    year, *rest = (int(part) for part in parts)
    month, day = (*rest, None, None)[:2]
    return year, month, day


def _check_birth(year: int, month: int | None, day: int | None) -> None:
    """Raises FactError for a day that no calendar has, and for a year outside 1900 to 2100."""
    try:
        date(year, month or 1, (day or 1) if month is not None else 1)
    except (ValueError, TypeError, OverflowError):
        written = "-".join(str(part) for part in (year, month, day) if part is not None)
        raise FactError("birth", f"birth is no day of the calendar: {written}") from None
    if not 1900 <= year <= 2100 or (month is None and day is not None) or month == 0 or day == 0:
        raise FactError("birth", "birth takes a year from 1900 to 2100, a month from 1 to 12 and a day of that month")
