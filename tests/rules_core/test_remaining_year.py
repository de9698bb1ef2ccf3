"""What is missing of one year: of a total, of what activities credit, and of both; worked out by hand from the notices.

xj-city-2022#一/1 and xj-2021#二/二/1: 90, of it 公需 30 and 专业 60; 附件3/4 conferences: 12 a day (national), 10
(provincial); 附件3/1 classes: 8 a day. bt-2019#一/三: the same 90, 30 and 60; 附件/二/五 and 二/七: 20 an examination.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.decision import Decision, Operand
from rules_core.question import Question, read_question
from rules_core.trace_check import trace_faults

TODAY = date(2025, 6, 1)
CITY, BT, HHHT = "xj-city", "bt", "nm-hhht"
NATIONAL: dict[str, Any] = {"activity": "academic_conference", "level": "national", "days": 2}
CLASS: dict[str, Any] = {"activity": "training_class", "organizer": "university", "days": 3}


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


def asked(place: str, person: dict[str, Any], *activities: dict[str, Any], year: int | None = None) -> Question:
    return read_question({"question": "remaining", "region": place, "year": year, "person": person,
                          "activities": list(activities)})


# place, person, activities → hours, by subject, and what detail says
MISSING: list[tuple[str, dict[str, Any], tuple[dict[str, Any], ...], float, tuple[float | None, float | None],
                    dict[str, Any]]] = [
    # A total: what is missing of each subject it does not say.
    (BT, {"done_total": 50}, (), 40, (None, None), {"of_total": True}),
    (HHHT, {"done_total": 62.5}, (), 27.5, (None, None), {"of_total": True}),
    (BT, {"done_total": 0}, (), 90, (None, None), {"of_total": True}),
    # Beside one subject's hours it gives the other's; none fills a gap in the other.
    (BT, {"done_total": 50, "done_public": 30}, (), 40, (0, 40), {}),
    (BT, {"done_total": 85, "done_public": 45}, (), 20, (0, 20), {}),
    (BT, {"done_total": 85, "done_professional": 70, "course_subject": "public"}, (), 15, (15, None), {}),
    (BT, {"done_total": 50, "done_public": 20, "done_professional": 30}, (), 40, (10, 30), {}),
    # Activities: 24 + 24, and what is told beside them.
    (CITY, {}, (NATIONAL, CLASS), 12, (None, 12), {"unknown": ["public"]}),
    (CITY, {"done_public": 30}, (NATIONAL,), 36, (0, 36), {}),
    (CITY, {"done_public": 18, "done_professional": 20}, (NATIONAL,), 28, (12, 16), {}),
    (CITY, {"course_subject": "professional"}, (NATIONAL,), 36, (None, 36), {}),
    (CITY, {"done_total": 40}, (NATIONAL,), 26, (None, None), {"of_total": True}),
    (BT, {}, ({"activity": "title_exam", "title_level": "junior"}, {"activity": "computer_exam"}), 20, (None, 20),
     {"unknown": ["public"]}),
    # More than required, and 视同完成.
    (CITY, {"course_subject": "professional"}, (NATIONAL, {**CLASS, "days": 5}), 0, (None, 0), {}),
    (HHHT, {}, ({"activity": "licence_exam"},), 0, (None, 0), {"unknown": ["public"]}),
]


@pytest.mark.parametrize(("place", "person", "activities", "hours", "by", "says"), MISSING)
def test_what_is_missing(kb: KnowledgeBase, place: str, person: dict[str, Any], activities: tuple[dict[str, Any], ...],
                         hours: float, by: tuple[float | None, float | None], says: dict[str, Any]) -> None:
    question = asked(place, person, *activities)
    decision = decide(question, kb.book, TODAY)
    assert (decision.outcome, decision.hours) == ("hours", hours)
    assert tuple(decision.by_subject.values()) == by
    assert {key: decision.detail[key] for key in ("of_total", "unknown") if key in decision.detail} == says
    assert trace_faults(decision, question, kb.book, TODAY) == []


# place, person, activities → what is asked for, and what detail says
ASKED: list[tuple[str, dict[str, Any], tuple[dict[str, Any], ...], tuple[str, ...], dict[str, Any]]] = [
    (BT, {}, (), ("done_public", "done_professional"), {}),
    (BT, {"done_public": 30}, (), ("done_professional",), {}),
    (BT, {"done_total": 90}, (), ("done_public", "done_professional"), {"total_met": True}),
    (BT, {"done_total": 140}, (), ("done_public", "done_professional"), {"total_met": True}),
    (BT, {"done_total": 50, "course_subject": "public"}, (), ("done_public",), {}),
    (BT, {"done_total": 50, "done_public": 60}, (), ("done_total",), {"contradicts": ["done_total", "done_public"]}),
    (BT, {"done_total": 50, "done_public": 30, "done_professional": 30}, (), ("done_total",),
     {"contradicts": ["done_total", "done_public", "done_professional"]}),
    (CITY, {}, ({**NATIONAL, "days": None},), ("days",), {"at": 0}),
    (CITY, {"done_public": 30}, (CLASS, {"activity": "academic_conference", "days": 1}), ("level",), {"at": 1}),
    (CITY, {"course_subject": "public"}, (NATIONAL,), ("done_public",), {}),
]


@pytest.mark.parametrize(("place", "person", "activities", "facts", "says"), ASKED)
def test_what_is_asked(kb: KnowledgeBase, place: str, person: dict[str, Any], activities: tuple[dict[str, Any], ...],
                       facts: tuple[str, ...], says: dict[str, Any]) -> None:
    decision = decide(asked(place, person, *activities), kb.book, TODAY)
    assert (decision.outcome, decision.hours, decision.ask_for) == (None, None, facts)
    assert {key: decision.detail.get(key) for key in says} == says


def test_an_activity_without_a_figure_stands_for_the_answer(kb: KnowledgeBase) -> None:
    """进修考察 counts, and the text does not say how much: nothing can be taken from the requirement."""
    decision = decide(asked(HHHT, {"done_public": 30}, {"activity": "study_tour"}), kb.book, TODAY)
    assert (decision.outcome, decision.hours) == ("recognized", None)


def test_an_activity_of_another_year_is_not_counted(kb: KnowledgeBase) -> None:
    decision = decide(asked(CITY, {}, NATIONAL, {**CLASS, "year": 2024}, year=2025), kb.book, TODAY)
    assert decision.by_subject == {"public": None, "professional": 36}
    assert "2024 年的活动不计入 2025 年" in decision.caveats


def test_the_yearly_limit_is_applied_first(kb: KnowledgeBase) -> None:
    """bt-2019#附件/二/四: conferences of one year count 40 at most."""
    days = {**NATIONAL, "presented": False, "days": 5}
    decision = decide(asked(BT, {}, days, days), kb.book, TODAY)
    assert decision.by_subject["professional"] == 20
    assert any("最多计入 40 学时" in step.text for step in decision.trace)


def _tampered(decision: Decision, at: int, **changes: Any) -> Decision:
    steps = list(decision.trace)
    old = steps[at]
    steps[at] = type(old)(**{name: changes.get(name, getattr(old, name)) for name in old.__struct_fields__})
    return decision.with_(trace=tuple(steps))


def test_a_forged_credit_is_found(kb: KnowledgeBase) -> None:
    question = asked(CITY, {}, NATIONAL, CLASS)
    decision = decide(question, kb.book, TODAY)
    summed, left = len(decision.trace) - 2, len(decision.trace) - 1
    forged = (Operand(Fraction(30), "credit:0:professional"), Operand(Fraction(24), "credit:1:professional"))
    for wrong in (
        _tampered(decision, summed, operands=forged, result=Fraction(54)),
        _tampered(decision, summed, operands=(Operand(Fraction(24), "credit:7:professional"),), result=Fraction(24)),
        _tampered(decision, left, result=Fraction(10)),
        _tampered(decision, 0, text="2 天 × 13 学时/天 = 26 学时"),
        decision.with_(hours=Fraction(11)),
    ):
        assert trace_faults(wrong, question, kb.book, TODAY)
