"""Which of 当年转任 and 往年转任 a stated year of transfer is: of the year of the review, or of an earlier one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from rules_core.book import Period, RuleBook
from rules_core.question import Question

#: The terms of the fact `transferred`. The broad one says that there was a move, not when: it is asked about.
BROAD, THIS_YEAR, EARLIER = "transferred", "transferred_this_year", "transferred_earlier"


def with_transfer(question: Question, book: RuleBook, person: Mapping[str, Any], periods: Sequence[Period],
                  today: date) -> Mapping[str, Any]:
    """The person's facts with `transferred` as it follows from `transfer_year`.

    The review is in the year of its day; without one, in the year of `today` and of the question, where these differ in
    either. Where year and statement contradict each other, or both terms are possible, `transferred` is the broad term,
    so that the rules ask for it where it matters.
    """
    moved = person.get("transfer_year")
    if moved is None or not _matters(book, periods):
        return person
    years = {question.day.year} if question.day is not None else {today.year, question.year or today.year}
    possible = [THIS_YEAR] if moved in years else []
    possible += [EARLIER] if any(moved < year for year in years) else []
    stated = person.get("transferred", BROAD)
    if stated != BROAD:
        possible = [term for term in possible if term == stated]
    return {**person, "transferred": possible[0] if len(possible) == 1 else BROAD}


def _matters(book: RuleBook, periods: Sequence[Period]) -> bool:
    """Whether a rule of these notices looks at the fact at all."""
    return any("transferred" in rule.own_facts for period in periods
               for rule in book.by_place.get((period.jurisdiction, "review"), ()) if rule.document in period.documents)


def without_transfer(person: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of somebody who was never with a government organ."""
    return {fact: value for fact, value in person.items() if fact not in ("transferred", "transfer_year")}
