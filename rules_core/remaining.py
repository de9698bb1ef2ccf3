"""What is still missing: of a title review's demand, of the years of a record, or of one year's requirement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rules_core.book import Period, RuleBook
from rules_core.decision import SUBJECTS, Decision
from rules_core.done_hours import TOTAL
from rules_core.model import RequiredCertificates
from rules_core.question import Question
from rules_core.remaining_year import of_one_year, wanted_subjects
from rules_core.review import DecideOne, demanded
from rules_core.review_record import all_missing, with_record, without_origins
from rules_core.year_requirements import of_years

#: What a review is for; the terms of the fact `purpose`.
REVIEWS = ("title_review", "title_confirmation")
_CERTIFICATES = "通知要求的是各年度的合格证书，没有写学时数；这里的学时是各年度当年的学时要求"


def remaining(question: Question, book: RuleBook, year: int, person: Mapping[str, Any], periods: Sequence[Period],
              today: date, decide_one: DecideOne, credited: Decision | None = None) -> Decision:
    """What is missing, by subject and year: of what a review demands where the person is after one; else of the
    requirement of each year of the record; without a record of the year's requirement (done_public, done_professional,
    done_total, and `credited`, the decision on the question's activities).

    A record goes before these, which do not say of which year they are.
    """
    return without_origins(_remaining(question, book, year, person, periods, today, decide_one, credited))


def _remaining(question: Question, book: RuleBook, year: int, person: Mapping[str, Any], periods: Sequence[Period],
               today: date, decide_one: DecideOne, credited: Decision | None) -> Decision:
    stated = TOTAL in person or any(f"done_{subject}" in person for subject in SUBJECTS)
    if person.get("purpose") in REVIEWS and (question.record or not stated):
        review = demanded(question, book, year, person, periods, today, decide_one)
        if question.record or review.outcome != "not_listed" or review.rule is not None:
            return _of_review(question, book, person, review, decide_one)
    if question.record:
        wanted = wanted_subjects(person)
        years = dict.fromkeys(question.record, wanted)
        table = of_years(book, question.jurisdiction or "", person, years, decide_one)
        return _of_table(question, table, wanted)
    return of_one_year(book, year, person, periods, decide_one, credited)


def _of_review(question: Question, book: RuleBook, person: Mapping[str, Any], review: Decision,
               decide_one: DecideOne) -> Decision:
    """What is missing of a review's demand; the review's own answer where it demands no years."""
    if "table" not in review.detail:
        return review
    effect = book.rules[review.rule or ""].rule.effect
    wanted = wanted_subjects(person)
    if not isinstance(effect, RequiredCertificates):
        return _of_table(question, review, wanted)
    years = {row["year"]: [s for s in wanted if s in row] for row in review.detail["table"]}
    table = of_years(book, question.jurisdiction or "", person, {y: s for y, s in years.items() if s}, decide_one,
                     review)
    if "table" not in table.detail:
        return table
    return _of_table(question, table.with_(caveats=(_CERTIFICATES, *table.caveats)), wanted)


def _of_table(question: Question, decision: Decision, wanted: Sequence[str]) -> Decision:
    """The total of what is missing where every year of the table is certain; the table alone otherwise."""
    if "table" not in decision.detail:
        return decision
    filled, cells = with_record(decision, question.record, wanted)
    return all_missing(filled, cells, wanted) if decision.outcome in ("hours", "reduced") and cells else filled
