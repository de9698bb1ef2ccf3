"""A question in facts, as the conversation, the hotline console or a roster asks it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, Optional

from rules_core.facts import FACTS, FactError, check_facts

Answers = Literal["hours", "requirement", "review", "remaining"]


@dataclass(frozen=True)
class Question:
    """`jurisdiction` None is not known yet; `year` None is the year of today. `birth` is (year, month, day), the later
    two None where not known. `day` is the day of the review, on which ages are taken; None is today. `relief` asks whether an exemption or reduction applies (an unmet one is `not_met`)."""

    answers: Answers
    jurisdiction: str | None = None
    year: int | None = None
    person: Mapping[str, Any] = field(default_factory=dict)
    activities: tuple[Mapping[str, Any], ...] = ()
    birth: tuple[int, int | None, int | None] | None = None
    relief: bool = False
    day: date | None = None

    def checked(self) -> Question:
        """The same with every fact checked and exact. Raises FactError."""
        person = check_facts(self.person)
        activities = tuple(check_facts(a) for a in self.activities)
        if self.year is not None and not 1949 <= self.year <= 2100:
            raise FactError("year", f"year must be 1949 to 2100, not {self.year}")
        return Question(self.answers, self.jurisdiction, self.year, person, activities, self.birth, self.relief,
                        self.day)


def read_question(raw: Any) -> Question:
    """A question from plain JSON or YAML (`xueshi compute`). Raises FactError naming the key and what is accepted."""
    if not isinstance(raw, Mapping):
        raise FactError("question", "a question is a mapping with the keys question, region, year, person, activities")
    accepted = {"question", "region", "year", "person", "activities", "birth", "relief", "today"}
    for key in raw:
        if key not in accepted:
            raise FactError(str(key), f"unknown key {key!r}; accepted: {', '.join(sorted(accepted))}")
    kind = raw.get("question", "hours")
    if kind not in ("hours", "requirement", "review", "remaining"):
        raise FactError("question", "question takes hours, requirement, review or remaining")
    year = raw.get("year")
    if year is not None and (isinstance(year, bool) or not isinstance(year, int)):
        raise FactError("year", f"year takes a whole number, not {year!r}")
    activities = raw.get("activities") or []
    person = raw.get("person") or {}
    if not isinstance(activities, list) or not all(isinstance(a, Mapping) for a in activities):
        raise FactError("activities", "activities takes a list of mappings of facts")
    if not isinstance(person, Mapping):
        raise FactError("person", f"person takes a mapping of facts; facts: {', '.join(FACTS)}")
    region = raw.get("region")
    if region is not None and not isinstance(region, str):
        raise FactError("region", "region takes the id of a jurisdiction")
    return Question(kind, region, year, dict(person), tuple(dict(a) for a in activities), _birth(raw.get("birth")),
                    bool(raw.get("relief", False))).checked()


def _birth(raw: Any) -> tuple[int, int | None, int | None] | None:
    if raw is None:
        return None
    parts = str(raw).split("-")
    try:
        numbers = [int(p) for p in parts]
    except ValueError:
        numbers = []
    if not 1 <= len(numbers) <= 3:
        raise FactError("birth", f"birth takes YYYY, YYYY-MM or YYYY-MM-DD, not {raw!r}")
    year, month, day = (*numbers, None, None)[:3]
    return year, month, day
