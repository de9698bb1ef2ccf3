"""Three-valued conditions: true, false, or unknown with the facts that would settle it.

Written in YAML as a mapping of facts, all of which must hold:

    when:
      activity: academic_conference            # this term or a kind of it
      level: [national, provincial]            # one of them
      organizer: {not: [department]}           # known, and none of them
      age: {at_least: 50, below: 55, quote: …} # a threshold carries its quote
      presented: true
      any: [{…}, {…}]                          # at least one of these conditions
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction
from itertools import chain, product
from typing import Any, Union

from rules_core.facts import FACTS
from rules_core.terms import TermTree

Truth = Union[bool, None]


class ConditionError(ValueError):
    """A condition that cannot be read; the message says what is accepted, `where` under which key of the rule it is."""

    def __init__(self, message: str, where: str = "when") -> None:
        super().__init__(message)
        self.where = where


def unknown_term(name: Any, terms: TermTree) -> str:
    """What to say of a term that is not defined, with the one that looks most like it."""
    close = get_close_matches(str(name), list(terms.broader), n=1, cutoff=0.75)
    return f"the term {name!r}, which no terms file defines" + (f"; did you mean '{close[0]}'?" if close else "")


@dataclass(frozen=True)
class OneOf:
    """The fact is one of these terms, or a kind of one (already widened to all narrower terms).

    A fact that is stated too broadly to tell (考试, where the rule speaks of one kind of examination) is unknown: its
    value stands in `wider`.
    """

    fact: str
    values: frozenset[Any]
    written: tuple[Any, ...]
    negated: bool = False
    quote: str | None = None
    wider: frozenset[Any] = frozenset()

    def test(self, facts: Mapping[str, Any]) -> Truth:
        value = facts.get(self.fact)
        if value is None or value in self.wider:
            return None
        return (value in self.values) is not self.negated


@dataclass(frozen=True)
class Threshold:
    """The fact is a number with `at_least` ≤ number < `below` (either may be absent)."""

    fact: str
    at_least: Fraction | None
    below: Fraction | None
    quote: str | None = None

    def test(self, facts: Mapping[str, Any]) -> Truth:
        value = facts.get(self.fact)
        if value is None:
            return None
        if self.at_least is not None and value < self.at_least:
            return False
        return self.below is None or value < self.below


@dataclass(frozen=True)
class AllOf:
    """Every part holds; false as soon as one is false, whatever is unknown."""

    parts: tuple[Condition, ...]

    def test(self, facts: Mapping[str, Any]) -> Truth:
        result: Truth = True
        for part in self.parts:
            truth = part.test(facts)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result


@dataclass(frozen=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]

    def test(self, facts: Mapping[str, Any]) -> Truth:
        result: Truth = False
        for part in self.parts:
            truth = part.test(facts)
            if truth is True:
                return True
            if truth is None:
                result = None
        return result


Condition = Union[OneOf, Threshold, AllOf, AnyOf]
Leaf = Union[OneOf, Threshold]
ALWAYS = AllOf(())


def leaves(condition: Condition) -> Iterator[Leaf]:
    """Every single test inside the condition, in the order written."""
    if isinstance(condition, (AllOf, AnyOf)):
        for part in condition.parts:
            yield from leaves(part)
    else:
        yield condition


def conjunctions(condition: Condition) -> list[list[Leaf]]:
    """The condition as alternatives, each a list of tests that must all hold: `a and (b or c)` is [a, b] or [a, c]."""
    if isinstance(condition, AnyOf):
        return [c for part in condition.parts for c in conjunctions(part)]
    if isinstance(condition, AllOf):
        choices = product(*(conjunctions(part) for part in condition.parts))
        return [list(chain.from_iterable(choice)) for choice in choices]
    return [[condition]]


def unknown_facts(condition: Condition, facts: Mapping[str, Any]) -> list[str]:
    """The facts that keep the condition from being decided, in the order written; none when it is decided."""
    if condition.test(facts) is not None:
        return []
    if isinstance(condition, (AllOf, AnyOf)):
        found: list[str] = []
        for part in condition.parts:
            found += [name for name in unknown_facts(part, facts) if name not in found]
        return found
    return [condition.fact]


def read_condition(raw: Any, terms: TermTree) -> Condition:
    """A condition from its YAML form. Raises ConditionError naming the key at fault and what is accepted."""
    if not isinstance(raw, Mapping):
        raise ConditionError(f"a condition is a mapping of facts, not {raw!r}")
    parts: list[Condition] = []
    for key, value in raw.items():
        if key in ("any", "all"):
            if not isinstance(value, list) or not value:
                raise ConditionError(f"'{key}' takes a list of conditions")
            inner = tuple(read_condition(item, terms) for item in value)
            parts.append(AnyOf(inner) if key == "any" else AllOf(inner))
        else:
            parts.append(_leaf(key, value, terms))
    return parts[0] if len(parts) == 1 else AllOf(tuple(parts))


def one_of(fact: str, written: tuple[str, ...], terms: TermTree, negated: bool = False,
           quote: str | None = None) -> OneOf:
    """A test for these terms, widened to all kinds of them."""
    values = frozenset().union(*(terms.under(term) for term in written))
    wider = frozenset().union(*(terms.lineage(term) for term in written)) - values
    return OneOf(fact, values, written, negated, quote, wider)


def _leaf(fact: str, value: Any, terms: TermTree) -> Condition:
    spec = FACTS.get(fact)
    if spec is None:
        raise ConditionError(f"unknown fact '{fact}'; accepted: any, all, {', '.join(FACTS)}")
    quote = None
    if isinstance(value, Mapping):
        extra = set(value) - {"at_least", "below", "is", "not", "quote"}
        if extra:
            raise ConditionError(f"'{fact}' has the unknown key '{sorted(extra)[0]}'; "
                                 "accepted: at_least, below, is, not, quote")
        quote = value.get("quote")
        if "at_least" in value or "below" in value:
            if value.get("at_least") is None and value.get("below") is None:
                raise ConditionError(f"'{fact}' needs a number in at_least or below")
            return Threshold(fact, _bound(value, "at_least"), _bound(value, "below"), quote)
        if ("is" in value) == ("not" in value):
            raise ConditionError(f"'{fact}' needs one of at_least, below, is, not")
        negated, value = "not" in value, value.get("is", value.get("not"))
    else:
        negated = False
    written = tuple(value) if isinstance(value, list) else (value,)
    if spec.type == "bool":
        if not all(isinstance(v, bool) for v in written):
            raise ConditionError(f"'{fact}' takes true or false, not {value!r}")
        return OneOf(fact, frozenset(written), written, negated, quote)
    if spec.type == "number":
        raise ConditionError(f"'{fact}' is a number: write {{at_least: …}} or {{below: …}}")
    for term in written:
        if not isinstance(term, str) or term not in terms.broader:
            raise ConditionError(f"'{fact}' names {unknown_term(term, terms)}")
    return one_of(fact, written, terms, negated, quote)


def _bound(value: Mapping[str, Any], key: str) -> Fraction | None:
    bound = value.get(key)
    if bound is None:
        return None
    if isinstance(bound, bool) or not isinstance(bound, (int, float, str)):
        raise ConditionError(f"'{key}' takes a number, not {bound!r}")
    try:
        return Fraction(str(bound))
    except (ValueError, ZeroDivisionError):
        raise ConditionError(f"'{key}' takes a number, not {bound!r}") from None
