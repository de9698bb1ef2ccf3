"""Whatever is asked: a decision that can be proved, or FactError; never above a cap; the same every time."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import Decision, to_json
from rules_core.facts import FACTS, LIMITS, YEARS, FactError, check_facts
from rules_core.question import KEYS, Question, read_question
from rules_core.trace_check import trace_faults

PLACES = ("xj", "xj-city", "xj-aks", "bt", "nm", "nm-hhht")
#: The most that one activity can count: the city's caps on an event, and 兵团's on the conferences of a year.
CAPS = {"city.class": 60, "city.class_advanced": 60, "city.advanced_seminar": 60, "city.conference": 60,
        "city.further_study": 120, "bt.conference": 40}
profile = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@cache
def kb() -> KnowledgeBase:
    return load()


@cache
def terms(kind: str) -> tuple[str, ...]:
    return tuple(term.id for term in kb().terms.values() if term.kind == kind)


def _amount(name: str) -> st.SearchStrategy[Any]:
    low, high = LIMITS[name]
    if name in ("subjects", "age"):
        return st.integers(max(low, 1), high)
    return st.integers(1, 2 * high).map(lambda n: Fraction(n, 2))


def _fact(name: str) -> st.SearchStrategy[Any]:
    spec = FACTS[name]
    if spec.type == "bool":
        return st.booleans()
    if spec.type == "year":
        return st.integers(2017, 2027) | st.integers(*YEARS)
    return st.sampled_from(terms(name)) if spec.type == "term" else _amount(name)


def _facts(scope: str, *always: str) -> st.SearchStrategy[dict[str, Any]]:
    names = [name for name, spec in FACTS.items() if spec.scope == scope and name not in always]
    return st.fixed_dictionaries({name: _fact(name) for name in always},
                                 optional={name: _fact(name) for name in names})


def _birth() -> st.SearchStrategy[Any]:
    whole = st.dates(date(1930, 1, 1), date(2008, 12, 31)).map(lambda d: (d.year, d.month, d.day))
    return st.none() | whole | whole.map(lambda d: (d[0], d[1], None)) | whole.map(lambda d: (d[0], None, None))


def _records() -> st.SearchStrategy[dict[int, dict[str, Fraction]]]:
    """Hours done in years near the notices' own: often enough every cell that one demands, often less, often none."""
    hours = st.sampled_from([0, 10, 20, 29, 30, 59, 60, 90]).map(Fraction) | st.integers(0, 200).map(
        lambda n: Fraction(n, 2))
    cells = st.fixed_dictionaries({"public": hours, "professional": hours})
    some = st.dictionaries(st.sampled_from(["public", "professional"]), hours)
    return (st.just({}) | st.fixed_dictionaries(dict.fromkeys(range(2020, 2026), cells))
            | st.dictionaries(st.integers(2018, 2026), cells | some, max_size=6))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Questions that can be read: any facts in any place and year."""
    activities = draw(st.lists(_facts("activity", "activity"), max_size=3))
    return Question(draw(st.sampled_from(("hours", "requirement", "review", "remaining"))),
                    draw(st.sampled_from(PLACES)), draw(st.none() | st.integers(2017, 2027)), draw(_facts("person")),
                    tuple(activities), draw(_birth()), draw(st.booleans()),
                    draw(st.none() | st.dates(date(2015, 1, 1), date(2030, 1, 1))), record=draw(_records()))


TODAYS = st.dates(date(2018, 1, 1), date(2027, 12, 31))


def _decisions(decision: Decision) -> list[Decision]:
    return [decision, *(inner for part in decision.parts for inner in _decisions(part))]


@profile
@given(questions(), TODAYS)
def test_every_figure_can_be_proved(question: Question, today: date) -> None:
    decision = decide(question, kb().book, today)
    assert trace_faults(decision, question, kb().book, today) == []


@profile
@given(questions(), TODAYS)
def test_every_citation_is_verbatim(question: Question, today: date) -> None:
    for citation in decide(question, kb().book, today).citations:
        text = kb().clause_text(citation.clause)
        assert text is not None and count_quote(text, citation.quote) == 1


@profile
@given(questions(), TODAYS)
def test_hours_stay_below_the_caps_and_subjects_make_up_the_whole(question: Question, today: date) -> None:
    decision = decide(question, kb().book, today)
    for one in _decisions(decision):
        if one.outcome == "hours" and not one.parts and one.rule in CAPS:
            assert one.hours is not None and one.hours <= CAPS[one.rule]
        by = list(one.by_subject.values())
        if one.hours is not None:
            assert one.hours >= 0
            if None not in by:
                assert sum(h for h in by if h is not None) == one.hours
    pooled = [p.hours or 0 for p in decision.parts if p.rule == "bt.conference"]
    assert sum(pooled) <= 40


@profile
@given(questions(), TODAYS)
def test_the_same_question_gives_the_same_bytes(question: Question, today: date) -> None:
    def run() -> str:
        return json.dumps(to_json(decide(question, kb().book, today), full=True), ensure_ascii=False)

    assert run() == run()


@profile
@given(questions(), TODAYS, st.randoms(use_true_random=False))
def test_the_order_of_facts_does_not_matter(question: Question, today: date, random: Any) -> None:
    def shuffled(facts: Any) -> dict[Any, Any]:
        names = list(facts)
        random.shuffle(names)
        return {name: facts[name] for name in names}

    other = Question(question.answers, question.jurisdiction, question.year, shuffled(question.person),
                     tuple(shuffled(a) for a in question.activities), question.birth, question.relief, question.day,
                     record=shuffled({year: shuffled(cells) for year, cells in question.record.items()}))
    assert decide(question, kb().book, today) == decide(other, kb().book, today)


@profile
@given(questions(), TODAYS)
def test_what_is_asked_for_is_not_known_yet(question: Question, today: date) -> None:
    """A fact is asked for because it is not stated, or stated too broadly to tell."""
    decision = decide(question, kb().book, today)
    if decision.outcome is not None or decision.detail.get("not_covered"):
        return
    at = decision.detail.get("at", 0)
    stated = {**question.person, **(question.activities[at] if question.activities else {})}
    for fact in decision.ask_for:
        if fact == "record":
            assert decision.detail["open"]
            assert not any(cell["subject"] in question.record.get(cell["year"], {}) for cell in decision.detail["open"])
            continue
        if fact == "age" and question.birth is not None and "age" in stated:
            # The stated age and the birth date exclude each other.
            assert decision.detail["contradicts"] == ["age", "birth"]
            continue
        if fact == "done_total" and fact in stated:
            # The total is less than what is stated of a subject, or not what both come to.
            assert decision.detail["contradicts"][0] == "done_total"
            continue
        if fact == "transferred" and "transfer_year" in stated:
            # What is stated of the transfer contradicts its year.
            continue
        broad = fact in stated and any(kb().book.terms.covers(str(stated[fact]), t) and t != stated[fact]
                                       for t in terms(fact))
        assert fact not in stated or broad, fact


def _reviews() -> st.SearchStrategy[Question]:
    """Questions on what is missing for a review, where a notice demands years."""
    person = st.fixed_dictionaries(
        {"purpose": st.sampled_from(["title_review", "title_confirmation"]), "title_level": _fact("title_level")},
        optional={name: _fact(name)
                  for name in ("degree", "gender", "age", "sector", "transfer_year", "course_subject")})
    places = st.sampled_from(["nm-hhht", "xj-aks"])
    return st.builds(lambda kind, place, person, record: Question(kind, place, None, person, record=record),
                     st.sampled_from(["review", "remaining"]), places, person, _records())


@profile
@given(_reviews(), st.sampled_from([date(2022, 6, 1), date(2025, 6, 1)]))
def test_what_is_missing_can_be_proved(question: Question, today: date) -> None:
    decision = decide(question, kb().book, today)
    assert trace_faults(decision, question, kb().book, today) == []
    for clause, quote in [(c.clause, c.quote) for c in decision.citations]:
        text = kb().clause_text(clause)
        assert text is not None and count_quote(text, quote) == 1


@profile
@given(_reviews(), st.sampled_from([date(2022, 6, 1), date(2025, 6, 1)]), st.data())
def test_more_done_never_makes_more_missing(question: Question, today: date, data: st.DataObject) -> None:
    """And only in its own cell: a surplus fills no other."""
    before = decide(question, kb().book, today)
    if question.answers == "review" or before.outcome != "hours":
        return
    row = data.draw(st.sampled_from(before.detail["table"]))
    subjects = [s for s in ("public", "professional") if row.get(f"done_{s}") is not None]
    if not subjects:
        return
    subject = data.draw(st.sampled_from(subjects))
    year, more = row["year"], data.draw(st.integers(1, 200).map(lambda n: Fraction(n, 2)))
    cells = {**question.record[year], subject: question.record[year][subject] + more}
    after = decide(Question(question.answers, question.jurisdiction, None, question.person,
                            record={**question.record, year: cells}), kb().book, today)
    assert before.hours is not None and after.hours == before.hours - min(more, row[f"missing_{subject}"])


@profile
@given(_records(), st.sampled_from(PLACES), TODAYS)
def test_no_total_leaves_a_year_out(record: dict[int, dict[str, Fraction]], place: str, today: date) -> None:
    decision = decide(Question("remaining", place, None, {}, record=record), kb().book, today)
    if not record or decision.detail.get("not_covered"):
        return
    uncovered = [year for year in record if not kb().book.periods(place, year)]
    if decision.hours is not None:
        assert not uncovered and all(set(cells) == {"public", "professional"} for cells in record.values())
        assert [row["year"] for row in decision.detail["table"]] == sorted(record)
    if uncovered:
        assert (decision.outcome, decision.hours) == ("not_listed", None)
        assert [row["year"] for row in decision.detail["table"] if row.get("not_covered")] == sorted(uncovered)


_JUNK = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
                     lambda inner: (st.lists(inner, max_size=3)
                                    | st.dictionaries(st.text(max_size=8), inner, max_size=3)),
                     max_leaves=6)


@profile
@given(st.dictionaries(st.sampled_from(sorted(FACTS)) | st.text(max_size=6), _JUNK, max_size=4))
def test_any_facts_are_taken_or_refused(facts: dict[str, Any]) -> None:
    try:
        clean = check_facts(facts)
    except FactError as error:
        assert error.field in map(str, facts) and len(str(error)) < 800
        return
    assert set(clean) <= set(FACTS)
    decide(Question("hours", "bt", 2019, {}, (clean,)), kb().book, date(2019, 6, 1))
    decide(Question("review", "nm-hhht", 2022, clean), kb().book, date(2022, 6, 1))


@profile
@given(st.dictionaries(st.sampled_from(KEYS), _JUNK | st.sampled_from(["hours", "review", "bt", 2019]), max_size=6))
def test_any_question_is_read_or_refused(raw: dict[str, Any]) -> None:
    try:
        question = read_question(raw)
        decide(question, kb().book, date(2019, 6, 1))
    except FactError as error:
        assert str(error)
