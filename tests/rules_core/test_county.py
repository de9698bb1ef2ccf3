"""A made-up county's notice, laid over the knowledge base as a folder, is decided with no change of code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from policy_tables import Case, ask, cases, differences

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.trace_check import trace_faults

HERE = Path(__file__).resolve().parents[1] / "policy_kb"
OVERLAY, CASES = HERE / "county", list(cases(HERE / "county_cases"))


@pytest.fixture(scope="module")
def kb() -> Iterator[KnowledgeBase]:
    yield load(str(OVERLAY))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.where)
def test_case(case: Case, kb: KnowledgeBase) -> None:
    decision = ask(case, kb.book)
    assert differences(case, decision) == []
    assert trace_faults(decision, case.question, kb.book, case.today) == []


def test_every_rule_of_the_county_decides_a_case(kb: KnowledgeBase) -> None:
    own = {rule for rule in kb.book.rules if rule.startswith("county.")}
    assert own == {case.gives["rule"] for case in CASES if case.gives["rule"].startswith("county.")}


def test_the_notice_brings_its_text_terms_and_answers(kb: KnowledgeBase) -> None:
    text = kb.clause_text("county-2024#二/三")
    assert text is not None and text.startswith("（三）为继续教育活动授课的")
    assert kb.term_name("skill_contest") == "技能比武"
    assert [held.lookup.id for held in kb.lookups if held.jurisdiction == "xj-aks-county"] == ["county.contest_hours"]
    assert kb.book.chain("xj-aks-county") == ("xj-aks-county", "xj-aks", "xj")


def test_the_other_places_do_not_change(kb: KnowledgeBase) -> None:
    plain = load()
    for case in cases():
        assert ask(case, kb.book) == ask(case, plain.book), case.where


def test_the_digest_tells_the_two_apart(kb: KnowledgeBase) -> None:
    assert kb.digest != load().digest
    assert kb.digest == load(str(OVERLAY)).digest
