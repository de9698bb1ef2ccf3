"""Every activity and circumstance in every place and year: one decision, or what is missing, or no text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import product

import pytest

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.facts import FACTS
from rules_core.question import Question

TODAY = date(2025, 6, 1)
YEARS = range(2017, 2028)
PLACES = ("xj", "xj-city", "xj-aks", "bt", "nm", "nm-hhht")
#: The first year that any text answers for, in the place or above it (contract, section 1).
FIRST_YEAR = {"xj": 2021, "xj-city": 2021, "xj-aks": 2021, "bt": 2019, "nm": None, "nm-hhht": 2022}
OUTCOMES = {"hours", "deemed_complete", "exempt", "reduced", "reference_only", "per_prior_policy", "set_by_organizer",
            "set_elsewhere", "not_met", "not_listed", "not_recognized", "recognized", "lookup"}


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load()


def _state(decision: Decision) -> str:
    """Which of the three a decision is. Fails where it is none or more than one."""
    states = []
    if decision.detail.get("not_covered"):
        states.append("not_covered")
    elif decision.outcome is None:
        assert decision.ask_for, decision
        states.append("need_info")
    else:
        assert decision.outcome in OUTCOMES
        assert not decision.ask_for or decision.outcome == "set_by_organizer"
        states.append("decision")
    assert decision.outcome == "hours" or decision.hours is None or decision.outcome in ("deemed_complete", "reduced")
    assert all(fact in FACTS or fact in ("region", "record") for fact in decision.ask_for)
    return states[0]


@pytest.mark.parametrize("place", PLACES)
def test_every_topic_in_every_year(kb: KnowledgeBase, place: str) -> None:
    topics = [term.id for term in kb.terms.values() if term.kind == "activity"]
    levels = (None, "national", "prefecture")
    first = FIRST_YEAR[place]
    for topic, year, level in product(topics, YEARS, levels):
        facts = {"activity": topic, "level": level, "days": 2, "months": 12, "hours": 8, "subjects": 1,
                 "presented": False}
        state = _state(decide(Question("hours", place, year, {}, (facts,)), kb.book, TODAY))
        assert (state == "not_covered") is (first is None or year < first), (topic, year, level)


@pytest.mark.parametrize("place", PLACES)
def test_every_topic_alone(kb: KnowledgeBase, place: str) -> None:
    """Nothing but the activity is known: a decision, or a fact of the closed list is asked for."""
    for topic, year in product((t.id for t in kb.terms.values() if t.kind == "activity"), YEARS):
        _state(decide(Question("hours", place, year, {}, ({"activity": topic},)), kb.book, TODAY))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("answers", ["requirement", "remaining", "review"])
def test_every_circumstance_in_every_year(kb: KnowledgeBase, place: str, answers: str) -> None:
    def of(kind: str) -> list[str | None]:
        return [None, *(term.id for term in kb.terms.values() if term.kind == kind)]

    first = FIRST_YEAR[place]
    for year, purpose, gender, sector, degree, age in product((2018, 2019, 2021, 2022, 2025, 2027), of("purpose"),
                                                              of("gender"), of("sector"), of("degree"), (None, 30, 52)):
        person = {"purpose": purpose, "gender": gender, "sector": sector, "degree": degree, "age": age}
        for relief in (False, True):
            state = _state(decide(Question(answers, place, year, person, relief=relief), kb.book, TODAY))  # type: ignore[arg-type]
            assert (state == "not_covered") is (first is None or year < first)


def test_bt_borrows_nothing_and_lends_nothing(kb: KnowledgeBase) -> None:
    topics = [term.id for term in kb.terms.values() if term.kind == "activity"]
    for place, topic, year in product(PLACES, topics, YEARS):
        facts = {"activity": topic, "level": "national", "days": 2, "months": 12, "hours": 8, "subjects": 1,
                 "presented": False, "title_level": "senior", "organizer": "department", "degree_obtained": True}
        person = {name: facts.pop(name) for name in ("title_level",)}
        decision = decide(Question("hours", place, year, person, (facts,)), kb.book, TODAY)
        for clause in [c.clause for c in decision.citations] + [step.clause for step in decision.trace]:
            assert clause.startswith("bt-2019#") is (place == "bt"), (place, topic, year, clause)
            assert not (place == "xj" and clause.startswith(("xj-city", "aks"))), "never downwards"
            assert not (place == "xj-aks" and clause.startswith("xj-city")), "never sideways"
            assert not (place == "xj-city" and clause.startswith("aks")), "never sideways"
            assert clause.startswith("hhht-2022#") is (place == "nm-hhht")


def test_every_loser_has_a_reason_and_the_winner_is_none_of_them(kb: KnowledgeBase) -> None:
    for place, term in product(PLACES, kb.terms.values()):
        if term.kind == "activity":
            decision = decide(Question("hours", place, 2025, {}, ({"activity": term.id, "days": 1},)), kb.book, TODAY)
            names = [lost.rule for lost in decision.losers]
            assert decision.rule not in names or decision.outcome == "not_met"
            assert all(lost.why for lost in decision.losers)
