"""The record of a title review: how it is read, where its cells come from, and that a false table is found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction as F
from typing import Any

import pytest
from msgspec.structs import replace

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import Decision, Operand, to_json
from rules_core.facts import FactError
from rules_core.question import Question, read_question
from rules_core.record import check_record
from rules_core.table_check import table_faults, year_faults
from rules_core.trace_check import trace_faults

TODAY = date(2022, 6, 1)
RECORD = {2020: {"public": 30}, 2021: {"public": 20, "professional": 42}, 2022: {"public": 30, "professional": 90}}
SENIOR = {"purpose": "title_review", "title_level": "senior"}


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load(folders=None)


def _asked(**more: Any) -> Question:
    return read_question({"question": "remaining", "region": "nm-hhht", "person": SENIOR, "record": RECORD, **more})


@pytest.mark.parametrize(("raw", "clean"), [
    ({2021: {"public": 30, "professional": 42.5}}, {2021: {"public": F(30), "professional": F(85, 2)}}),
    ({"2022": {"public": 0}, "2021": {"professional": "1/2"}},
     {2021: {"professional": F(1, 2)}, 2022: {"public": F(0)}}),
    ({2021: {"public": None, "professional": 3}}, {2021: {"professional": F(3)}}),
    ({2021: {}}, {2021: {}}),
    ({1949: {"public": 10_000}, 2100: {"public": 0}}, {1949: {"public": F(10_000)}, 2100: {"public": F(0)}}),
    ({}, {}),
])
def test_a_record_is_made_exact(raw: dict[Any, Any], clean: dict[int, dict[str, F]]) -> None:
    """What is not stated stays away: it is unknown, not zero."""
    assert check_record(raw) == clean
    assert list(check_record(raw)) == sorted(clean)


@pytest.mark.parametrize(("raw", "message"), [
    ([2021], "record takes hours by year and subject, as in {2021: {public: 30, professional: 42}}, not [2021]"),
    ({2021: 30}, "record takes hours by year and subject, as in {2021: {public: 30, professional: 42}}; 2021 has 30"),
    ({2021: {"公需": 30}}, "record takes the subjects public, professional, not '公需' (2021)"),
    ({2021: {"public": -1}}, "record takes hours from 0 to 10000, not -1 (2021, public)"),
    ({2021: {"public": 10_001}}, "record takes hours from 0 to 10000, not 10001 (2021, public)"),
    ({2021: {"public": "三十"}}, "record takes hours as a number, not '三十' (2021, public)"),
    ({2021: {"public": True}}, "record takes hours as a number, not True (2021, public)"),
    ({1948: {"public": 30}}, "record takes years from 1949 to 2100 as keys, not 1948"),
    ({2101: {"public": 30}}, "record takes years from 1949 to 2100 as keys, not 2101"),
    ({2021.5: {"public": 30}}, "record takes years from 1949 to 2100 as keys, not 2021.5"),
    ({"去年": {"public": 30}}, "record takes years from 1949 to 2100 as keys, not '去年'"),
    ({"2021": {"public": 30}, 2021: {"public": 20}}, "record states the year 2021 twice"),
])
def test_a_record_that_cannot_be_used_is_refused(raw: Any, message: str) -> None:
    for read in (check_record, lambda record: read_question({"region": "xj", "record": record})):
        with pytest.raises(FactError) as error:
            read(raw)
        assert (error.value.field, str(error.value)) == ("record", message)


def test_each_cell_is_a_step_from_the_record(kb: KnowledgeBase) -> None:
    question = _asked()
    decision = decide(question, kb.book, TODAY)
    assert [step.text for step in decision.trace if step.op in ("difference", "shortfall")] == [
        "2020 年公需科目：30 − 30 = 0 学时", "2021 年公需科目：30 − 20 = 10 学时", "2021 年专业科目：60 − 42 = 18 学时",
        "2022 年公需科目：30 − 30 = 0 学时", "2022 年专业科目：已完成 90 学时，达到 60 学时，还差 0 学时"]
    cell = next(step for step in decision.trace if step.text.startswith("2021 年专业"))
    assert cell.operands == (Operand(F(60), "quote:hhht-2022#一/p1"), Operand(F(42), "record:2021:professional"))
    assert decision.trace[-1].text == "合计还差 28 学时（公需科目 10、专业科目 18）"
    assert trace_faults(decision, question, kb.book, TODAY) == []


def test_nothing_of_the_computation_is_left_in_the_decision(kb: KnowledgeBase) -> None:
    for question in (_asked(), _asked(question="review"), _asked(person={**SENIOR, "transfer_year": 2021}),
                     _asked(question="review", relief=True, person={**SENIOR, "gender": "male", "age": 49})):
        decision = decide(question, kb.book, TODAY)
        assert all("origins" not in one.detail for one in (decision, *decision.parts))
        assert to_json(decision, full=True)["detail"]


@pytest.mark.parametrize(("row", "changes", "fault"), [
    (1, {"done_public": F(29)}, "2021 public: done 29, the record has 20"),
    (1, {"missing_public": F(9)}, "2021 public: 9 missing, not 30 less 20"),
    (1, {"public": F(31), "missing_public": F(11)}, "2021 public: no step says what is missing"),
    (1, {"open": True}, "2021 public: 10 missing of what is not known"),
    (2, {"missing_professional": F(-30)}, "2022 professional: -30 missing, not 60 less 90"),
    (2, {"missing_public": None}, "a total of public leaves a year out"),
    (0, {"not_covered": True}, "2020 is not certain, but there is a total"),
])
def test_a_false_table_is_found(kb: KnowledgeBase, row: int, changes: dict[str, Any], fault: str) -> None:
    question = _asked()
    decision = decide(question, kb.book, TODAY)
    table = [dict(line) for line in decision.detail["table"]]
    table[row].update(changes)
    false = decision.with_(detail={**decision.detail, "table": table})
    assert fault in list(table_faults(false, question.record))
    assert fault in trace_faults(false, question, kb.book, TODAY)


@pytest.mark.parametrize(("changes", "fault"), [
    ({"hours": F(27)}, "27 in all is not the sum of the subjects"),
    ({"by_subject": {"public": F(9), "professional": F(19)}}, "public: 9 in all is not the sum of the years"),
])
def test_a_false_total_is_found(kb: KnowledgeBase, changes: dict[str, Any], fault: str) -> None:
    question = _asked()
    assert fault in trace_faults(decide(question, kb.book, TODAY).with_(**changes), question, kb.book, TODAY)


def test_another_record_does_not_prove_the_decision(kb: KnowledgeBase) -> None:
    decision = decide(_asked(), kb.book, TODAY)
    other = _asked(record={**RECORD, 2021: {"public": 20, "professional": 43}})
    assert "42 is not from record:2021:professional (2021 年专业科目：60 − 42 = 18 学时)" in trace_faults(
        decision, other, kb.book, TODAY)


def test_a_year_that_is_not_the_cells_own_is_found(kb: KnowledgeBase) -> None:
    decision = decide(_asked(), kb.book, TODAY)
    trace = [replace(step, text=step.text.replace("2021 年专业", "2019 年专业")) for step in decision.trace]
    assert any("2019 has no origin" in fault for fault in
               trace_faults(decision.with_(trace=tuple(trace)), _asked(), kb.book, TODAY))


def test_what_contradicts_is_named(kb: KnowledgeBase) -> None:
    """What is asked was stated: the one who asks must know that it contradicts the year."""
    decision = decide(_asked(person={**SENIOR, "transfer_year": 2021, "transferred": "transferred_this_year"}), kb.book,
                      TODAY)
    assert decision.ask_for == ("transferred",)
    assert decision.detail["contradicts"] == ["transferred", "transfer_year"]


def test_a_transfer_after_the_review_is_asked_about(kb: KnowledgeBase) -> None:
    decision = decide(_asked(person={**SENIOR, "transfer_year": 2023}), kb.book, TODAY)
    assert (decision.outcome, decision.ask_for) == (None, ("transferred",))


def test_a_long_ago_transfer_is_not_mentioned_as_a_rule_that_might_apply(kb: KnowledgeBase) -> None:
    decision = decide(_asked(person={**SENIOR, "transfer_year": 2010}), kb.book, TODAY)
    assert decision.outcome == "hours"
    assert not any("转任" in about for about in decision.detail["sleeping"])
    assert any(step.text == "2010 年转任，早于要求的各个年度，各年度都要求" for step in decision.trace)


def test_the_year_of_the_transfer_is_left_open_with_a_step(kb: KnowledgeBase) -> None:
    decision = decide(_asked(person={**SENIOR, "transfer_year": 2021}), kb.book, TODAY)
    assert decision.hours is None and set(decision.by_subject.values()) == {None}
    assert any("原文没有写明" in step.text and step.text.startswith("2021 年是转任当年") for step in decision.trace)
    assert not any(origin.origin.startswith("record:2021") for step in decision.trace for origin in step.operands)


def test_each_year_is_told_of_in_its_own_notice(kb: KnowledgeBase) -> None:
    """The region's notice for 2024, the prefecture's for 2025; neither of the question's year 2027."""
    record = {2024: {"public": 30, "professional": 60}, 2025: {"public": 30, "professional": 60}}
    decision = decide(Question("remaining", "xj-aks", 2027, {}, record=record), kb.book, date(2027, 3, 1))
    assert decision.hours == 0 and decision.year == 2027
    assert not any("2027" in caveat for caveat in decision.caveats)
    assert {step.rule for step in decision.trace} == {"xj.requirement", "aks.requirement"}


