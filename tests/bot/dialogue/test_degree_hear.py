"""证拿到了 tells of the degree only beside a course of study."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dialogue.hear import hear
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)
CASES = [
    ("在职读博,今年证下来了,专业课还学不学", True),
    ("函授上完了,刚领到证", True),
    ("读研呢,证还没拿到", False),
    ("读在职研究生,没领到证呢", False),
    ("在职读博算多少学时", None),
    ("上了培训班,证拿到了", None),
    ("考过一建,证下来了", None),
]


@pytest.mark.parametrize(("text", "obtained"), CASES)
def test_whether_the_degree_is_obtained(kb: KnowledgeBase, entities: Any, text: str, obtained: bool | None) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert said.activities[0].get("degree_obtained") is obtained
