"""Which rules of two levels meet: for the same facts, in the same year, each would win on its own level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import msgspec

from rules_core.book import CompiledRule, RuleBook
from rules_core.conditions import Leaf, OneOf, Threshold, conjunctions, leaves

#: A value that no term has, for a fact of which only is said what it is not.
OTHER = "(another)"


class Meeting(msgspec.Struct, frozen=True):
    """A rule and one of a level above that meet, with facts for which they do."""

    lower: CompiledRule
    higher: CompiledRule
    facts: Mapping[str, Any]


def meetings(book: RuleBook) -> Iterator[Meeting]:
    """Every pair of levels, the rules in the order of the files."""
    kinds = tuple(dict.fromkeys(kind for _, kind in book.by_place))
    for place in book.jurisdictions:
        above = book.chain(place)[1:]
        years = _answer_together(book, place) if above else frozenset()
        for answers in kinds:
            for lower in book.by_place.get((place, answers), ()):
                for higher in (rule for level in above for rule in book.by_place.get((level, answers), ())):
                    if (lower.document, higher.document) in years:
                        facts = facts_of_meeting(book, lower, higher)
                        if facts is not None:
                            yield Meeting(lower, higher, facts)


def _answer_together(book: RuleBook, place: str) -> frozenset[tuple[str, str]]:
    """The pairs of notices that answer for one year or day at a place, one carried over from earlier included."""
    calendar = book.calendars.get(place)
    return frozenset((one, two) for periods in (calendar.everything() if calendar else ())
                     for one_period in periods
                     for one in one_period.documents for two_period in periods for two in two_period.documents)


def facts_of_meeting(book: RuleBook, lower: CompiledRule, higher: CompiledRule) -> dict[str, Any] | None:
    """Facts that make both rules true and no exception to either on its own level; None where there are none.

    Facts that neither rule looks at stay unknown, and so does an exception that needs one of them.
    """
    exceptions = [*_exceptions(book, lower), *_exceptions(book, higher)]
    watched: dict[str, list[Leaf]] = {}
    for exception in exceptions:
        for leaf in leaves(exception.condition):
            watched.setdefault(leaf.fact, []).append(leaf)
    for one, two in product(conjunctions(lower.condition), conjunctions(higher.condition)):
        tests: dict[str, list[Leaf]] = {}
        for leaf in (*one, *two):
            tests.setdefault(leaf.fact, []).append(leaf)
        choices = [_values(book, fact, wanted, watched.get(fact, ())) for fact, wanted in tests.items()]
        for values in product(*choices):
            facts = dict(zip(tests, values))
            if not any(e.condition.test(facts) is True for e in exceptions):
                return facts
    return None


def _exceptions(book: RuleBook, rule: CompiledRule) -> Iterator[CompiledRule]:
    """The exceptions to a rule in its own notice, which is in force whenever the rule is."""
    for other in book.by_place[rule.jurisdiction, rule.rule.answers]:
        if rule.id in other.rule.exception_to and other.document == rule.document:
            yield other


def _values(book: RuleBook, fact: str, tests: Sequence[Leaf], watched: Sequence[Leaf]) -> list[Any]:
    """Values of a fact that pass the tests: all of those that `watched` may tell apart, else one."""
    marks = [leaf for leaf in (*tests, *watched) if isinstance(leaf, Threshold)]
    if marks:
        bounds = sorted({bound for leaf in marks for bound in (leaf.at_least, leaf.below) if bound is not None})
        passing = [v for v in (bounds[0] - Fraction(1), *bounds) if all(t.test({fact: v}) is True for t in tests)]
    else:
        named = [test.values for test in tests if isinstance(test, OneOf) and not test.negated]
        domain = frozenset.intersection(*named) if named else book.small_domains.get(fact, (OTHER,))
        written = {term for test in tests if isinstance(test, OneOf) for term in test.written}
        passing = [v for v in sorted(domain, key=lambda value: (value not in written, str(value)))
                   if all(test.test({fact: v}) is True for test in tests)]
    return passing if watched else passing[:1]
