"""Conditions of rules as formulas of the solver z3, three-valued as `Condition.test` is.

A fact is a variable with a second one that says whether it is stated at all. Terms and truth values are numbered; an
open fact has one value more, a term that the vocabulary does not name. Numbers keep the bounds of `check_facts`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias

from fact_values import OPEN, OTHER, above_low, bounds, is_number, is_whole, vocabulary

from policy_kb.knowledge import KnowledgeBase
from rules_core.conditions import AllOf, AnyOf, Condition, OneOf, Threshold
from rules_core.facts import FACTS

try:
    import z3
except ImportError as missing:
    raise ImportError("tests/static needs the solver z3: install the package z3-solver, which the group `dev` of "
                      "pyproject.toml names (make test does)") from missing

#: A formula of z3, which has no types of its own.
Formula: TypeAlias = Any
__all__ = ["Encoding", "Formula", "encoding_of", "z3"]


@dataclass
class Encoding:
    """Formulas over one vocabulary (`terms`: the terms of each fact, in the order of the files).

    `exact` False gives the coarser reading of `rules_core.overlap`: no bounds, every vocabulary open, a truth value
    beside yes and no, and a wide term (考试) as one more kind of itself.
    """

    terms: Mapping[str, Sequence[str]]
    exact: bool = True
    _values: dict[str, Formula] = field(default_factory=dict)
    _stated: dict[str, Formula] = field(default_factory=dict)

    def choices(self, fact: str) -> list[Any]:
        """The values of a fact with terms or of a truth value."""
        rest = [OTHER] if not self.exact or fact in OPEN else []
        return [True, False, *rest] if FACTS[fact].type == "bool" else [*self.terms.get(fact, ()), *rest]

    def stated(self, fact: str) -> Formula:
        return self._stated.setdefault(fact, z3.Bool(f"{fact}?"))

    def value(self, fact: str) -> Formula:
        if fact not in self._values:
            real = is_number(fact) and not (self.exact and is_whole(fact))
            self._values[fact] = z3.Real(fact) if real else z3.Int(fact)
        return self._values[fact]

    def equals(self, fact: str, value: Any) -> Formula:
        """The fact is stated, and is this value."""
        number = z3.RealVal(str(value)) if is_number(fact) else self._number(fact, value)
        return z3.And(self.stated(fact), self.value(fact) == number)

    def holds(self, condition: Condition) -> Formula:
        """`condition.test(facts) is True`."""
        return self._truth(condition, True)

    def fails(self, condition: Condition) -> Formula:
        """`condition.test(facts) is False`."""
        return self._truth(condition, False)

    def world(self) -> Formula:
        """Every variable used so far has a value that its fact can have."""
        return z3.And([self._possible(fact) for fact in self._values])

    def satisfiable(self, *formulas: Formula) -> bool:
        """Whether some facts make all of them true. Raises RuntimeError where z3 does not know."""
        solver = z3.Solver()
        answer = solver.check(self.world(), *formulas)
        if answer == z3.unknown:
            raise RuntimeError(f"z3 does not know: {solver.reason_unknown()}")
        return bool(answer == z3.sat)

    def under(self, formula: Formula, facts: Mapping[str, Any]) -> bool:
        """Whether the formula is true of these facts; a fact that is not there is not stated."""
        pairs = [(var, z3.BoolVal(fact in facts)) for fact, var in self._stated.items()]
        for fact, var in self._values.items():
            given = facts.get(fact, 0)
            wanted = given if is_number(fact) or fact not in facts else self._number(fact, given)
            pairs.append((var, z3.IntVal(int(wanted)) if z3.is_int(var) else z3.RealVal(str(Fraction(wanted)))))
        result = z3.simplify(z3.substitute(formula, *pairs))
        if not (z3.is_true(result) or z3.is_false(result)):
            raise ValueError(f"the facts leave open: {result}")
        return bool(z3.is_true(result))

    def _number(self, fact: str, value: Any) -> int:
        choices = self.choices(fact)
        if value in choices:
            return choices.index(value)
        if OTHER in choices:
            return choices.index(OTHER)
        raise ValueError(f"{fact} has no value {value!r}")

    def _truth(self, condition: Condition, wanted: bool) -> Formula:
        if isinstance(condition, (AllOf, AnyOf)):
            parts = [self._truth(part, wanted) for part in condition.parts]
            return z3.And(parts) if isinstance(condition, AllOf) is wanted else z3.Or(parts)
        stated, value = self.stated(condition.fact), self.value(condition.fact)
        if isinstance(condition, Threshold):
            inside = [value >= z3.RealVal(str(condition.at_least))] if condition.at_least is not None else []
            inside += [value < z3.RealVal(str(condition.below))] if condition.below is not None else []
            return z3.And(stated, z3.And(inside) if wanted else z3.Not(z3.And(inside)))
        return z3.And(stated, z3.Or([value == number for number, choice in enumerate(self.choices(condition.fact))
                                     if self._tells(condition, choice)
                                     and ((choice in condition.values) is not condition.negated) is wanted]))

    def _tells(self, test: OneOf, choice: Any) -> bool:
        """Whether the test can tell of this value (考试 is too broad for a test of one kind of examination)."""
        return not self.exact or choice not in test.wider

    def _possible(self, fact: str) -> Formula:
        value = self.value(fact)
        if not is_number(fact):
            return z3.And(value >= 0, value < len(self.choices(fact)))
        if not self.exact:
            return z3.BoolVal(True)
        low, high = bounds(fact)
        return z3.And(value > low if above_low(fact) else value >= low, value <= high)


def encoding_of(kb: KnowledgeBase, exact: bool = True) -> Encoding:
    """Over the vocabulary of a knowledge base."""
    return Encoding(vocabulary(kb.book.terms, ((term.id, term.kind) for term in kb.terms.values())), exact)
