"""Upper limits in hours, worked out once from their figures: on one event, or on a pool of rules in one year."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

import msgspec

from rules_core.compiled import CompiledRule
from rules_core.decision import Citation, Operand, Step, plain, ratio
from rules_core.figures import AnnualFigure, exact
from rules_core.model import Cap, Reading


class Limit(msgspec.Struct, frozen=True):
    """A cap ready to apply. `step` works it out where it is so many years of a requirement; else `origin` is the
    clause that states it. `caveats` are those of its readings; `pool` the rules that it limits together."""

    scope: Literal["per_event", "per_year"]
    pool: frozenset[str]
    hours: Fraction
    clause: str
    origin: str | None
    step: Step | None
    citations: tuple[Citation, ...]
    caveats: tuple[str, ...]


def limits_of(compiled: CompiledRule, annual: Mapping[tuple[str, str], AnnualFigure],
              readings: Mapping[str, Reading]) -> tuple[Limit, ...]:
    """The rule's caps. One whose figures are not there is left out: the load-time check refuses it."""
    found = (_limit(compiled, cap, annual, readings) for cap in compiled.rule.caps)
    return tuple(limit for limit in found if limit is not None)


def _limit(compiled: CompiledRule, cap: Cap, annual: Mapping[tuple[str, str], AnnualFigure],
           readings: Mapping[str, Reading]) -> Limit | None:
    clause = cap.clause or compiled.rule.clause
    cited: tuple[Citation, ...] = (Citation(clause, cap.quote),)
    step = origin = None
    if cap.hours is not None:
        stated = exact(cap.hours)
        if stated is None:
            return None
        hours = stated
        origin = f"quote:{clause}"
    else:
        yearly = annual.get((cap.figures or "", cap.subject))
        if yearly is None:
            return None
        years = Fraction(cap.years or 1)
        hours = yearly.hours * years
        shown = " × ".join(_factor(factor.value) for factor in yearly.factors)
        step = Step(compiled.id, clause, f"上限：每年 {shown} 学时 × {plain(years)} 年 = {plain(hours)} 学时", "figure",
                    (*yearly.factors, Operand(years, f"quote:{clause}")), hours)
        cited += yearly.citations
    caveats = tuple(readings[name].caveat for name in cap.readings if name in readings)
    return Limit(cap.scope, frozenset(cap.pool or [compiled.id]), hours, clause, origin, step, cited, caveats)


def _factor(value: Fraction) -> str:
    return plain(value) if value.denominator == 1 else ratio(value)
