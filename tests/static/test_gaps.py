"""Every question that no rule answers is declared as a silence of the text, and every declared silence is one."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from gap_search import Gaps, question
from hypothesis import given, settings
from hypothesis import strategies as st
from loaded import gaps_of_cells
from rule_faults import RULE_FAULTS
from stated_facts import facts_for

from policy_kb.knowledge import KnowledgeBase
from policy_kb.silences import silences_on
from rules_core.decide import decide
from rules_core.overlap import satisfiable_together


@pytest.fixture(scope="module")
def every() -> tuple[Gaps, ...]:
    return gaps_of_cells()


def test_the_cells_are_the_places_and_years_that_a_notice_answers_for(every: tuple[Gaps, ...]) -> None:
    first = {gaps.cell.place: min(g.cell.years[0] for g in every if g.cell.place == gaps.cell.place) for gaps in every}
    assert first == {"xj": 2021, "xj-city": 2021, "xj-aks": 2021, "bt": 2019, "nm-hhht": 2022}


def test_no_gap_is_undeclared(every: tuple[Gaps, ...]) -> None:
    """Mend it with a rule where the text has one; else declare it in policy_kb/data/silences.yml, with its clause."""
    found = [(gaps.cell.place, gaps.cell.answers, gaps.cell.years, gaps.shortest(witness)) for gaps in every
             if (witness := gaps.witness(gaps.undeclared())) is not None]
    assert found == []


def test_a_witness_is_decided_as_not_listed(kb: KnowledgeBase, every: tuple[Gaps, ...]) -> None:
    """What z3 calls a gap is one for the rules core, in every year, and the declared reason is found for it."""
    seen = 0
    for gaps in every:
        for held in (held for level in gaps.silences for held in level):
            witness = gaps.witness(gaps.met(held.condition))
            if witness is None:
                continue
            for facts in (witness, gaps.shortest(witness), gaps.shortest(witness, held.condition)):
                for year in gaps.cell.years:
                    decision = decide(question(gaps.cell, facts, year), kb.book, date(year, 6, 1))
                    assert (decision.outcome, decision.rule) == ("not_listed", None), (gaps.cell, facts)
                    assert held in silences_on(kb, gaps.cell.place, year, gaps.cell.answers, facts)
                    seen += 1
    assert seen


def test_no_declared_silence_is_stale(kb: KnowledgeBase, every: tuple[Gaps, ...]) -> None:
    """Each is met by a gap somewhere: else rules answer all that it speaks of, and it is to be taken out."""
    met = {held.silence.id for gaps in every for level in gaps.silences for held in level
           if gaps.witness(gaps.met(held.condition)) is not None}
    assert sorted({held.silence.id for held in kb.silences} - met) == []


def test_no_declared_silence_speaks_of_what_a_rule_of_its_notice_answers(kb: KnowledgeBase) -> None:
    """Exceptions aside: that unfiled training is refused (事前不备案) makes the text no less silent on papers."""
    both = [(held.silence.id, rule.id) for held in kb.silences for rule in kb.book.rules.values()
            if rule.document == held.document and rule.rule.answers == held.silence.answers
            and not rule.rule.exception_to and satisfiable_together(held.condition, rule.condition)]
    assert both == []


def test_every_known_fault_of_the_rules_is_still_one(every: tuple[Gaps, ...]) -> None:
    """A mended fault is taken out of rule_faults.py."""
    still = {fault.id for gaps in every for fault, condition in gaps.faults
             if gaps.witness(gaps.met(condition)) is not None}
    assert still == {fault.id for fault in RULE_FAULTS}


@st.composite
def _whole_facts(draw: st.DrawFn) -> tuple[Gaps, dict[str, Any]]:
    """A cell with all the facts that its rules and silences look at."""
    gaps = draw(st.sampled_from(gaps_of_cells()))
    return gaps, draw(facts_for(gaps.encoding, gaps.conditions, whole=True))


@settings(max_examples=300, deadline=None)
@given(case=_whole_facts())
def test_decide_and_z3_agree_on_random_facts(case: tuple[Gaps, dict[str, Any]]) -> None:
    """Fully stated facts are `not_listed` for want of a rule exactly where z3 calls them a gap."""
    gaps, facts = case
    # Whatever a rule could multiply is stated too.
    amounts = {"days": Fraction(2), "months": Fraction(12), "hours": Fraction(8), "subjects": Fraction(1)}
    decision = gaps.decided({**amounts, **facts})
    assert (decision.outcome == "not_listed" and decision.rule is None) is gaps.encoding.under(gaps.open, facts)
