"""Random facts and random small conditions, over a vocabulary."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from fact_values import bounds, is_number, is_whole, vocabulary
from hypothesis import strategies as st
from z3_conditions import Encoding

from rules_core.conditions import Condition, Threshold, leaves, read_condition
from rules_core.terms import TermTree

#: A small vocabulary with three levels, for conditions that no rule has.
TREE = TermTree({"exam": None, "title_exam": "exam", "junior_exam": "title_exam", "middle_exam": "title_exam",
                 "licence_exam": "exam", "paper": None, "national": None, "county": None, "male": None, "female": None,
                 "health": None})
TERMS = vocabulary(TREE, {**dict.fromkeys(("exam", "title_exam", "junior_exam", "middle_exam", "licence_exam", "paper"),
                                          "activity"), "national": "level", "county": "level", "male": "gender",
                          "female": "gender", "health": "occupation"}.items())


def amounts(fact: str, near: Iterable[Fraction]) -> list[Fraction]:
    """Amounts that the fact can have: the bounds, and those at and beside the figures `near`."""
    low, high = bounds(fact)
    step = Fraction(1) if is_whole(fact) else Fraction(1, 2)
    found = {Fraction(low) + step, Fraction(high), *(figure + d for figure in near for d in (-step, 0, step))}
    return sorted(amount for amount in found if low < amount <= high and (amount / step).denominator == 1)


def facts_for(encoding: Encoding, conditions: Iterable[Condition],
              whole: bool = False) -> st.SearchStrategy[dict[str, Any]]:
    """Facts that the conditions look at; each may be missing, unless `whole` asks for all."""
    figures: dict[str, set[Fraction]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            near = figures.setdefault(leaf.fact, set())
            if isinstance(leaf, Threshold):
                near |= {bound for bound in (leaf.at_least, leaf.below) if bound is not None}
    values = {fact: st.sampled_from(amounts(fact, near) if is_number(fact) else encoding.choices(fact))
              for fact, near in figures.items()}
    return st.fixed_dictionaries(values) if whole else st.fixed_dictionaries({}, optional=values)


def _leaf(fact: str, terms: Sequence[str]) -> st.SearchStrategy[dict[str, Any]]:
    some = st.lists(st.sampled_from(terms), min_size=1, max_size=3, unique=True)
    return st.builds(lambda word, chosen: {fact: {word: chosen}}, st.sampled_from(["is", "not"]), some)


def _written(terms: Mapping[str, Sequence[str]]) -> st.SearchStrategy[dict[str, Any]]:
    number = st.sampled_from([None, 18, 45, 50, 50.5, 55, 130])
    band = st.builds(lambda low, high: {"age": {"at_least": low, "below": high}}, number, number)
    truth = st.builds(lambda word, value: {"passed": {word: value}}, st.sampled_from(["is", "not"]),
                      st.sampled_from([True, False, [True, False]]))
    leaf = st.one_of(*(_leaf(fact, names) for fact, names in terms.items()), truth,
                     band.filter(lambda test: test["age"] != {"at_least": None, "below": None}))
    word = st.sampled_from(["any", "all"])
    return st.recursive(leaf, lambda inner: st.dictionaries(word, st.lists(inner, min_size=1, max_size=3), min_size=1),
                        max_leaves=5)


#: Conditions as the YAML files could write them, over the small vocabulary.
CONDITIONS: st.SearchStrategy[Condition] = _written(TERMS).map(lambda raw: read_condition(raw, TREE))
