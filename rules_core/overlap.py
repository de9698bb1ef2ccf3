"""Static check: can two rules of one place both win? Plain disjointness of conditions, all pairs, no solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product

from rules_core.book import CompiledRule, RuleBook
from rules_core.calendar import span_of_years
from rules_core.conditions import Condition, Leaf, OneOf, Threshold, conjunctions

Conjunction = dict[str, list[Leaf]]


def overlaps(book: RuleBook) -> list[tuple[CompiledRule, CompiledRule]]:
    """Pairs of rules that some set of facts makes true together, with neither an exception to the other."""
    found = []
    for rules in book.by_place.values():
        ways = [conjunctions(rule.condition) for rule in rules]
        for index, one in enumerate(rules):
            for at, two in enumerate(rules[index + 1:], index + 1):
                if _exception_between(one, two) or not _same_years(book, one, two):
                    continue
                if _any_consistent(ways[index], ways[at]):
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
    return _any_consistent(conjunctions(one), conjunctions(two))


def _any_consistent(ones: Sequence[Sequence[Leaf]], twos: Sequence[Sequence[Leaf]]) -> bool:
    return any(not _apart(a, b) and _consistent([*a, *b]) for a, b in product(ones, twos))


def _apart(ones: Sequence[Leaf], twos: Sequence[Leaf]) -> bool:
    """Whether they ask for different terms of one fact, as most pairs of rules do: seen before all is compared."""
    return any(a.fact == b.fact and isinstance(a, OneOf) and isinstance(b, OneOf) and not (a.negated or b.negated)
               and a.values.isdisjoint(b.values) for a in ones for b in twos)


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
