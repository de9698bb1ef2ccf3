"""Hours recognised before take their room of a yearly limit, provably; what has a day goes by the notices of it."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import jsonschema
import pytest

from policy_kb.loader import load
from rules_core.book import RuleBook
from rules_core.calendar import calendars, span_of_days
from rules_core.decide import decide
from rules_core.decision import Operand, to_json
from rules_core.decision_schema import decision_schema
from rules_core.facts import FactError
from rules_core.model import Document, Jurisdiction
from rules_core.question import Question, Recognised, read_question
from rules_core.trace_check import trace_faults

TODAY = date(2025, 6, 1)
THREE_DAYS = {"activity": "academic_conference", "level": "national", "days": 3, "presented": False}


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load().book


def _question(*recognised: Recognised, activities: int = 1, **more: Any) -> Question:
    return Question("hours", "bt", 2019, activities=(THREE_DAYS,) * activities, recognised=recognised, **more)


def _entry(hours: int, rule: str = "bt.conference", year: int = 2019) -> Recognised:
    return Recognised(rule, Fraction(hours), year)


@pytest.mark.parametrize(("recognised", "hours"), [
    ((), 18), ((_entry(18),), 18), ((_entry(30),), 10), ((_entry(20), _entry(15)), 5), ((_entry(40),), 0),
    ((_entry(50),), 0), ((_entry(30, year=2018),), 18), ((_entry(30, rule="bt.title_exam"),), 18), ((_entry(0),), 18),
])
def test_what_was_recognised_goes_first(book: RuleBook, recognised: tuple[Recognised, ...], hours: int) -> None:
    question = _question(*recognised)
    decision = decide(question, book, TODAY)
    assert decision.hours == hours
    assert trace_faults(decision, question, book, TODAY) == []


def test_and_what_stands_before_in_the_question(book: RuleBook) -> None:
    question = _question(_entry(10), activities=3)
    decision = decide(question, book, TODAY)
    assert [part.hours for part in decision.parts] == [18, 12, 0]
    assert trace_faults(decision, question, book, TODAY) == []


def test_a_trace_that_leaves_something_out_is_found(book: RuleBook) -> None:
    question = _question(_entry(18))
    forgetful = decide(_question(), book, TODAY)
    assert "18 hours recognised before are not taken off" in trace_faults(forgetful, question, book, TODAY)


def test_a_trace_that_invents_something_is_found(book: RuleBook) -> None:
    honest = decide(_question(_entry(30)), book, TODAY)
    assert any("is not from recognised:0" in fault for fault in trace_faults(honest, _question(), book, TODAY))
    assert any("is not from recognised:0" in fault
               for fault in trace_faults(honest, _question(_entry(29)), book, TODAY))
    other = _question(_entry(30, rule="bt.title_exam"))
    assert any("is not from recognised:0" in fault for fault in trace_faults(honest, other, book, TODAY))
    moved = honest.with_(trace=tuple(
        type(step)(step.rule, step.clause, step.text, step.op, tuple(
            Operand(o.value, "recognised:7" if o.origin == "recognised:0" else o.origin) for o in step.operands),
            step.result) for step in honest.trace))
    assert any("is not from recognised:7" in fault for fault in trace_faults(moved, _question(_entry(30)), book, TODAY))


def test_plain_data(book: RuleBook) -> None:
    raw = {"region": "bt", "year": 2019, "activities": [THREE_DAYS], "dates": ["2019-05-03"],
           "recognised": [{"rule": "bt.conference", "hours": 30}]}
    question = read_question(raw)
    assert question.recognised == (_entry(30),)
    assert question.dates == (date(2019, 5, 3),)
    assert decide(question, book, TODAY).hours == 10


@pytest.mark.parametrize(("raw", "field"), [
    ({"recognised": 3}, "recognised"), ({"recognised": [3]}, "recognised"),
    ({"recognised": [{"rule": "x"}]}, "recognised"),
    ({"recognised": [{"rule": "x", "hours": -1, "year": 2019}]}, "recognised"),
    ({"recognised": [{"rule": "x", "hours": 3, "year": 3}]}, "recognised"),
    ({"recognised": [{"rule": "x", "hours": 3}]}, "recognised"),
    ({"recognised": [{"rule": "x", "hours": 3, "year": 2019, "more": 1}]}, "recognised"),
    ({"dates": "2019-05-03"}, "dates"), ({"dates": ["yesterday"]}, "dates"),
    ({"dates": ["2019-05-03", "2019-05-04"]}, "dates"),
])
def test_plain_data_that_cannot_be_read(raw: dict[str, Any], field: str) -> None:
    with pytest.raises(FactError) as error:
        read_question({"region": "bt", "activities": [THREE_DAYS], **raw})
    assert error.value.field == field


class TestDays:
    @pytest.mark.parametrize(("day", "rule"), [
        (date(2022, 6, 30), "xj.conference"), (date(2022, 7, 1), "city.conference"),
        (date(2022, 12, 31), "city.conference"), (date(2021, 1, 1), "xj.conference"), (None, "city.conference"),
    ])
    def test_the_notices_in_force(self, book: RuleBook, day: date | None, rule: str) -> None:
        question = Question("hours", "xj-city", 2022, activities=(THREE_DAYS,), dates=(day,))
        decision = decide(question, book, TODAY)
        assert decision.rule == rule
        assert trace_faults(decision, question, book, TODAY) == []

    def test_what_is_said_of_where_the_rule_comes_from(self, book: RuleBook) -> None:
        before, after = (decide(Question("hours", "xj-city", 2022, activities=(THREE_DAYS,), dates=(day,)), book, TODAY)
                         for day in (date(2022, 6, 30), date(2022, 7, 1)))
        assert any("没有收录" in caveat for caveat in before.caveats)
        assert not any("上级" in caveat for caveat in after.caveats)

    def test_a_day_before_every_notice(self, book: RuleBook) -> None:
        question = Question("hours", "xj-city", 2021, activities=(THREE_DAYS, THREE_DAYS),
                            dates=(date(2021, 5, 1), date(2020, 12, 31)))
        decision = decide(question, book, TODAY)
        assert decision.outcome is None
        assert decision.detail == {"not_covered": "earlier_year", "at": 1}

    def test_without_days_nothing_changes(self, book: RuleBook) -> None:
        for region in ("xj-city", "bt", "nm-hhht"):
            for year in (2019, 2021, 2022, 2025):
                question = Question("hours", region, year, activities=(THREE_DAYS,))
                assert decide(question, book, TODAY) == decide(question.with_(dates=(None,)), book, TODAY)


def _document(name: str, **more: Any) -> Document:
    return Document(id=name, title=name, jurisdiction="x", **more)


@pytest.mark.parametrize(("document", "span"), [
    ({"in_force_from": "2022-07-01"}, ("2022-07-01", None)),
    ({"in_force_from": "2022-07-01", "in_force_to": "2023-03-31"}, ("2022-07-01", "2023-03-31")),
    ({"issued": "2022-05-06"}, ("2022-01-01", None)),
    ({"issued": "2022-05-06", "in_force_to": "2023-03-31"}, ("2022-01-01", "2023-03-31")),
    ({"applies_to_years": [2021, 2022], "in_force_from": "2021-07-01"}, ("2021-01-01", "2022-12-31")),
    ({"applies_from_year": 2021, "in_force_from": "2021-07-01"}, ("2021-01-01", None)),
    ({}, (None, None)),
    ({"in_force_to": "9999-12-31"}, (None, "9999-12-31")),
])
def test_from_which_day_to_which(document: dict[str, Any], span: tuple[str | None, str | None]) -> None:
    found = span_of_days(_document("d", **document))
    assert tuple(day.isoformat() if day else None for day in found) == span


def test_a_notice_gives_way_to_the_next_on_its_day() -> None:
    places = {"x": Jurisdiction(id="x", name="某地")}
    documents = [_document("old", in_force_from="2020-01-01", in_force_to="2022-06-30"),
                 _document("new", in_force_from="2022-07-01"), _document("endless", in_force_to="9999-12-31")]
    calendar = calendars(places, documents)["x"]
    told = {day: sorted(name for period in calendar.on(date.fromisoformat(day)) for name in period.documents)
            for day in ("2019-12-31", "2020-01-01", "2022-06-30", "2022-07-01")}
    assert told == {"2019-12-31": ["endless"], "2020-01-01": ["endless", "old"], "2022-06-30": ["endless", "old"],
                    "2022-07-01": ["endless", "new"]}


def test_the_schema_of_decisions_knows_where_the_room_went(book: RuleBook) -> None:
    jsonschema.validate(to_json(decide(_question(_entry(30)), book, TODAY), full=True), decision_schema())
