"""Figures as rules state them, each with its origin, made once when a knowledge base is built."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import msgspec

from rules_core.decision import Citation, Operand
from rules_core.model import Requirement

if TYPE_CHECKING:
    from rules_core.book import RuleBook
    from rules_core.compiled import CompiledRule


class Figure(msgspec.Struct, frozen=True):
    """A figure with the words that state it: `operand` is the figure as it enters a step."""

    value: Fraction
    operand: Operand
    citation: Citation


def exact(value: object) -> Fraction | None:
    """A number as a file writes it (12, 7.5, 1/3); None for anything else, which the load-time check refuses."""
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def figure(value: object, quote: str | None, clause: str) -> Figure | None:
    """The figure that `quote` states in `clause`; None for no finite number or no quote (both are refused at load)."""
    number = exact(value)
    if number is None or quote is None:
        return None
    return Figure(number, Operand(number, f"quote:{clause}"), Citation(clause, quote))


class AnnualFigure(msgspec.Struct, frozen=True):
    """The yearly minimum of one subject in hours. It is the product of `factors`: the figure alone, or total and share
    (三分之二); `citations` are the words that state them, those of the subject last."""

    hours: Fraction
    factors: tuple[Operand, ...]
    citations: tuple[Citation, ...]

    @property
    def clause(self) -> str:
        return self.citations[-1].clause


def annual_figures(compiled: CompiledRule) -> dict[str, AnnualFigure]:
    """The yearly figure of each subject for which a requirement rule has one; empty for a rule of another kind."""
    effect, clause = compiled.rule.effect, compiled.rule.clause
    found: dict[str, AnnualFigure] = {}
    if not isinstance(effect, Requirement):
        return found
    total = figure(effect.total.hours, effect.total.quote, effect.total.clause or clause)
    for part in effect.subjects:
        own = figure(part.hours if part.hours is not None else part.share or "1", part.quote, part.clause or clause)
        if own is None or total is None:
            continue
        if part.hours is not None:
            found[part.subject] = AnnualFigure(own.value, (own.operand,), (own.citation,))
        else:
            found[part.subject] = AnnualFigure(total.value * own.value, (total.operand, own.operand),
                                               (total.citation, own.citation))
    return found


def annual_figure(book: RuleBook, rule_id: str, subject: str) -> AnnualFigure:
    """The figure of the requirement rule `rule_id` for `subject`.

    Raises TypeError where the rule is no requirement, LookupError where it has no figure for the subject; both are
    defects that the load-time check refuses.
    """
    found = book.annual.get((rule_id, subject))
    if found is not None:
        return found
    if not isinstance(book.rules[rule_id].rule.effect, Requirement):
        raise TypeError(f"{rule_id} is not a requirement")
    raise LookupError(f"{rule_id} has no figure for {subject}")
