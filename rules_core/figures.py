"""Yearly figures of a requirement rule, each with the numbers that it follows from."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from rules_core.book import RuleBook
from rules_core.decision import Citation, Operand
from rules_core.model import Requirement


@dataclass(frozen=True)
class AnnualFigure:
    """The yearly minimum of one subject in hours. It is the product of `factors`: the figure alone, or total and share
    (三分之二); `citations` are the words that state them, those of the subject last."""

    hours: Fraction
    factors: tuple[Operand, ...]
    citations: tuple[Citation, ...]

    @property
    def clause(self) -> str:
        return self.citations[-1].clause


def annual_figure(book: RuleBook, rule_id: str, subject: str) -> AnnualFigure:
    """The figure of the requirement rule `rule_id` for `subject`.

    Raises TypeError where the rule is no requirement, LookupError where it has no figure for the subject; both are
    defects that the load-time check refuses.
    """
    compiled = book.rules[rule_id]
    effect = compiled.rule.effect
    if not isinstance(effect, Requirement):
        raise TypeError(f"{rule_id} is not a requirement")
    for part in effect.subjects:
        if part.subject != subject:
            continue
        cited = Citation(part.clause or compiled.rule.clause, part.quote)
        if part.hours is not None:
            hours = Fraction(str(part.hours))
            return AnnualFigure(hours, (Operand(hours, f"quote:{cited.clause}"),), (cited,))
        share, total = Fraction(part.share or "1"), Fraction(str(effect.total.hours))
        whole = Citation(effect.total.clause or compiled.rule.clause, effect.total.quote)
        factors = (Operand(total, f"quote:{whole.clause}"), Operand(share, f"quote:{cited.clause}"))
        return AnnualFigure(total * share, factors, (whole, cited))
    raise LookupError(f"{rule_id} has no figure for {subject}")
