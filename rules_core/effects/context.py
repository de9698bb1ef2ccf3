"""What an effect is given, and the sheet on which it writes trace, citations and readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Optional

from rules_core.book import CompiledRule, Period, RuleBook
from rules_core.decision import Citation, Decision, Operand, Step
from rules_core.model import Requirement
from rules_core.select import Selection


def unit_name(unit: str) -> str:
    """The Chinese unit of a rate (天, 个月, 门)."""
    return {"day": "天", "month": "个月", "subject": "门"}[unit]


@dataclass
class Context:
    """One application of one rule. `annual` gives the yearly figures of a requirement rule by subject."""

    book: RuleBook
    compiled: CompiledRule
    facts: Mapping[str, Any]
    year: int
    selection: Selection
    relieve: Callable[[], Decision | None] | None = None
    steps: list[Step] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)

    @property
    def clause(self) -> str:
        return self.compiled.rule.clause

    @property
    def period(self) -> Period:
        assert self.selection.period is not None
        return self.selection.period

    def cite(self, quote: str, clause: str | None = None) -> str:
        """Note words of a clause once; returns the clause's address."""
        address = clause or self.clause
        citation = Citation(address, quote)
        if citation not in self.citations:
            self.citations.append(citation)
        return address

    def step(self, text: str, op: str = "state", operands: tuple[Operand, ...] = (),
             result: Fraction | None = None, clause: str | None = None) -> int:
        """Write a step; returns its number, which later operands name as `step:<n>`."""
        self.steps.append(Step(self.compiled.id, clause or self.clause, text, op, operands, result))
        return len(self.steps) - 1

    def read(self, *ids: str) -> None:
        """Note that a reading was used."""
        self.readings += [i for i in ids if i not in self.readings]

    def annual(self, rule_id: str) -> dict[str, tuple[Fraction, str, str]]:
        """Yearly hours by subject of the requirement rule: (hours, clause, quote)."""
        compiled = self.book.rules[rule_id]
        effect = compiled.rule.effect
        if not isinstance(effect, Requirement):
            raise TypeError(f"{rule_id} is not a requirement")
        total = Fraction(str(effect.total.hours))
        found = {}
        for part in effect.subjects:
            hours = Fraction(str(part.hours)) if part.hours is not None else total * Fraction(part.share or "1")
            found[part.subject] = (hours, part.clause or compiled.rule.clause, part.quote)
        return found

    def finish(self, outcome: str, **changes: Any) -> Decision:
        """The decision with everything written so far."""
        return Decision(
            outcome=outcome, jurisdiction=self.compiled.jurisdiction, year=self.year, rule=self.compiled.id,
            trace=tuple(self.steps), citations=tuple(self.citations), losers=self.selection.losers,
            caveats=tuple(self.book.readings[i].caveat for i in self.readings if i in self.book.readings), **changes)
