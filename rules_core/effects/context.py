"""What an effect is given, and the sheet on which it writes trace, citations and readings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from rules_core.book import CompiledRule, RuleBook
from rules_core.decision import Citation, Decision, Operand, Step, plain, ratio
from rules_core.figures import annual_figure
from rules_core.select import Selection


@dataclass(slots=True)
class Context:
    """One application of one rule. `relieve` gives the decision that the rule excepts from."""

    book: RuleBook
    compiled: CompiledRule
    facts: Mapping[str, Any]
    year: int
    selection: Selection
    relieve: Callable[[], Decision | None] | None = None
    steps: list[Step] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    readings: list[str] = field(default_factory=list)
    _annual: dict[tuple[str, str], Operand] = field(default_factory=dict)

    @property
    def clause(self) -> str:
        return self.compiled.rule.clause

    def cite(self, quote: str, clause: str | None = None) -> str:
        """Note words of a clause once; returns the clause's address."""
        address = clause or self.clause
        self.note(Citation(address, quote))
        return address

    def note(self, citation: Citation) -> None:
        """Note a citation once."""
        if citation not in self.citations:
            self.citations.append(citation)

    def step(self, text: str, op: str = "state", operands: tuple[Operand, ...] = (),
             result: Fraction | None = None, clause: str | None = None) -> int:
        """Write a step; returns its number, which later operands name as `step:<n>`."""
        self.steps.append(Step(self.compiled.id, clause or self.clause, text, op, operands, result))
        return len(self.steps) - 1

    def read(self, *ids: str) -> None:
        """Note that a reading was used."""
        self.readings += [i for i in ids if i not in self.readings]

    def annual(self, rule_id: str, subject: str) -> Operand:
        """The yearly hours of a requirement rule for a subject, cited; a share of the total is a step of its own."""
        if (rule_id, subject) not in self._annual:
            figure = annual_figure(self.book, rule_id, subject)
            for citation in figure.citations:
                self.note(citation)
            operand = figure.factors[0]
            if len(figure.factors) > 1:
                total, share = (factor.value for factor in figure.factors)
                at = self.step(f"每年 {plain(total)} 学时 × {ratio(share)} = "
                               f"{plain(figure.hours)} 学时", "figure", figure.factors, figure.hours, figure.clause)
                operand = Operand(figure.hours, f"step:{at}")
            self._annual[rule_id, subject] = operand
        return self._annual[rule_id, subject]

    def clause_of(self, operand: Operand) -> str:
        """The clause that an operand of `annual` is printed in."""
        kind, _, name = operand.origin.partition(":")
        return name if kind == "quote" else self.steps[int(name)].clause

    def finish(self, outcome: str, **changes: Any) -> Decision:
        """The decision with everything written so far."""
        return Decision(
            outcome=outcome, jurisdiction=self.compiled.jurisdiction, year=self.year, rule=self.compiled.id,
            trace=tuple(self.steps), citations=tuple(self.citations), losers=self.selection.losers,
            caveats=tuple(self.book.readings[i].caveat for i in self.readings if i in self.book.readings), **changes)
