"""Terms of its own for the tests of the components, so that they do not follow the knowledge base."""

from __future__ import annotations

import pytest

from bot.nlu.vocabulary import TermPattern

PATTERNS: list[TermPattern] = [
    {"label": "activity", "pattern": "学术会议", "id": "academic_conference"},
    {"label": "activity", "pattern": "会议", "id": "meeting"},
    {"label": "activity", "pattern": "培训班", "id": "training_class"},
    {"label": "level", "pattern": "全国性", "id": "national"},
    {"label": "level", "pattern": "自治区级", "id": "provincial"},
    {"label": "on_platform", "pattern": "APP学习", "id": "app"},
]


@pytest.fixture
def patterns() -> list[TermPattern]:
    return list(PATTERNS)
