"""The examples of readings, asked of the rules core: what an example is answered, and in which words that is told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from string import Formatter

from policy_kb.model import Term
from policy_kb.stated_terms import refuse_unknown_terms
from rules_core.book import RuleBook
from rules_core.decide import decide
from rules_core.decision import Decision, plain
from rules_core.facts import FactError
from rules_core.model import Example, Reading
from rules_core.question import Question, read_day, read_question

#: Besides the outcomes: nothing is held for the place and year; a fact is asked for.
NOT_COVERED, ASKS = "not_covered", "asks"
#: What an example can be answered besides a number of hours.
ANSWERS = ("deemed_complete", "exempt", "reduced", "reference_only", "per_prior_policy", "set_by_organizer",
           "set_elsewhere", "not_met", "not_listed", "not_recognized", "recognized", "lookup", NOT_COVERED, ASKS)


def ask(example: Example, book: RuleBook, terms: Mapping[str, Term]) -> Decision:
    """The decision on an example. Raises FactError for one that cannot be asked."""
    question, today = read_example(example)
    refuse_unknown_terms(question, terms)
    return decide(question, book, today)


def read_example(example: Example) -> tuple[Question, date]:
    """The example's question and its day. Raises FactError for facts that cannot be, and where it has no day."""
    today = read_day("today", example.question.get("today"))
    if today is None:
        raise FactError("today", "it has no 'today'; add the day on which it is asked, as in today: 2025-06-01")
    return read_question(example.question), today


def name_of(decision: Decision) -> str:
    """The outcome, or that nothing is held for the place and year, or that a fact is asked for."""
    if decision.detail.get("not_covered"):
        return NOT_COVERED
    return decision.outcome or ASKS


def gives(decision: Decision, stated: int | float | str) -> bool:
    """Whether an example is answered as stated: a number of hours, or an outcome."""
    if isinstance(stated, str):
        return name_of(decision) == stated
    return decision.hours == Fraction(str(stated))


def told(decision: Decision) -> str:
    """The answer in short: `60 学时`, `reduced: 70 学时`, `not_met`."""
    name = name_of(decision)
    if decision.hours is None:
        return name
    hours = f"{plain(decision.hours)} 学时"
    return hours if name == "hours" else f"{name}: {hours}"


def told_as_stated(stated: int | float | str) -> str:
    """The same of an answer that the knowledge base states."""
    return stated if isinstance(stated, str) else f"{plain(Fraction(str(stated)))} 学时"


def shows(decision: Decision, reading: Reading) -> bool:
    """Whether the decision says the reading's caveat, whatever its blanks are filled with."""
    pattern = caveat_pattern(reading)
    return any(pattern.fullmatch(caveat) for caveat in decision.caveats)


def caveat_pattern(reading: Reading) -> re.Pattern[str]:
    """A pattern for the caveat with any words in its blanks; one that matches nothing where it has no caveat."""
    if not reading.caveat:
        return re.compile(r"(?!)")
    parts = (re.escape(words) + (".+" if blank is not None else "")
             for words, blank, _, _ in Formatter().parse(reading.caveat))
    return re.compile("".join(parts), re.DOTALL)