def test_the_questions_year_may_be_one_that_no_notice_covers(kb: KnowledgeBase) -> None:
    asked = {"region": "bt", "year": 2017, "record": {2019: {"public": 30, "professional": 60}}}
    decision = decide(read_question({"question": "remaining", **asked}), kb.book, TODAY)
    assert decision.outcome == "hours" and decision.hours == 0
    nothing = decide(read_question({"question": "remaining", **asked, "region": "nm"}), kb.book, TODAY)
    assert nothing.detail["not_covered"] == "no_document"


def test_sums_by_year_are_checked(kb: KnowledgeBase) -> None:
    question = read_question({"region": "bt", "activities": [{"activity": "licence_exam", "year": 2019},
                                                             {"activity": "licence_exam", "year": 2020}]})
    decision = decide(question, kb.book, date(2020, 1, 1))
    assert [step.text for step in decision.trace[-3:]] == ["2019 年：40 学时", "2020 年：40 学时",
                                                           "合计：40 + 40 = 80 学时"]
    assert trace_faults(decision, question, kb.book, date(2020, 1, 1)) == []

    def faults(by_year: dict[int, Any]) -> list[str]:
        return list(year_faults(decision.parts, by_year))

    right = decision.detail["by_year"]
    assert faults(right) == []
    assert faults({2019: right[2019]}) == ["sums of the years [2019], not of the parts' years"]
    assert faults({**right, 2020: {**right[2020], "hours": F(80)}}) == ["2020: 80 is not the sum of the year"]
    assert faults({**right, 2020: {**right[2020], "public": None}}) == [
        "2020: None of public is not the sum of the year"]
    moved = Decision("hours", year=2019, hours=F(40), by_subject=decision.parts[1].by_subject)
    assert list(year_faults((decision.parts[0], moved), right)) != []
    false = decision.with_(detail={"by_year": {}})
    assert any("years" in fault for fault in trace_faults(false, question, kb.book, date(2020, 1, 1)))


def test_one_activity_is_answered_in_its_own_year(kb: KnowledgeBase) -> None:
    asked = {"region": "bt", "year": 2025, "activities": [{"activity": "licence_exam", "year": 2019}]}
    decision = decide(read_question(asked), kb.book, date(2025, 1, 1))
    assert decision.hours == 40 and decision.year == 2019
    assert not any("没有收录适用于" in caveat for caveat in decision.caveats)
    early = decide(read_question({**asked, "activities": [{"activity": "licence_exam", "year": 2018}]}), kb.book,
                   date(2025, 1, 1))
    assert (early.outcome, early.year, early.detail["not_covered"]) == (None, 2018, "earlier_year")
