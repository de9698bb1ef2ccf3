"""Gaps: fully stated facts that no rule answers, neither of the place's own notices nor of those above.

A gap is found by z3 in a cell: one place, one kind of question, the years in which the same notices answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from fact_values import bounds, is_number
from rule_faults import RULE_FAULTS
from z3_conditions import Formula, encoding_of, z3

from policy_kb.knowledge import KnowledgeBase
from rules_core.conditions import ALWAYS, Condition, Threshold, leaves, read_condition
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.facts import FACTS
from rules_core.question import Question

YEARS = range(2017, 2028)
KINDS = ("hours", "requirement", "review")


@dataclass(frozen=True)
class Cell:
    """`levels`: the notices that answer, by place, the nearest first; the same in all `years`."""

    place: str
    answers: str
    years: tuple[int, ...]
    levels: tuple[tuple[str, frozenset[str]], ...]


def cells(kb: KnowledgeBase) -> list[Cell]:
    """Every place, kind and year for which a notice answers; places and years without one are `not_covered`."""
    found: dict[tuple[str, str, Any], list[int]] = {}
    for place in kb.book.jurisdictions:
        for kind in KINDS:
            for year in YEARS:
                levels = tuple((p.jurisdiction, p.documents) for p in kb.book.periods(place, year))
                if levels:
                    found.setdefault((place, kind, levels), []).append(year)
    return [Cell(place, kind, tuple(years), levels) for (place, kind, levels), years in found.items()]


class Gaps:
    """The gaps of one cell, as formulas."""

    def __init__(self, kb: KnowledgeBase, cell: Cell) -> None:
        self.kb, self.cell, self.encoding = kb, cell, encoding_of(kb)
        self.rules = [rule for place, documents in cell.levels
                      for rule in kb.book.by_place.get((place, cell.answers), ()) if rule.document in documents]
        self.silences = [[held for held in kb.silences if held.silence.answers == cell.answers
                          and held.document in documents] for _, documents in cell.levels]
        self.faults = [(fault, read_condition(fault.when, kb.book.terms)) for fault in RULE_FAULTS
                       if (fault.place, fault.answers) == (cell.place, cell.answers)]
        self.conditions = [*(r.condition for r in self.rules), *(s.condition for level in self.silences for s in level),
                           *(condition for _, condition in self.faults)]
        used = {leaf.fact for condition in self.conditions for leaf in leaves(condition)}
        self.facts = [fact for fact in FACTS if fact in used]
        self._figures = _figures(self.conditions)
        self.open = z3.And([*(self.encoding.stated(fact) for fact in self.facts),
                            *(self.encoding.fails(rule.condition) for rule in self.rules)])

    def met(self, condition: Condition) -> Formula:
        """A gap for which a silence or a fault is declared."""
        return z3.And(self.open, self.encoding.holds(condition))

    def undeclared(self) -> Formula:
        """A gap that one of the notices has no declared silence for, and that is no known fault of the rules."""
        silent = [z3.Or([self.encoding.holds(s.condition) for s in level]) for level in self.silences]
        known = [self.encoding.holds(condition) for _, condition in self.faults]
        return z3.And(self.open, z3.Not(z3.And(silent)), z3.Not(z3.Or(known)))

    def witness(self, formula: Formula) -> dict[str, Any] | None:
        """The first facts that make it true, in the order of the facts and of the vocabulary; None where none do."""
        solver = z3.Solver()
        solver.add(self.encoding.world(), formula)
        if solver.check() != z3.sat:
            return None
        found: dict[str, Any] = {}
        for fact in self.facts:
            for value in self._values(fact):
                here = self.encoding.equals(fact, value)
                if solver.check(here) == z3.sat:
                    solver.add(here)
                    found[fact] = value
                    break
            else:
                raise AssertionError(f"no value of {fact} is left")
        return found

    def decided(self, facts: Mapping[str, Any]) -> Decision:
        """What the rules core says of these facts."""
        year = self.cell.years[-1]
        return decide(question(self.cell, facts, year), self.kb.book, date(year, 6, 1))

    def shortest(self, facts: Mapping[str, Any], condition: Condition = ALWAYS) -> dict[str, Any]:
        """The same question with all that can be left unsaid left out: still `not_listed`, the condition still true."""
        kept = dict(facts)
        for fact in reversed(list(kept)):
            fewer = {name: value for name, value in kept.items() if name != fact}
            if condition.test(fewer) is True and self.decided(fewer).outcome == "not_listed":
                kept = fewer
        return kept

    def _values(self, fact: str) -> list[Any]:
        if not is_number(fact):
            return self.encoding.choices(fact)
        # Every band of a threshold begins at one of these.
        low, _ = bounds(fact)
        return sorted({Fraction(low), Fraction(low) + 1, *self._figures.get(fact, ())})


def question(cell: Cell, facts: Mapping[str, Any], year: int) -> Question:
    person = {name: value for name, value in facts.items() if FACTS[name].scope == "person"}
    activity = {name: value for name, value in facts.items() if FACTS[name].scope == "activity"}
    if cell.answers != "hours":
        return Question(cell.answers, cell.place, year, {**person, **activity})  # type: ignore[arg-type]
    return Question("hours", cell.place, year, person, (activity,))


def _figures(conditions: Iterable[Condition]) -> dict[str, set[Fraction]]:
    found: dict[str, set[Fraction]] = {}
    for condition in conditions:
        for leaf in leaves(condition):
            if isinstance(leaf, Threshold):
                found.setdefault(leaf.fact, set()).update(b for b in (leaf.at_least, leaf.below) if b is not None)
    return found

