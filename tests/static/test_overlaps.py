"""Overlaps proved a second way: by z3, pair by pair, beside the plain check of `rules_core.overlap`."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given, settings
from stated_facts import CONDITIONS, TERMS, TREE
from z3_conditions import Encoding, Formula, encoding_of, z3

from policy_kb.knowledge import KnowledgeBase
from rules_core.book import CompiledRule, span_of_years
from rules_core.conditions import Condition, read_condition
from rules_core.overlap import overlaps, satisfiable_together


def _pairs(kb: KnowledgeBase) -> Iterator[tuple[CompiledRule, CompiledRule]]:
    """Every two rules of one place that answer the same kind of question in some year."""
    for rules in kb.book.by_place.values():
        for one, two in combinations(rules, 2):
            (a, b), (c, d) = (span_of_years(kb.book.documents[rule.document]) for rule in (one, two))
            if (a is None or d is None or a <= d) and (c is None or b is None or c <= b):
                yield one, two


@pytest.fixture(scope="module")
def holds(kb: KnowledgeBase) -> tuple[Encoding, dict[str, Formula]]:
    """Every rule's condition as a formula, by the rule's id."""
    encoding = encoding_of(kb)
    return encoding, {rule.id: encoding.holds(rule.condition) for rule in kb.book.rules.values()}


@pytest.fixture(scope="module")
def meeting(kb: KnowledgeBase, holds: tuple[Encoding, dict[str, Formula]]) -> set[frozenset[str]]:
    """The pairs of rules that some facts make true together, exceptions with what they defeat among them."""
    encoding, formula = holds
    return {frozenset((one.id, two.id)) for one, two in _pairs(kb)
            if encoding.satisfiable(formula[one.id], formula[two.id])}


def test_no_two_rules_win_for_the_same_facts(kb: KnowledgeBase, meeting: set[frozenset[str]]) -> None:
    exceptions = {frozenset((rule.id, name)) for rule in kb.book.rules.values() for name in rule.rule.exception_to}
    plain = {frozenset((one.id, two.id)) for one, two in overlaps(kb.book)}
    assert (meeting - exceptions, plain) == (set(), set())


def test_the_plain_check_agrees_on_every_pair_of_rules(kb: KnowledgeBase, meeting: set[frozenset[str]]) -> None:
    """The bounds and the closed vocabularies, which it does not know, make no difference to the rules as they are."""
    plain = {frozenset((one.id, two.id)) for one, two in _pairs(kb)
             if satisfiable_together(one.condition, two.condition)}
    assert (plain - meeting, meeting - plain) == (set(), set())


def test_no_exception_is_stale(kb: KnowledgeBase, meeting: set[frozenset[str]]) -> None:
    """A rule that never holds together with the rule it defeats defeats nothing."""
    assert [(rule.id, name) for rule in kb.book.rules.values() for name in rule.rule.exception_to
            if frozenset((rule.id, name)) not in meeting] == []


def test_every_rule_can_win(kb: KnowledgeBase, holds: tuple[Encoding, dict[str, Formula]]) -> None:
    """For some facts a rule holds and no exception to it does: else nobody ever gets its answer."""
    encoding, formula = holds
    never = []
    for rules in kb.book.by_place.values():
        for rule in rules:
            beating = [formula[other.id] for other in rules if rule.id in other.rule.exception_to]
            if not encoding.satisfiable(formula[rule.id], z3.Not(z3.Or(beating))):
                never.append(rule.id)
    assert never == []


def _meet(encoding: Encoding, one: Condition, two: Condition) -> bool:
    return encoding.satisfiable(encoding.holds(one), encoding.holds(two))


@settings(max_examples=250, deadline=None)
@given(one=CONDITIONS, two=CONDITIONS)
def test_the_plain_check_agrees_on_conditions_that_no_rule_has(one: Condition, two: Condition) -> None:
    """Both ways, in its own coarser reading; and it never misses what the exact reading finds."""
    found = satisfiable_together(one, two)
    assert found is _meet(Encoding(TERMS, exact=False), one, two)
    assert found or not _meet(Encoding(TERMS), one, two)


@pytest.mark.parametrize(("one", "two"), [
    ({"passed": {"not": True}}, {"passed": {"not": False}}),                       # neither yes nor no
    ({"activity": "title_exam"}, {"activity": {"not": ["junior_exam", "middle_exam"]}}),   # the wide term is left
    ({"gender": {"not": "male"}}, {"gender": {"not": "female"}}),
    ({"age": {"at_least": 130}}, {}),
    ({"age": {"at_least": "50.2", "below": "50.8"}}, {}),
])
def test_where_the_plain_check_is_coarser(one: object, two: object) -> None:
    """It calls these possible, which is the safe side: such a rule is refused at load until it is written plainly."""
    first, second = read_condition(one, TREE), read_condition(two, TREE)
    assert satisfiable_together(first, second) and not _meet(Encoding(TERMS), first, second)
