"""What the made-up county's notice gives, case by case (tests/overlay/cases), each decision proof-read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import QINGHE
from policy_tables import Case, ask, cases, differences

from policy_kb.coverage import counts, coverage
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.trace_check import trace_faults

CASES = list(cases(Path(__file__).parent / "cases"))


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load(str(QINGHE))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case, kb: KnowledgeBase) -> None:
    decision = ask(case, kb.book)
    assert differences(case, decision) == []
    assert trace_faults(decision, case.question, kb.book, case.today) == []


def test_every_rule_decides_a_case_and_is_held_back_in_one(kb: KnowledgeBase) -> None:
    own = {rule for rule in kb.book.rules if rule.startswith("qh.")}
    assert own == {case.gives["rule"] for case in CASES if "rule" in case.gives}
    assert own == {rule for case in CASES for rule in case.raw.get("not", [])}


def test_every_clause_is_carried(kb: KnowledgeBase) -> None:
    assert counts(coverage(kb))["qh-2025"]["none"] == 0
