"""Rules of higher levels stand back for the winner below, as is declared; the pairs are those that select() meets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest

from policy_kb.loader import load
from rules_core.book import RuleBook, build_book, compile_rule
from rules_core.decide import decide
from rules_core.decision import Loser
from rules_core.meeting import facts_of_meeting, meetings
from rules_core.model import Document, Fixed, Jurisdiction, NotMet, Relation, Rule
from rules_core.question import read_question
from rules_core.relations import standing_back
from rules_core.select import select
from rules_core.terms import TermTree

TERMS = TermTree({"talk": None, "lecture": "talk", "exam": None, "town": None, "state": None})
PLACES = {"land": Jurisdiction(id="land", name="州"), "town": Jurisdiction(id="town", name="镇", parent="land"),
          "lane": Jurisdiction(id="lane", name="巷", parent="town"), "isle": Jurisdiction(id="isle", name="岛")}
DOCUMENTS = {
    "land-1": Document(id="land-1", title="州", jurisdiction="land", applies_to_years=[2020, 2021]),
    "land-2": Document(id="land-2", title="州", jurisdiction="land", applies_from_year=2024),
    "town-1": Document(id="town-1", title="镇", jurisdiction="town", applies_to_years=[2021, 2022]),
    "lane-1": Document(id="lane-1", title="巷", jurisdiction="lane", applies_from_year=2020),
    "isle-1": Document(id="isle-1", title="岛", jurisdiction="isle", applies_from_year=2020),
}


def _rule(name: str, when: Mapping[str, Any], *relations: tuple[str, str, str | None], exceptions: tuple[str, ...] = (),
          effect: Any = None, document: str | None = None) -> Rule:
    return Rule(id=name, clause=f"{document or name.partition('.')[0] + '-1'}#一", answers="hours", about=name,
                when=dict(when), effect=effect or Fixed(hours=1, quote="1 学时"), exception_to=list(exceptions),
                relations=[Relation(to=[to], kind=kind, why=why) for to, kind, why in relations])  # type: ignore[arg-type]


def _book(*rules: Rule) -> RuleBook:
    compiled = [compile_rule(r, DOCUMENTS[r.clause.partition("#")[0]], TERMS) for r in rules]
    return build_book(PLACES, DOCUMENTS, TERMS, {}, compiled, {"presented": (True, False), "passed": (True, False)})


def _pairs(book: RuleBook) -> set[tuple[str, str]]:
    return {(meeting.lower.id, meeting.higher.id) for meeting in meetings(book)}


def _back(book: RuleBook, winner: str, **facts: Any) -> tuple[tuple[Loser, ...], tuple[str, ...]]:
    above = [r for r in book.rules.values() if r.jurisdiction in book.chain(book.rules[winner].jurisdiction)[1:]]
    return standing_back(book, book.rules[winner], above, facts)


def test_each_stands_back_by_the_kind_that_is_declared() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}), _rule("land.all", {"presented": True}),
                 _rule("town.talk", {"activity": "talk"}),
                 _rule("lane.talk", {"activity": "talk"}, ("land.talk", "details", None),
                       ("town.talk", "repeats", None), ("land.all", "narrows", None)))
    assert _back(book, "lane.talk", activity="talk", presented=True) == ((
        Loser("land.talk", "stands back: lane.talk details it"), Loser("land.all", "stands back: lane.talk narrows it"),
        Loser("town.talk", "stands back: lane.talk repeats it")), ())


def test_one_whose_condition_does_not_hold_is_passed_over() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}), _rule("land.all", {"presented": True}),
                 _rule("town.talk", {"activity": "talk"}, ("land.talk", "repeats", None),
                       ("land.all", "diverges", "两级不同")))
    only = ((Loser("land.talk", "stands back: town.talk repeats it"),), ())
    assert _back(book, "town.talk", activity="talk", presented=False) == only
    assert _back(book, "town.talk", activity="talk") == only, "unknown is not true"


def test_where_two_levels_diverge_the_person_is_told_once() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}), _rule("land.all", {"presented": True}),
                 _rule("town.talk", {"activity": "talk"}, ("land.talk", "diverges", "两级不同"),
                       ("land.all", "diverges", "两级不同")))
    losers, caveats = _back(book, "town.talk", activity="talk", presented=True)
    assert [lost.why for lost in losers] == ["stands back: town.talk diverges from it"] * 2 and caveats == ("两级不同",)


def test_one_that_is_defeated_on_its_own_level_gives_no_caveat() -> None:
    book = _book(_rule("land.never", {"presented": False}, effect=NotMet(quote="不计")),
                 _rule("land.talk", {"activity": "talk"}, exceptions=("land.never",)),
                 _rule("town.talk", {"activity": "talk"}, ("land.talk", "details", None),
                       ("land.never", "diverges", "州里不计")))
    assert _back(book, "town.talk", activity="talk", presented=False) == ((
        Loser("land.never", "defeated by land.talk"), Loser("land.talk", "stands back: town.talk details it")), ())


def test_a_pair_that_nobody_declared_still_stands_back() -> None:
    book = _book(_rule("land.talk", {"activity": "talk"}), _rule("town.talk", {"activity": "talk"}))
    assert _back(book, "town.talk", activity="talk") == (
        (Loser("land.talk", "stands back: town.talk is of a nearer level"),), ())


def test_no_rule_above_speaks() -> None:
    book = _book(_rule("land.exam", {"activity": "exam"}), _rule("town.talk", {"activity": "talk"}),
                 _rule("isle.talk", {"activity": "talk"}))
    assert _back(book, "town.talk", activity="talk") == ((), ())
    assert _back(book, "isle.talk", activity="talk") == ((), ())


@pytest.mark.parametrize(("lower", "higher", "meet"), [
    ({"activity": "talk"}, {"activity": "lecture"}, True),
    ({"activity": "talk"}, {"activity": "exam"}, False),
    ({"activity": "talk"}, {"presented": False}, True),
    ({"activity": "talk", "presented": True}, {"presented": False}, False),
    ({"activity": {"not": ["talk"]}}, {"activity": "lecture"}, False),
    ({"activity": {"not": ["lecture"]}}, {"activity": {"not": ["exam"]}}, True),
    ({"age": {"at_least": 50, "below": 55}}, {"age": {"at_least": 54}}, True),
    ({"age": {"below": 50}}, {"age": {"at_least": 50}}, False),
    ({"any": [{"activity": "exam"}, {"level": "town"}]}, {"activity": "talk", "level": "town"}, True),
    ({"any": [{"activity": "exam"}, {"level": "town"}]}, {"activity": "talk", "level": "state"}, False),
])
def test_rules_meet_where_some_facts_make_both_true(lower: dict[str, Any], higher: dict[str, Any], meet: bool) -> None:
    book = _book(_rule("land.a", higher), _rule("town.a", lower), _rule("isle.a", lower))
    assert _pairs(book) == ({("town.a", "land.a")} if meet else set())


def test_a_rule_that_is_always_defeated_there_does_not_meet() -> None:
    """town.talk never wins where presented is false, land.all never for an examination: neither needs a relation."""
    book = _book(_rule("land.all", {"presented": False}),
                 _rule("land.exam", {"activity": "exam"}, exceptions=("land.all",)),
                 _rule("town.talk", {"activity": "talk"}), _rule("town.exam", {"activity": "exam"}),
                 _rule("town.none", {"presented": False}, exceptions=("town.talk",)))
    assert _pairs(book) == {("town.exam", "land.exam"), ("town.none", "land.all"), ("town.none", "land.exam")}


def test_exceptions_that_defeat_only_together() -> None:
    """Each activity has an exception of its own; between them nothing of the rule is left."""
    ways = [_rule(f"land.{name}", {"activity": name, "presented": False}, exceptions=("land.all",))
            for name in ("lecture", "exam")]
    book = _book(_rule("land.all", {"presented": False}), *ways, _rule("town.some", {"activity": ["lecture", "exam"]}))
    assert ("town.some", "land.all") not in _pairs(book)
    wider = _book(_rule("land.all", {"presented": False}), *ways, _rule("town.some", {"activity": ["talk", "exam"]}))
    assert ("town.some", "land.all") in _pairs(wider)


def test_an_exception_by_age_leaves_the_younger() -> None:
    old = _rule("land.old", {"presented": False, "age": {"at_least": 50}}, exceptions=("land.all",))
    book = _book(_rule("land.all", {"presented": False}), old, _rule("town.young", {"age": {"below": 60}}),
                 _rule("town.older", {"age": {"at_least": 55}}))
    assert _pairs(book) == {("town.young", "land.all"), ("town.young", "land.old"), ("town.older", "land.old")}
    facts = facts_of_meeting(book, book.rules["town.young"], book.rules["land.all"])
    assert facts is not None and facts["age"] < 50


def test_notices_that_never_answer_for_one_year_do_not_meet() -> None:
    """town-1 ends in 2022 but is carried over; so it meets land-2 of 2024. Nothing is carried backwards."""
    talk = {"activity": "talk"}
    rules = [_rule("land.new", talk, document="land-2"), _rule("land.old", talk), _rule("town.talk", talk)]
    assert _pairs(_book(*rules)) == {("town.talk", "land.new"), ("town.talk", "land.old")}
    places = {**DOCUMENTS, "town-1": Document(id="town-1", title="镇", jurisdiction="town", applies_from_year=2025)}
    compiled = [compile_rule(r, places[r.clause.partition("#")[0]], TERMS) for r in rules]
    assert _pairs(build_book(PLACES, places, TERMS, {}, compiled, {})) == {("town.talk", "land.new")}


@pytest.fixture(scope="module")
def book() -> Iterator[RuleBook]:
    yield load(folders=None).book


#: Activities for which a rule looks at the subject of the course.
_COURSES = ("training_class", "remote_training")


def _questions(kb_terms: TermTree) -> Iterator[tuple[str, dict[str, Any]]]:
    activities = sorted({term for root in ("academic_exchange", "training_class", "exam", "patent", "service_post")
                         for term in kb_terms.under(root)}) + [
        "academic_visit", "study_tour", "advanced_seminar", "further_study", "remote_training", "skill_training",
        "practice", "minority_tech_training", "degree_education", "party_school", "teaching", "publicity_tour",
        "other_form", "breakthrough", "paper", "monograph", "project"]
    for activity, level, organizer, flag, passed, degree in product(
            [None, *activities], (None, "national", "county"),
            (None, "university", "association", "department", "own_employer"), (None, True, False), (None, False),
            (None, "associate")):
        for subject in (None, "public", "professional") if activity in _COURSES else (None,):
            stated = {"activity": activity, "level": level, "organizer": organizer, "on_platform": flag,
                      "passed": passed, "degree": degree, "course_subject": subject}
            yield "hours", {name: value for name, value in stated.items() if value is not None}
    for occupation in (None, "school_teacher", "health"):
        yield "requirement", {"occupation": occupation} if occupation else {}


def test_the_pairs_are_those_that_the_selection_meets(book: RuleBook) -> None:
    """Every question of the table, put to each level by itself: who wins below and who above, in 2025."""
    found: set[tuple[str, str]] = set()
    for place in ("xj-city", "xj-aks"):
        below, above = book.periods(place, 2025)
        for answers, facts in _questions(book.terms):
            lower, higher = (select(book, answers, facts, (period,)).winner for period in (below, above))
            if lower is not None and higher is not None:
                found.add((lower.id, higher.id))
                losers, caveats = standing_back(book, lower, (higher,), facts)
                assert "nearer level" not in losers[0].why
                assert bool(caveats) is (book.relations[lower.id, higher.id].kind == "diverges")
    assert found == {pair for pair in _pairs(book) if book.rules[pair[0]].jurisdiction in ("xj-city", "xj-aks")}
    assert found == set(book.relations)


def test_every_kind_is_used_and_what_diverges_says_why(book: RuleBook) -> None:
    assert {relation.kind for relation in book.relations.values()} == {"repeats", "details", "narrows", "diverges"}
    assert all(relation.why for relation in book.relations.values() if relation.kind == "diverges")


def test_a_decision_names_the_rule_that_stands_back() -> None:
    question = read_question({"question": "hours", "region": "xj-city",
                              "activities": [{"activity": "academic_conference", "level": "national", "days": 3}]})
    decision = decide(question, load().book, date(2025, 6, 1))
    assert "stands back: city.conference details it" in {lost.why for lost in decision.losers}


def test_a_decision_says_where_the_levels_diverge() -> None:
    book = load().book
    teacher = {"occupation": "school_teacher"}
    question = read_question({"question": "requirement", "region": "xj-city", "person": teacher})
    decision = decide(question, book, date(2025, 6, 1))
    relation = book.relations["city.requirement", "xj.requirement_teacher"]
    assert relation.kind == "diverges" and relation.why in decision.caveats
    plain_person = decide(read_question({"question": "requirement", "region": "xj-city"}), book, date(2025, 6, 1))
    assert relation.why not in plain_person.caveats
