"""Hints at other rules (如果属于以下情形，规定不同) name only circumstances that would change the answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from policy_kb.loader import load
from rules_core.decide import decide
from rules_core.question import read_question

BOOK = load().book


def hints(**question: Any) -> list[str]:
    sleeping: list[str] = decide(read_question(question), BOOK, date(2025, 6, 1)).detail["sleeping"]
    return sleeping


@pytest.mark.parametrize("activity", ["paper", "patent", "academic_conference"])
def test_off_the_platform_changes_nothing_for_what_is_not_studied_there(activity: str) -> None:
    stated = {"activity": activity, "level": "national", "days": 2}
    assert "不在公布的网站和基地学习" not in hints(region="xj", year=2025, activities=[stated])


def test_off_the_platform_changes_the_answer_for_a_training() -> None:
    assert "不在公布的网站和基地学习" in hints(region="xj", year=2025, activities=[{"activity": "training_class"}])


def test_who_is_exempt_is_not_told_of_another_exemption() -> None:
    person = {"purpose": "title_review", "title_level": "senior", "frontline": True}
    assert "按年龄不再要求学时" not in hints(question="review", region="nm-hhht", year=2022, person=person)


def test_who_is_not_exempt_is() -> None:
    person = {"purpose": "title_review", "title_level": "senior"}
    assert "按年龄不再要求学时" in hints(question="review", region="nm-hhht", year=2022, person=person)


@pytest.mark.parametrize("activity", ["title_exam", "licence_exam", "computer_exam"])
def test_the_filing_is_of_trainings_and_no_hint_for_an_examination(activity: str) -> None:
    """hhht-2022#一/二: 专业课程培训 is what is filed."""
    told = hints(region="nm-hhht", year=2022, activities=[{"activity": activity}])
    assert not any("备案" in hint for hint in told)


def test_the_filing_is_a_hint_for_a_class() -> None:
    told = hints(region="nm-hhht", year=2022, activities=[{"activity": "training_class"}])
    assert "事前没有备案的专业课培训" in told


def test_who_does_not_speak_of_the_frontline_is_not_told_whom_it_excludes() -> None:
    person = {"purpose": "title_review", "title_level": "senior"}
    assert "不是医疗卫生专业技术人员" not in hints(question="review", region="nm-hhht", year=2022, person=person)
    told = hints(question="review", region="nm-hhht", year=2022, person={**person, "frontline": True})
    assert "不是医疗卫生专业技术人员" in told
