"""The formulas say what `Condition.test` says: true, false or unknown, of the same facts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from fact_values import OTHER, vocabulary
from hypothesis import given, settings
from hypothesis import strategies as st
from loaded import conditions_of_rules, knowledge
from stated_facts import CONDITIONS, TERMS, amounts, facts_for
from z3_conditions import Encoding, encoding_of

from policy_kb.knowledge import KnowledgeBase
from rules_core.conditions import Condition, Threshold, leaves, read_condition
from rules_core.facts import check_facts
from rules_core.terms import TermTree


Case = tuple[Encoding, Condition, dict[str, Any]]


def _told(encoding: Encoding, condition: Condition, facts: dict[str, Any]) -> bool | None:
    """True, false or unknown, as the formulas have it."""
    formulas = encoding.holds(condition), encoding.fails(condition)
    holds, fails = (encoding.under(formula, facts) for formula in formulas)
    assert not (holds and fails)
    return holds if holds or fails else None


@st.composite
def _of_rules(draw: st.DrawFn) -> Case:
    encoding, condition = encoding_of(knowledge()), draw(st.sampled_from(conditions_of_rules()))
    return encoding, condition, check_facts(draw(facts_for(encoding, [condition])))


@st.composite
def _of_none(draw: st.DrawFn) -> Case:
    encoding, condition = Encoding(TERMS), draw(CONDITIONS)
    return encoding, condition, check_facts(draw(facts_for(encoding, [condition])))


@settings(max_examples=200, deadline=None)
@given(case=_of_rules())
def test_conditions_of_the_rules(case: Case) -> None:
    encoding, condition, facts = case
    assert _told(encoding, condition, facts) is condition.test(facts)


@settings(max_examples=200, deadline=None)
@given(case=_of_none())
def test_conditions_that_no_rule_has(case: Case) -> None:
    encoding, condition, facts = case
    assert _told(encoding, condition, facts) is condition.test(facts)


def test_at_the_edges_of_every_threshold(kb: KnowledgeBase) -> None:
    encoding = encoding_of(kb)
    tests = {leaf for rule in kb.book.rules.values() for leaf in leaves(rule.condition) if isinstance(leaf, Threshold)}
    assert tests
    for test in tests:
        near = [bound for bound in (test.at_least, test.below) if bound is not None]
        for amount in amounts(test.fact, near):
            assert _told(encoding, test, {test.fact: amount}) is test.test({test.fact: amount}), (test, amount)


@settings(max_examples=100, deadline=None)
@given(condition=CONDITIONS)
def test_a_condition_is_never_true_and_false_at_once(condition: Condition) -> None:
    encoding = Encoding(TERMS)
    assert not encoding.satisfiable(encoding.holds(condition), encoding.fails(condition))


def test_what_is_too_broad_to_tell() -> None:
    tree = TermTree({"exam": None, "title_exam": "exam"})
    encoding = Encoding(vocabulary(tree, [("exam", "activity"), ("title_exam", "activity")]))
    narrow = read_condition({"activity": "title_exam"}, tree)
    assert encoding.satisfiable(encoding.holds(narrow))
    assert not encoding.satisfiable(encoding.fails(narrow)), "there is no other kind in this vocabulary"
    assert not encoding.under(encoding.fails(narrow), {"activity": "exam"})


def test_the_bounds_of_the_facts_hold() -> None:
    encoding = Encoding(TERMS)
    low, high, between = (read_condition({"age": test}, TermTree({}))
                          for test in ({"below": 14}, {"at_least": 121}, {"at_least": "50.2", "below": "50.8"}))
    for condition in (low, high, between):
        assert not encoding.satisfiable(encoding.holds(condition))


def test_a_term_without_a_name_is_a_value_of_open_facts_only() -> None:
    encoding = Encoding(TERMS)
    assert encoding.choices("occupation")[-1] == OTHER and OTHER not in encoding.choices("activity")
    with pytest.raises(ValueError, match="gender has no value 'neither'"):
        encoding.equals("gender", "neither")


def test_every_leaf_of_a_rule_is_of_a_kind_that_is_encoded(kb: KnowledgeBase) -> None:
    encoding = encoding_of(kb)
    for rule in kb.book.rules.values():
        for leaf in leaves(rule.condition):
            written = getattr(leaf, "written", ())
            assert set(written) <= set(encoding.choices(leaf.fact)) if written else leaf.fact, (rule.id, leaf)


def test_without_the_solver_the_tests_say_what_to_install() -> None:
    """They fail; nothing is skipped."""
    run = subprocess.run([sys.executable, "-c", "import sys; sys.modules['z3'] = None; import z3_conditions"],
                         cwd=Path(__file__).parent, capture_output=True, text=True, check=False)
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1].startswith("ImportError: tests/static needs the solver z3: install the package "
                                                  "z3-solver")
