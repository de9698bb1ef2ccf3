"""What a title review demands of a person: years, subjects and hours, and beside them what the record has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from rules_core.book import Period, RuleBook
from rules_core.decision import Citation, Decision, Operand, Step
from rules_core.model import ByTransferYear, RequiredCertificates
from rules_core.question import Question
from rules_core.review_record import with_record, without_origins
from rules_core.review_transfer import BROAD, with_transfer, without_transfer

#: `decide._decide_one`: (book, what is asked, facts, year, periods, relief), passed in so that no import is circular.
DecideOne = Callable[[RuleBook, str, Mapping[str, Any], int, Sequence[Period], bool], Decision]


def reviewed(question: Question, book: RuleBook, year: int, person: Mapping[str, Any], periods: Sequence[Period],
             today: date, decide_one: DecideOne) -> Decision:
    """What the review demands, each row of its table with what the record has and lacks."""
    decision = demanded(question, book, year, person, periods, today, decide_one)
    if question.record and "table" in decision.detail:
        decision, _ = with_record(decision, question.record)
    return without_origins(decision)


def demanded(question: Question, book: RuleBook, year: int, person: Mapping[str, Any], periods: Sequence[Period],
             today: date, decide_one: DecideOne) -> Decision:
    """What the review demands, with `detail["table"]` and the `origins` of its cells where years are demanded."""
    facts = with_transfer(question, book, person, periods, today)
    relief = question.relief and question.answers == "review"
    decision = decide_one(book, "review", facts, year, periods, relief)
    if "transferred" in decision.ask_for and person.get("transferred", BROAD) != BROAD:
        return decision.with_(detail={**decision.detail, "contradicts": ["transferred", "transfer_year"]})
    compiled = book.rules.get(decision.rule or "")
    effect = compiled.rule.effect if compiled is not None else None
    if isinstance(effect, ByTransferYear) and "transfer_year" in facts:
        return _by_transfer_year(book, year, facts, periods, decide_one, relief, decision, effect)
    if isinstance(effect, RequiredCertificates) and relief and not _relieved(book, decision.rule):
        # Asked whether anything is spared, a list of certificates is no answer: the text says nothing of it.
        return Decision("not_listed", year=year, losers=decision.losers)
    return decision


def _relieved(book: RuleBook, rule: str | None) -> bool:
    return any(rule in other.rule.exception_to for other in book.rules.values())


def _by_transfer_year(book: RuleBook, year: int, facts: Mapping[str, Any], periods: Sequence[Period],
                      decide_one: DecideOne, relief: bool, decision: Decision, effect: ByTransferYear) -> Decision:
    """Moved before the first year that is demanded: everything is demanded as of anybody else. Later: `decision`.

    What is demanded of anybody else may hang on facts that are not known yet; these are asked for.
    """
    moved = facts["transfer_year"]
    plain = without_transfer(facts)
    usual = decide_one(book, "review", plain, year, periods, False)
    if usual.outcome is None:
        return usual
    years = [row["year"] for row in usual.detail.get("table", ())]
    if not years or moved >= min(years):
        return decision
    if relief:
        usual = decide_one(book, "review", plain, year, periods, True)
    clause = book.rules[decision.rule or ""].rule.clause
    step = Step(decision.rule or "", clause, f"{moved} 年转任，早于要求的各个年度，各年度都要求", "state",
                (Operand(Fraction(moved), "fact:transfer_year"),))
    told = [rule.rule.about for rule in book.rules.values() if "transferred" in rule.own_facts]
    return usual.with_(trace=(*usual.trace, step), citations=(*usual.citations, Citation(clause, effect.quote)),
                       detail={**usual.detail, "sleeping": [s for s in usual.detail.get("sleeping", ())
                                                            if s not in told]})
