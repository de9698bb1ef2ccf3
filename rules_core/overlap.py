"""Static check: can two rules of one place both win? Plain disjointness of conditions, all pairs, no solver."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from rules_core.book import CompiledRule, RuleBook
from rules_core.calendar import span_of_years
from rules_core.conditions import Condition, Leaf, OneOf, Threshold, conjunctions

Conjunction = dict[str, list[Leaf]]


def overlaps(book: RuleBook) -> list[tuple[CompiledRule, CompiledRule]]:
    """Pairs of rules that some set of facts makes true together, with neither an exception to the other."""
    found = []
    for rules in book.by_place.values():
        for index, one in enumerate(rules):
            for two in rules[index + 1:]:
                if _exception_between(one, two) or not _same_years(book, one, two):
                    continue
                if satisfiable_together(one.condition, two.condition):
                    found.append((one, two))
    return found


def _exception_between(one: CompiledRule, two: CompiledRule) -> bool:
    return one.id in two.rule.exception_to or two.id in one.rule.exception_to


def _same_years(book: RuleBook, one: CompiledRule, two: CompiledRule) -> bool:
    if one.document == two.document:
        return True
    (a, b), (c, d) = span_of_years(book.documents[one.document]), span_of_years(book.documents[two.document])
    return (a is None or d is None or a <= d) and (c is None or b is None or c <= b)


def satisfiable_together(one: Condition, two: Condition) -> bool:
    """Whether some facts make both conditions true."""
    return any(_consistent([*a, *b]) for a, b in product(conjunctions(one), conjunctions(two)))


def _consistent(tests: Iterable[Leaf]) -> bool:
    by_fact: Conjunction = {}
    for leaf in tests:
        by_fact.setdefault(leaf.fact, []).append(leaf)
    return all(_fact_possible(leaves) for leaves in by_fact.values())


def _fact_possible(tests: list[Leaf]) -> bool:
    low = max((t.at_least for t in tests if isinstance(t, Threshold) and t.at_least is not None), default=None)
    high = min((t.below for t in tests if isinstance(t, Threshold) and t.below is not None), default=None)
    if low is not None and high is not None and low >= high:
        return False
    wanted = [t.values for t in tests if isinstance(t, OneOf) and not t.negated]
    barred = [t.values for t in tests if isinstance(t, OneOf) and t.negated]
    if not wanted:
        return True
    left = frozenset.intersection(*wanted)
    for values in barred:
        left -= values
    return bool(left)
