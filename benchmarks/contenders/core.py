"""The rules core itself, over the whole knowledge base."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from benchmarks.contenders.mix import TODAY, YEARS, Answer, Case
from rules_core.book import RuleBook
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.question import Question, read_question

NAME = "rules_core.decide"
GIVES = "outcome, hours by subject, every citation, trace with the origin of each number, caveats, losers and why"


def prepare(case: Case) -> Question:
    """The question as the service has it before it asks."""
    activities = [case.facts] if case.asks == "hours" else []
    return read_question({"question": case.asks, "region": case.region, "year": YEARS[case.region],
                          "activities": activities})


def run(book: RuleBook) -> Callable[[Question], Decision]:
    """One decision."""
    return lambda question: decide(question, book, TODAY)


def read(decision: Decision, expected: Answer) -> Answer:
    """The decision as an answer; clause and quote are the expected ones where the decision cites them."""
    if decision.outcome != "hours" or decision.hours is None:
        raise ValueError(f"no hours but {decision.outcome!r}, asks for {decision.ask_for}")
    found = (expected.clause, expected.quote) in ((c.clause, c.quote) for c in decision.citations)
    clause, quote = (expected.clause, expected.quote) if found else (None, None)
    by = {subject: decision.by_subject[subject] or Fraction(0) for subject in ("public", "professional")}
    return Answer(decision.hours, by["public"], by["professional"], clause, quote, decision.trace)
