"""Tables leave out no level in silence, and bands of a number have no hole between them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from left_out import LeftOut, left_out, tables
from z3_conditions import Encoding, Formula, encoding_of, z3

from policy_kb.knowledge import KnowledgeBase
from rules_core.book import CompiledRule
from rules_core.conditions import Threshold, leaves


@pytest.fixture(scope="module")
def without_cell(kb: KnowledgeBase) -> list[LeftOut]:
    return left_out(kb)


def test_every_level_that_a_table_leaves_out_has_a_rule_or_a_declared_silence(without_cell: list[LeftOut]) -> None:
    assert [one for one in without_cell if not one.rules and not one.silences] == []


def test_what_the_conference_table_of_the_corps_leaves_out(without_cell: list[LeftOut]) -> None:
    """附件/一/三 counts 师市级以上, 附件/二/四 has figures for two levels only."""
    found = {one.term: (one.rules, one.silences) for one in without_cell if one.rule == "bt.conference"}
    elsewhere = (("bt.conference_other_level",), ())
    silent = ((), ("bt.silent_low_conference",))
    assert found == {"international": elsewhere, "prefecture": elsewhere, "county": silent, "unit": silent}


def test_every_term_of_a_table_is_of_its_fact(kb: KnowledgeBase) -> None:
    encoding = encoding_of(kb)
    assert [(rule.id, term) for rule, fact in tables(kb) for term in rule.cells
            if term not in encoding.choices(fact)] == []


def _banded(kb: KnowledgeBase) -> dict[tuple[str, str, str], list[CompiledRule]]:
    """The rules that look at a number, by place, kind of question and number."""
    found: dict[tuple[str, str, str], list[CompiledRule]] = {}
    for rule in kb.book.rules.values():
        for fact in {leaf.fact for leaf in leaves(rule.condition) if isinstance(leaf, Threshold)}:
            found.setdefault((rule.jurisdiction, rule.rule.answers, fact), []).append(rule)
    return found


def test_there_are_bands_to_look_at(kb: KnowledgeBase) -> None:
    assert ("nm-hhht", "review", "age") in _banded(kb)


def test_no_number_falls_between_two_bands(kb: KnowledgeBase) -> None:
    """Where a band reaches a lesser and a greater age (number of days, months), one reaches what lies between."""
    for (place, kind, fact), rules in _banded(kb).items():
        encoding = encoding_of(kb)
        reached = z3.Or([encoding.holds(rule.condition) for rule in rules])
        number = encoding.value(fact)
        less, more = (z3.Int(name) if z3.is_int(number) else z3.Real(name) for name in ("less", "more"))
        inside = z3.And(reached, encoding.world())
        around = [z3.substitute(inside, (number, other)) for other in (less, more)]
        assert not encoding.satisfiable(z3.Not(reached), *around, less < number, number < more), (place, kind, fact)


def _ages(encoding: Encoding, formula: Formula) -> tuple[int, int]:
    """The least and the greatest age for which the formula can be true."""
    found = [age for age in range(14, 121) if encoding.satisfiable(formula, encoding.equals("age", Fraction(age)))]
    assert found == list(range(found[0], found[-1] + 1))
    return found[0], found[-1]


@pytest.mark.parametrize(("gender", "reduced", "exempt"), [("male", 50, 55), ("female", 45, 50)])
def test_the_ages_of_relief_in_hohhot(kb: KnowledgeBase, gender: str, reduced: int, exempt: int) -> None:
    """hhht-2022#三/一: 男满 55 周岁、女满 50 周岁 not required; 男满 50 周岁、女满 45 周岁 a third."""
    encoding = encoding_of(kb)
    here = encoding.equals("gender", gender)
    rules = kb.book.rules
    assert _ages(encoding, z3.And(here, encoding.holds(rules["hhht.age_reduced"].condition))) == (reduced, exempt - 1)
    assert _ages(encoding, z3.And(here, encoding.holds(rules["hhht.age_exempt"].condition))) == (exempt, 120)
