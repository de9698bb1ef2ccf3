"""Whether a paper was read out, in the words that people have for it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dialogue.hear import hear
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(
    ("text", "presented"),
    [
        ("没上去宣读", False),
        ("开了两天会，没有上去报告论文", False),
        ("会上没念文章", False),
        ("上台宣读了论文", True),
        ("作了大会发言", True),
    ],
)
def test_presented(kb: KnowledgeBase, entities: Any, text: str, presented: bool) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert [group.get("presented") for group in said.activities] == [presented]
