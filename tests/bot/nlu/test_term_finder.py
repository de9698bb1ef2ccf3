"""Terms by rule: the longest spelling, its id, and offsets that fit the text."""

from __future__ import annotations

import pytest

import bot.runtime.prepared  # noqa: F401  (spaCy warns on import)
from hypothesis import given
from hypothesis import strategies as st

from bot.nlu.term_finder import TermFinder
from bot.nlu.vocabulary import TermPattern


@pytest.fixture
def finder(patterns: list[TermPattern]) -> TermFinder:
    return TermFinder(patterns)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("参加三天全国性学术会议", [("level", "national", "全国性"), ("activity", "academic_conference", "学术会议")]),
        ("会议和培训班", [("activity", "meeting", "会议"), ("activity", "training_class", "培训班")]),
        ("用app学习的", [("on_platform", "app", "app学习")]),
        ("用 APP学习 的", [("on_platform", "app", "APP学习")]),
        # A space that somebody typed inside a term does not break it.
        ("学术 会议", [("activity", "academic_conference", "学术 会议")]),
        ("𠮷会议😀培训班", [("activity", "meeting", "会议"), ("activity", "training_class", "培训班")]),
        ("天气", []),
        ("", []),
    ],
)
def test_found(finder: TermFinder, text: str, found: list[tuple[str, str, str]]) -> None:
    terms = finder.find(text)
    assert [(term.kind, term.id, term.text) for term in terms] == found
    assert all(text[term.start : term.end] == term.text for term in terms)


def test_a_knowledge_base_without_terms_finds_nothing_and_warns_of_nothing() -> None:
    assert TermFinder([]).find("学术会议") == []


@given(st.text(alphabet="学术会议培训班全国性 a，\n😀", max_size=30))
def test_terms_are_in_order_and_apart(text: str) -> None:
    overlapping: list[TermPattern] = [
        {"label": "activity", "pattern": "会议", "id": "m"},
        {"label": "a", "pattern": "学术会", "id": "n"},
    ]
    terms = TermFinder(overlapping).find(text)
    assert all(a.end <= b.start for a, b in zip(terms, terms[1:]))
    assert all(text[term.start : term.end] == term.text for term in terms)
