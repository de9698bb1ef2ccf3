"""A job is no title applied for, unless a word of review, appointment or examination stands with it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dialogue.hear import hear
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)

APPLIED_FOR = [
    ("评工程师要几年的学时", "middle"),
    ("想报个助理工程师,学时要够吗", "junior"),
    ("主治医师聘任要看学时吗", "middle"),
    ("中级一年要多少学时", "middle"),
    ("副高要多少学时", "associate_senior"),
    ("工程师", "middle"),
    ("我是技术员", "junior"),
    ("工程师职称要哪几年的", "middle"),
    ("今年准备升高级工程师,还差多少", "senior"),
]
JOBS = [
    "厂里的工程师一年要多少学时",
    "我在矿上当技术员,今年得学够几个学时",
    "设计院的工程师参加三天学术会议,算多少学时",
    "主治医师每年的公需课要求多少",
    "我是企业的技术员,要不要参加继续教育",
    "工程师开会的学时怎么认定",
]


@pytest.mark.parametrize(("text", "level"), APPLIED_FOR)
def test_the_title_applied_for(kb: KnowledgeBase, entities: Any, text: str, level: str) -> None:
    assert hear(text, entities(text, TODAY), kb, TODAY).person["title_level"] == level


@pytest.mark.parametrize("text", JOBS)
def test_a_job_is_no_title_applied_for(kb: KnowledgeBase, entities: Any, text: str) -> None:
    assert "title_level" not in hear(text, entities(text, TODAY), kb, TODAY).person
