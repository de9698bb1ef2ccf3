"""Questions about made-up counties with the answers that follow from the generator's own figures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from math import ceil

from benchmarks.generated.county import REGION, County
from rules_core.decision import Decision
from rules_core.question import Question, read_question

TODAY = date(2025, 6, 1)
#: Outcome, hours in all, and the notice and clause that must be cited (None: nothing is).
Expected = tuple[str, "Fraction | int | None", "str | None"]
_NOTHING: Expected = ("not_listed", None, None)


@dataclass(frozen=True)
class Asked:
    """One question with what must be answered."""

    county: County
    question: Question
    expected: Expected


def _hours(one: County, **activity: object) -> Question:
    return read_question({"question": "hours", "region": one.id, "activities": [activity]})


def _review(one: County, **person: object) -> Question:
    return read_question({"question": "review", "region": one.id, "person": {"purpose": "title_review", **person}})


def _conference(one: County, level: str, days: int) -> Asked:
    figure: Fraction = getattr(one, level)
    return Asked(one, _hours(one, activity="academic_conference", level=level, days=days),
                 ("hours", min(days * figure, Fraction(one.conference_cap)), f"{one.document}#二/一"))


def _training(one: County) -> Asked:
    return Asked(one, _hours(one, activity="training_class", days=9),
                 ("hours", min(9 * one.training, one.training_years * one.professional), f"{one.document}#二/二"))


def _degree(one: County) -> Asked:
    return Asked(one, _hours(one, activity="degree_education"), ("hours", one.degree, f"{one.document}#二/三"))


def _teaching(one: County) -> Asked:
    return Asked(one, _hours(one, activity="teaching", hours=20),
                 ("hours", min(20 * one.teaching, Fraction(one.teaching_cap)), f"{one.document}#二/四"))


def _exam(one: County) -> Asked:
    return Asked(one, _hours(one, activity="title_exam", title_level="middle"),
                 ("hours", one.middle, f"{one.document}#二/五"))


def _requirement(one: County) -> Asked:
    return Asked(one, read_question({"question": "requirement", "region": one.id}),
                 ("hours", one.total, f"{one.document}#一/一"))


def _plain_review(one: County) -> Asked:
    return Asked(one, _review(one, gender="male", age=30), ("hours", 2 * one.total, f"{one.document}#三/一"))


def _reduced(one: County) -> Asked:
    half = Fraction(1, 2)
    year = sum(ceil(hours * Fraction(one.share) / half) * half for hours in (one.public, one.professional))
    return Asked(one, _review(one, gender="female", age=one.female_exempt - 1),
                 ("reduced", 2 * year, f"{one.document}#三/二"))


def _exempt(one: County) -> Asked:
    return Asked(one, _review(one, gender="male", age=one.male_exempt), ("exempt", None, f"{one.document}#三/二"))


def _paper(one: County) -> Asked:
    """The county is silent: the region above answers, where there is one."""
    expected: Expected = ("hours", REGION.paper, f"{REGION.document}#二/二") if one.below else _NOTHING
    return Asked(one, _hours(one, activity="paper"), expected)


def _contest(one: County) -> Asked:
    """Asked of a county that may not name it; then nothing lists it."""
    expected: Expected = ("hours", one.contest, f"{one.document}#二/六") if one.has_contest else _NOTHING
    return Asked(one, _hours(one, activity=f"{one.id}-contest"), expected)


_KINDS: tuple[Callable[[County], Asked], ...] = (
    lambda one: _conference(one, "national", 2), lambda one: _conference(one, "provincial", 8), _training, _degree,
    _teaching, _exam, _requirement, _plain_review, _reduced, _exempt, _paper,
    _contest,
)


def asked_of(one: County) -> Asked:
    """One question about the county; its kind changes from county to county."""
    return _KINDS[one.number % len(_KINDS)](one)


def all_asked_of(one: County) -> list[Asked]:
    """A question of every kind."""
    return [kind(one) for kind in _KINDS]


def difference(asked: Asked, decision: Decision) -> str | None:
    """What is wrong with the decision; None where it is what the figures say."""
    clauses = {citation.clause for citation in decision.citations}
    outcome, hours, clause = asked.expected
    if (decision.outcome, decision.hours) == (outcome, hours) and (clause in clauses or clause is None):
        return None
    return (f"{asked.county.id}: {decision.outcome} {decision.hours} from {sorted(clauses)}, not {outcome} {hours} "
            f"from {clause} ({asked.question.activities or asked.question.person})")
