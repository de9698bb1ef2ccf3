"""Clauses nearest to a question: verbatim, from the notices named, and none where nothing is in common."""

from __future__ import annotations

import pytest

from policy_kb.addresser.quotes import count_quote
from policy_kb.clause_search import LONGEST, ClauseSearch, terms_of
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

QUESTIONS = [
    ("基地办班结束以后培训总结交到哪里", ["hhht-2022"], "hhht-2022#五/三/p1"),
    ("给基地学员授课", ["xj-city-2022", "xj-2021"], "xj-city-2022#附件3/6"),
    ("社会团体的技术人员", ["aks-2025"], "aks-2025#一/p1"),
    ("兵团机关参加不参加", ["bt-2019"], "bt-2019#二/p1"),
]


@pytest.fixture(scope="module")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="module")
def search(kb: KnowledgeBase) -> ClauseSearch:
    return ClauseSearch(kb)


@pytest.mark.parametrize(("question", "documents", "address"), QUESTIONS)
def test_the_nearest_clause_is_among_the_three(
    search: ClauseSearch, question: str, documents: list[str], address: str
) -> None:
    assert address in [found.address for found in search.search(question, documents)]


@pytest.mark.parametrize(("question", "documents", "_"), QUESTIONS)
def test_what_is_shown_is_printed_in_that_clause(
    kb: KnowledgeBase, search: ClauseSearch, question: str, documents: list[str], _: str
) -> None:
    for found in search.search(question, documents, most=20):
        text = kb.clause_text(found.address)
        assert text is not None and count_quote(text, found.quote)
        assert "\n" not in found.quote and len(found.quote) <= 2 * LONGEST
        assert found.address.partition("#")[0] in documents


@pytest.mark.parametrize("question", ["", "？？", "zzz", "红烧茄子"])
def test_nothing_in_common_finds_nothing(search: ClauseSearch, question: str) -> None:
    assert search.search(question, ["bt-2019"]) == []


def test_of_two_levels_the_nearer_goes_first_where_they_say_the_same(search: ClauseSearch) -> None:
    (first, *_) = search.search("专业科目不少于60学时，公需科目不少于30学时", ["aks-2025", "xj-2021"])
    assert first.address.startswith("aks-2025")


def test_the_same_question_finds_the_same(search: ClauseSearch) -> None:
    asked = ("继续教育基地的师资要求", ["hhht-2022"])
    assert search.search(*asked) == search.search(*asked)


def test_what_is_compared() -> None:
    assert terms_of("PPT 怎么传") == ["怎么", "么传", "ppt"]
    assert terms_of("学 时") == ["学时"]
