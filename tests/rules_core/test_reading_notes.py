"""What a decision says of readings that no rule names: it is said where the answer rests on one, elsewhere not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from policy_kb.reading_examples import caveat_pattern
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.question import read_question

SENIOR = {"purpose": "title_review", "title_level": "senior"}


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load()


def ask(kb: KnowledgeBase, today: str = "2025-06-01", **question: Any) -> Decision:
    return decide(read_question(question), kb.book, date.fromisoformat(today))


def said(kb: KnowledgeBase, reading: str, decision: Decision) -> bool:
    pattern = caveat_pattern(kb.book.readings[reading])
    return any(pattern.fullmatch(caveat) for caveat in decision.caveats)


def conference(days: float, **more: Any) -> dict[str, Any]:
    return {"activity": "academic_conference", "level": "national", "days": days, **more}


@pytest.mark.parametrize(("person", "expected"), [
    # The age decides which rule answers: reduced, exempt, or one year short of the reduction.
    ({**SENIOR, "gender": "male", "age": 50}, True),
    ({**SENIOR, "gender": "male", "age": 56}, True),
    ({**SENIOR, "gender": "male", "age": 49}, True),
    ({**SENIOR, "age": 40}, True),
    # It does not: a confirmation, or no age at all.
    ({"purpose": "title_confirmation", "degree": "master", "gender": "male", "age": 56}, False),
    (SENIOR, False),
])
def test_the_day_of_the_age(kb: KnowledgeBase, person: dict[str, Any], expected: bool) -> None:
    decision = ask(kb, "2022-06-01", question="review", region="nm-hhht", year=2022, person=person)
    assert decision.outcome is not None
    assert said(kb, "age-on-review-day", decision) is expected
    if expected:
        assert f"年龄按 2022-06-01 计，为 {person['age']} 周岁；评审当日不同的，以评审当日为准" in decision.caveats


def test_a_birthday_just_ahead_is_told_with_its_day(kb: KnowledgeBase) -> None:
    """49 today and 50 on another day of the review: the full requirement must not stand there without its day."""
    person = {**SENIOR, "gender": "male"}
    early = ask(kb, "2022-06-01", question="review", region="nm-hhht", year=2022, birth="1972-06-02", person=person)
    late = ask(kb, "2022-06-01", question="review", region="nm-hhht", year=2022, birth="1972-06-02", day="2022-06-02",
               person=person)
    assert (early.hours, late.hours) == (210, 70)
    assert [c for d in (early, late) for c in d.caveats if c.startswith("年龄按")] == [
        "年龄按 2022-06-01 计，为 49 周岁；评审当日不同的，以评审当日为准",
        "年龄按 2022-06-02 计，为 50 周岁；评审当日不同的，以评审当日为准"]


@pytest.mark.parametrize(("birth", "day", "expected"), [
    ("1972-02-29", "2022-02-28", True), ("1972-02-29", "2024-02-28", False), ("1972-02-28", "2022-02-28", False)])
def test_a_leap_birthday(kb: KnowledgeBase, birth: str, day: str, expected: bool) -> None:
    decision = ask(kb, day, question="review", region="nm-hhht", year=2022, birth=birth,
                   person={**SENIOR, "gender": "female"})
    assert said(kb, "leap-birthday", decision) is expected


@pytest.mark.parametrize(("region", "year", "outcome", "expected"), [
    ("xj-city", None, "hours", True),
    ("xj-city", 2025, "hours", False),
    # One notice for every year: another year would not change the answer.
    ("bt", None, "hours", False),
    ("xj", None, "set_elsewhere", False),
])
def test_the_year_of_today(kb: KnowledgeBase, region: str, year: int | None, outcome: str, expected: bool) -> None:
    decision = ask(kb, region=region, year=year, activities=[conference(3, presented=False)])
    assert decision.outcome == outcome
    assert said(kb, "year-of-today", decision) is expected


def test_no_year_is_told_while_facts_are_missing_or_where_each_activity_has_its_own(kb: KnowledgeBase) -> None:
    assert ask(kb, region="xj-city", activities=[{"activity": "academic_conference"}]).caveats == ()
    assert not said(kb, "year-of-today", ask(kb, region="xj-city", activities=[conference(3, year=2024)]))


def test_a_notice_carried_forward_is_named(kb: KnowledgeBase) -> None:
    decision = ask(kb, question="requirement", region="bt", year=2027)
    assert [c for c in decision.caveats if c.startswith("依据的是")] == [
        "依据的是2019年度的通知《关于做好兵团 2019 年度专业技术人员继续教育工作的有关事项的通知》；"
        "没有收录适用于2027年的通知，请以当年通知为准"]


@pytest.mark.parametrize(("region", "activity", "expected"), [
    ("bt", "minority_tech_training", True), ("bt", "sanke_training", True), ("xj", "sanke_training", False),
    ("bt", "further_study", False)])
def test_silence_in_bt_says_that_the_region_does_not_lend(kb: KnowledgeBase, region: str, activity: str,
                                                          expected: bool) -> None:
    assert said(kb, "bt-apart", ask(kb, region=region, year=2025, activities=[{"activity": activity}])) is expected


@pytest.mark.parametrize(("days", "hours", "expected"), [
    ((6,), 60, True), ((5,), 60, False), ((4, 4), 96, True), ((2, 3), 60, False), ((2, 4), 72, True)])
def test_the_limit_on_one_event_is_told_where_a_yearly_one_would_bind(kb: KnowledgeBase, days: tuple[int, ...],
                                                                      hours: int, expected: bool) -> None:
    decision = ask(kb, region="xj-city", year=2025, activities=[conference(d) for d in days])
    assert decision.hours == hours
    assert said(kb, "city-one-year", decision) is expected


def test_events_of_two_years_are_not_added_up_against_the_limit_of_one(kb: KnowledgeBase) -> None:
    decision = ask(kb, region="xj-city", activities=[conference(4, year=2024), conference(4, year=2025)])
    assert decision.hours == 96 and not said(kb, "city-one-year", decision)


@pytest.mark.parametrize(("person", "outcome", "expected"), [
    ({"gender": "male", "age": 52}, "reference_only", True), ({"gender": "male", "age": 40}, "reference_only", False),
    ({}, "reference_only", False), ({"gender": "male", "age": 55}, "exempt", False)])
def test_reference_before_reduction(kb: KnowledgeBase, person: dict[str, Any], outcome: str, expected: bool) -> None:
    person = {**SENIOR, "sector": "non_public", **person}
    decision = ask(kb, question="review", region="nm-hhht", year=2022, person=person)
    assert (decision.outcome, said(kb, "sector-before-reduction", decision)) == (outcome, expected)


def test_a_reduction_says_what_the_years_that_it_reduces_rest_on(kb: KnowledgeBase) -> None:
    decision = ask(kb, question="review", region="nm-hhht", year=2023, person={**SENIOR, "gender": "male", "age": 50})
    assert decision.outcome == "reduced"
    for reading in ("third-by-subject", "review-years-as-printed", "review-year-figures", "later-year-carried"):
        assert said(kb, reading, decision), reading


@pytest.mark.parametrize(("presented", "expected"), [(True, True), (False, False)])
def test_the_bonus_is_told_where_it_is_added(kb: KnowledgeBase, presented: bool, expected: bool) -> None:
    decision = ask(kb, region="bt", year=2019, activities=[conference(2, presented=presented)])
    assert said(kb, "bt-bonus-once", decision) is expected


@pytest.mark.parametrize(("months", "outcome", "expected"), [
    (1.5, "hours", True), (0.5, "not_listed", True), (2, "hours", False)])
def test_parts_of_months(kb: KnowledgeBase, months: float, outcome: str, expected: bool) -> None:
    decision = ask(kb, region="xj-city", year=2025, activities=[{"activity": "further_study", "months": months}])
    assert (decision.outcome, said(kb, "whole-months", decision)) == (outcome, expected)


@pytest.mark.parametrize(("subject", "expected"), [("public", True), ("professional", False), (None, True)])
def test_the_city_s_public_subject(kb: KnowledgeBase, subject: str | None, expected: bool) -> None:
    person = {"course_subject": subject} if subject else {}
    decision = ask(kb, question="requirement", region="xj-city", year=2025, person=person)
    assert said(kb, "city-public-from-region", decision) is expected
