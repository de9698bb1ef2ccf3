"""The questions that every contender answers, and the shape of an answer.

Two notices (`xj-city-2022` 附件3 and the requirement, `bt-2019` 附件/二): rates per day and per month with caps on one
event, one with a bonus and a yearly limit, multiples, examinations, fixed figures, the yearly requirement. All facts
that matter are stated.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

TODAY = date(2025, 6, 1)
#: The years whose notices are asked about.
YEARS = {"xj-city": 2025, "bt": 2019}


@dataclass(frozen=True)
class Case:
    """One question: `region`, what is asked (`hours` or `requirement`), the facts of one activity."""

    name: str
    region: str
    asks: str
    facts: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What must be the same of all: hours in all and by subject. `clause` and `quote` where the contender gives them,
    `trace` as it is, for people to look at."""

    hours: Fraction
    public: Fraction
    professional: Fraction
    clause: str | None = None
    quote: str | None = None
    trace: Any = None


def _case(name: str, region: str, asks: str = "hours", **facts: Any) -> Case:
    return Case(name, region, asks, facts)


MIX: tuple[Case, ...] = (
    _case("city: national conference, 3 days", "xj-city", activity="academic_conference", level="national", days=3),
    _case("city: conference of the region, 2 days", "xj-city", activity="academic_conference", level="provincial",
          days=2),
    _case("city: national conference, 6 days, capped", "xj-city", activity="academic_conference", level="national",
          days=6),
    _case("city: class at a university, 5 days", "xj-city", activity="training_class", organizer="university", days=5),
    _case("city: class at a university, 10 days, capped", "xj-city", activity="training_class", organizer="university",
          days=10),
    _case("city: advanced seminar, 4 days", "xj-city", activity="advanced_seminar", organizer="department", days=4),
    _case("city: advanced seminar, 7 days, capped", "xj-city", activity="advanced_seminar", organizer="department",
          days=7),
    _case("city: further study, 2 months", "xj-city", activity="further_study", months=2),
    _case("city: further study, 3 months, capped", "xj-city", activity="further_study", months=3),
    _case("city: teaching, 8 hours", "xj-city", activity="teaching", hours=8),
    _case("city: examination, 2 papers", "xj-city", activity="qualification_exam", subjects=2, passed=True),
    _case("city: degree", "xj-city", activity="degree_education"),
    _case("city: requirement", "xj-city", "requirement"),
    _case("corps: national conference, 4 days, paper read", "bt", activity="academic_conference", level="national",
          days=4, presented=True),
    _case("corps: conference of the corps, 3 days", "bt", activity="academic_conference", level="provincial", days=3,
          presented=False),
    _case("corps: national conference, 8 days, paper read, limited", "bt", activity="academic_conference",
          level="national", days=8, presented=True),
    _case("corps: examination, senior title", "bt", activity="title_exam", title_level="senior", passed=True),
    _case("corps: examination, middle title", "bt", activity="title_exam", title_level="middle", passed=True),
    _case("corps: licence examination", "bt", activity="licence_exam", passed=True),
    _case("corps: requirement", "bt", "requirement"),
)
