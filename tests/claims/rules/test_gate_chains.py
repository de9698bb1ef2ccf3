"""Approval chains: the table chains.yml, and that they say what the rules and the notices say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from claims.rules.chains import steps_of
from claims.trouble import Refused
from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase
from rules_core.model import PerPriorPolicy

TABLE = yaml.safe_load((Path(__file__).parent / "chains.yml").read_text(encoding="utf-8"))
CASES = [(case, level) for case in TABLE for level in case["levels"]]


@pytest.mark.parametrize(("case", "level"), CASES,
                         ids=lambda value: value["claim"] if isinstance(value, dict) else value)
def test_the_table(kb: KnowledgeBase, case: dict[str, Any], level: str | None) -> None:
    facts = case.get("facts", {"activities": [{"activity": "paper"}], "person": {}})
    if "offices" not in case:
        with pytest.raises(Refused) as error:
            steps_of(kb, case["region"], case["kind"], level, facts)
        if "asks" in case:
            assert (error.value.code, error.value.field) == ("incomplete", case["asks"])
        else:
            assert error.value.code == "not_claimable"
            assert case["refused"] in error.value.message
        return
    steps = steps_of(kb, case["region"], case["kind"], level, facts)
    shown = [f"{s.role} {s.office} {s.region}" + (" *" if s.kind == "spot_check" else "") for s in steps]
    assert shown == case["offices"]
    assert [step.clause for step in steps] == case["clauses"]


def test_the_table_holds_every_chain_and_every_way(kb: KnowledgeBase) -> None:
    told = {(case["region"], case["kind"], tuple(case.get("offices", ()))) for case in TABLE}
    for (region, kind), held in kb.chains.items():
        for _, steps in held.ways:
            shown = tuple(f"{s.role} {s.office} {s.region}" + (" *" if s.kind == "spot_check" else "") for s in steps)
            assert (region, kind, shown) in told


def test_every_step_is_printed_in_its_clause(kb: KnowledgeBase) -> None:
    for held in kb.chains.values():
        for _, steps in held.ways:
            for step in steps:
                text = kb.clause_text(step.clause)
                assert text is not None
                assert count_quote(text, step.quote) == 1


def test_the_level_of_an_examination_chooses_no_chain(kb: KnowledgeBase) -> None:
    facts = {"activities": [{"activity": "title_exam", "title_level": "senior"}], "person": {}}
    assert len(steps_of(kb, "xj-aks", "recognition", "junior", facts)) == 2
    with pytest.raises(Refused):
        steps_of(kb, "xj-aks", "recognition", None, facts)


def test_exemptions_are_reviewed_by_whom_the_rule_names(kb: KnowledgeBase) -> None:
    """The rule on 按原政策执行 and the chain are two writings of one text: office for office the same."""
    held = kb.chains["xj-city", "exemption"]
    rule = kb.book.rules["city.prior_policy"]
    assert isinstance(rule.rule.effect, PerPriorPolicy)
    posts = [term for term in kb.terms if rule.condition.test({"activity": term}) is True]
    assert "first_secretary" in posts
    for post in posts:
        for still in (True, False):
            facts = {"activity": post, "still_in_post": still}
            named = [(office.clause, office.quote) for office, condition
                     in zip(rule.rule.effect.offices, rule.office_conditions) if condition.test(facts) is True]
            steps, missing = held.steps(facts)
            assert not missing
            assert [(step.clause, step.quote) for step in steps] == named
            assert all(step.office in office.office for step in steps
                       for office, condition in zip(rule.rule.effect.offices, rule.office_conditions)
                       if condition.test(facts) is True)


def test_the_evidence_is_that_of_the_answers_in_words(kb: KnowledgeBase) -> None:
    """Where an answer tells behind a rule what proves the activity, the chain demands it by words of its clause."""
    told = {(rule, part.clause) for held in kb.lookups if held.lookup.step is not None and
            "evidence" in held.lookup.topics for rule in held.lookup.step.after for part in held.lookup.answer}
    rules = {rule for rule, _ in told}
    assert rules
    for rule in rules:
        place = kb.book.rules[rule].jurisdiction
        demanded = kb.chains[place, "recognition"].evidence(rule)
        assert demanded
        wide = {clause for name, clause in told if name == rule}
        # bt tells the whole annex, the chain its one paragraph.
        assert any(one.clause in wide or any((one.clause or "").startswith(f"{c}/") for c in wide) for one in demanded)
