"""Every figure of every decision can be proved; a trace that has been tampered with cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction as F

import pytest
from msgspec.structs import replace
from policy_tables import ask, cases

from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import Citation, Decision, Operand, joined
from rules_core.question import Question, read_question
from rules_core.quoted_numbers import numbers_in
from rules_core.trace_check import trace_faults

TODAY = date(2025, 6, 1)


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load()


def test_every_case_of_the_tables_can_be_proved(kb: KnowledgeBase) -> None:
    faults = [f"{case.where}: {fault}" for case in cases()
              for fault in trace_faults(ask(case, kb.book), case.question, kb.book, case.today)]
    assert faults == []


def test_every_citation_stands_once_in_its_clause(kb: KnowledgeBase) -> None:
    for case in cases():
        for citation in ask(case, kb.book).citations:
            text = kb.clause_text(citation.clause)
            assert text is not None and count_quote(text, citation.quote) == 1, f"{case.where}: {citation}"


CONFERENCES = read_question({"region": "bt", "activities": [
    {"activity": "academic_conference", "level": "national", "days": 4, "presented": True},
    {"activity": "academic_conference", "level": "provincial", "days": 3, "presented": True}]})
FURTHER_STUDY = read_question({"region": "xj-city", "activities": [{"activity": "further_study", "months": 2.5}]})


def _tampered(decision: Decision, step: int, **changes: object) -> Decision:
    trace = list(decision.trace)
    trace[step] = replace(trace[step], **changes)  # type: ignore[arg-type]
    return decision.with_(trace=tuple(trace))


@pytest.mark.parametrize(("changes", "fault"), [
    ({"result": F(121)}, "product gives 120, not 121"),
    ({"op": "guess"}, "unknown operation 'guess'"),
    ({"operands": ()}, "computes from nothing"),
    ({"operands": (Operand(F(2), "fact:months"), Operand(F(60), "quote:xj-city-2022#附件3/5"))},
     "2 is not from fact:months"),
    ({"operands": (Operand(F(2), "fact:days"), Operand(F(60), "quote:xj-city-2022#附件3/5"))},
     "2 is not from fact:days"),
    ({"operands": (Operand(F(2), "whole:months"), Operand(F(60), "quote:xj-city-2022#附件3/4"))},
     "60 is not from quote:xj-city-2022#附件3/4"),
    ({"operands": (Operand(F(2), "whole:months"), Operand(F(60), "step:0"))}, "60 is not from step:0"),
    ({"operands": (Operand(F(2), "whole:months"), Operand(F(60), "part:0"))}, "60 is not from part:0"),
    ({"operands": (Operand(F(2), "whole:months"), Operand(F(60), "reading:whole-months"))},
     "60 is not from reading:whole-months"),
    ({"operands": (Operand(F(2), "whole:months"), Operand(F(60), "nowhere"))}, "60 is not from nowhere"),
    ({"text": "2 个月 × 60 学时/月 = 120 学时，另加 7 学时"}, "7 has no origin"),
])
def test_a_tampered_step_is_found(kb: KnowledgeBase, changes: dict[str, object], fault: str) -> None:
    decision = decide(FURTHER_STUDY, kb.book, TODAY)
    assert trace_faults(decision, FURTHER_STUDY, kb.book, TODAY) == []
    found = trace_faults(_tampered(decision, 0, **changes), FURTHER_STUDY, kb.book, TODAY)
    assert any(fault in line for line in found), found


@pytest.mark.parametrize(("changes", "fault"), [
    ({"hours": F(119), "by_subject": {"public": None, "professional": None}}, "119 hours are no result of a step"),
    ({"hours": F(119), "by_subject": {"public": F(0), "professional": F(119)}}, "119 hours of a subject"),
    ({"by_subject": {"public": F(60), "professional": F(120)}}, "the subjects make 180 hours, not 120"),
    ({"citations": (Citation("xj-city-2022#附件3/5", "每月按六十学时予以认定"),)},
     "is not from quote:xj-city-2022#一/1"),
])
def test_tampered_amounts_and_citations_are_found(kb: KnowledgeBase, changes: dict[str, object], fault: str) -> None:
    decision = decide(FURTHER_STUDY, kb.book, TODAY).with_(**changes)
    found = trace_faults(decision, FURTHER_STUDY, kb.book, TODAY)
    assert any(fault in line for line in found), found


def test_a_pool_names_the_earlier_events_and_its_steps(kb: KnowledgeBase) -> None:
    decision = decide(CONFERENCES, kb.book, TODAY)
    assert trace_faults(decision, CONFERENCES, kb.book, TODAY) == []
    second = decision.parts[1].trace
    assert [step.text for step in second[-2:]] == [
        "全年合计最多计入 40 学时，前面已计 30 学时，还可计 10 学时", "这一项 16 学时，计入 10 学时"]
    assert second[-2].operands == (Operand(F(40), "quote:bt-2019#附件/二/四"), Operand(F(30), "part:0"))
    assert second[-1].operands == (Operand(F(10), "step:2"), Operand(F(16), "step:1"))


def test_a_sum_that_leaves_a_part_out_is_found(kb: KnowledgeBase) -> None:
    decision = decide(CONFERENCES, kb.book, TODAY)
    last = len(decision.trace) - 1
    faulty = _tampered(decision, last, operands=decision.trace[last].operands[:1], result=F(30)).with_(hours=F(30))
    assert any("does not sum the parts" in line for line in trace_faults(faulty, CONFERENCES, kb.book, TODAY))


def test_joined_traces_move_their_steps(kb: KnowledgeBase) -> None:
    parts = decide(CONFERENCES, kb.book, TODAY).parts
    steps = joined(part.trace for part in parts)
    start = len(parts[0].trace)
    for step in steps[start:]:
        for operand in step.operands:
            if operand.origin.startswith("step:"):
                assert steps[int(operand.origin[5:])].result == operand.value


def test_an_age_from_the_birth_date_is_a_fact(kb: KnowledgeBase) -> None:
    question = Question("review", "nm-hhht", 2022, {"purpose": "title_review", "title_level": "senior",
                                                    "gender": "male"}, birth=(1973, 6, 1), relief=True)
    decision = decide(question, kb.book, date(2022, 6, 1))
    assert (decision.outcome, decision.detail["short"]) == ("not_met", 1)
    assert decision.trace[0].text == "要求男满 50 周岁；现为 49 周岁，还差 1 周岁"
    assert trace_faults(decision, question, kb.book, date(2022, 6, 1)) == []
    assert trace_faults(decision, question, kb.book, date(2023, 6, 1)) != []


@pytest.mark.parametrize(("text", "numbers"), [
    ("每天按 12 学时", {F(12)}),
    ("7.5 学时", {F(15, 2)}),
    ("不少于总学时的三分之二", {F(2, 3), F(3), F(2)}),
    ("要求完成规定学时的 1/3 即可", {F(1, 3)}),
    ("一次最多认定两年的学时", {F(1), F(2), F(24)}),
    ("满一年", {F(1), F(12)}),
    ("2020年、2021年", {F(2020), F(2021)}),
    ("2021 年至 2025 年", {F(year) for year in range(2021, 2026)}),
    ("2021至2023年", {F(2021), F(2022), F(2023)}),
    ("2023 年至 2021 年", {F(2021), F(2023)}),
    ("男满五十五周岁", {F(55)}),
    ("一百零二", {F(102)}),
    ("二〇二五", {F(2025)}),
    ("十二", {F(12)}),
    ("不足半学时", {F(1, 2)}),
    ("半", set()),
    ("没有数", set()),
    ("3/0", set()),
])
def test_numbers_in_words(text: str, numbers: set[F]) -> None:
    assert numbers_in(text) == numbers
