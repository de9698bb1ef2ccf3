"""What the notices say, case by case (tests/policy/*.yml), and that the tables leave no rule out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from policy_tables import FOLDER, Case, ask, cases, differences

from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

CASES = list(cases())


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load(folders=None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case, kb: KnowledgeBase) -> None:
    assert differences(case, ask(case, kb.book)) == []


def test_cited_words_stand_in_their_clause(kb: KnowledgeBase) -> None:
    """The tables quote the notices, not the rules."""
    for case in CASES:
        for clause, words in (case.raw.get("cites") or {}).items():
            text = kb.clause_text(clause)
            assert text is not None and count_quote(text, words) >= 1, f"{case.where}: {clause} has no 「{words}」"


def test_every_rule_decides_a_case(kb: KnowledgeBase) -> None:
    decided = {case.gives.get("rule") for case in CASES}
    assert sorted(set(kb.book.rules) - decided) == []


def test_every_rule_is_held_back_in_a_case(kb: KnowledgeBase) -> None:
    held_back = {rule for case in CASES for rule in case.raw.get("not", [])}
    assert sorted(set(kb.book.rules) - held_back) == []
    assert sorted(held_back - set(kb.book.rules)) == [], "the tables name rules that are not there"


def test_every_outcome_of_a_rule_is_in_the_tables() -> None:
    wanted = {"hours", "deemed_complete", "exempt", "reduced", "reference_only", "per_prior_policy", "set_by_organizer",
              "set_elsewhere", "not_met", "not_listed", "not_recognized", "recognized", "lookup", None}
    assert {case.gives["outcome"] for case in CASES} == wanted


def test_every_table_is_read() -> None:
    assert {path.name for path in FOLDER.glob("*.yml")} == {case.where.partition(":")[0] for case in CASES}
