"""Who taught, and who sat in it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dialogue.hear import hear
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)

# text → the activities heard
CASES = [
    ("单位邀请外地教授来讲课两天", ["training_class"]),
    ("科里聘了位专家给我们上了3天课", ["training_class"]),
    ("请问老师，我去基地讲课3天算多少", ["teaching"]),
    ("基地请我去讲课2天", ["teaching"]),
    ("请教一下各位老师，讲课8课时算几个学时", ["teaching"]),
    ("给学员上了两天课", ["teaching"]),
    ("在会议室搞了两天内部培训", ["inhouse_training"]),
    ("三科教师培训算不算专业课", ["sanke_training"]),
    ("过了三科算多少学时", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_attended(kb: KnowledgeBase, entities: Any, text: str, expected: list[str]) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert [g["activity"] for g in said.activities if "activity" in g] == expected


def test_a_name_with_a_number_states_no_subjects(kb: KnowledgeBase, entities: Any) -> None:
    text = "三科教师业务培训计入专业科目吗"
    assert not any("subjects" in g for g in hear(text, entities(text, TODAY), kb, TODAY).activities)


def test_months_before_a_bound_stand(kb: KnowledgeBase, entities: Any) -> None:
    text = "去南疆支教9个月没满一年"
    assert hear(text, entities(text, TODAY), kb, TODAY).activities[0]["months"] == 9
