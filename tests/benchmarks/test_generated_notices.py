"""The made-up counties of benchmarks/generated are sound notices, and are answered as the generator's figures say."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.generated.answers import TODAY, Asked, all_asked_of, asked_of, difference
from benchmarks.generated.county import BELOW, OWN_ACTIVITY, County, county
from benchmarks.generated.files import write_counties
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import DATA, load
from rules_core.decide import decide

MANY = 2 * BELOW * OWN_ACTIVITY // 8


@pytest.fixture(scope="module")
def laid_over(tmp_path_factory: pytest.TempPathFactory) -> tuple[KnowledgeBase, list[County]]:
    """The project's notices with the counties, and the counties."""
    folder = tmp_path_factory.mktemp("counties")
    counties = write_counties(folder, MANY)
    return load(folders=[DATA, folder]), counties


def test_every_kind_of_question_is_answered_with_the_generators_figures(
        laid_over: tuple[KnowledgeBase, list[County]]) -> None:
    kb, counties = laid_over
    asked = [one for place in counties for one in all_asked_of(place)]
    assert [line for one in asked if (line := difference(one, decide(one.question, kb.book, TODAY)))] == []


def test_the_questions_tell_counties_apart(laid_over: tuple[KnowledgeBase, list[County]]) -> None:
    """Asked of its neighbour, a question with a figure is mostly answered otherwise: the comparison can fail."""
    kb, counties = laid_over
    moved = [Asked(two, two_asked.question, one_asked.expected) for one, two in zip(counties, counties[1:])
             for one_asked, two_asked in zip(all_asked_of(one), all_asked_of(two)) if one_asked.expected[2] is not None]
    wrong = [one for one in moved if difference(one, decide(one.question, kb.book, TODAY))]
    assert len(wrong) > len(moved) * 9 // 10


def test_both_kinds_of_county_are_there(laid_over: tuple[KnowledgeBase, list[County]]) -> None:
    kb, counties = laid_over
    assert {one.below for one in counties} == {one.has_contest for one in counties} == {True, False}
    assert all(len(kb.book.chain(one.id)) == (2 if one.below else 1) for one in counties)


def test_the_same_number_is_the_same_county(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    write_counties(one, 3)
    write_counties(two, 3)
    files = sorted(file.relative_to(one) for file in one.rglob("*") if file.is_file())
    assert all((one / file).read_bytes() == (two / file).read_bytes() for file in files) and len(files) > 15
    assert asked_of(county(7)) == asked_of(county(7))
