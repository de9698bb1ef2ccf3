"""Relief that a person asked for and does not reach: by how much he is short of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

from rules_core.book import CompiledRule, RuleBook
from rules_core.conditions import Threshold, conjunctions
from rules_core.decision import Citation, Decision, Operand, Step, plain
from rules_core.facts import FACTS
from rules_core.select import Selection


def unmet_relief(book: RuleBook, selection: Selection, facts: Mapping[str, Any], year: int,
                 apply: Callable[[RuleBook, Selection, Mapping[str, Any], int], Decision]) -> Decision | None:
    """`not_met` when the person asked for relief, stated what it depends on, and is short of its lowest threshold."""
    winner = selection.winner
    assert winner is not None
    best: tuple[Fraction, Threshold, CompiledRule] | None = None
    for rule in selection.failed:
        if winner.id not in rule.rule.exception_to:
            continue
        for tests in conjunctions(rule.condition):
            short = [t for t in tests if isinstance(t, Threshold) and t.test(facts) is False]
            others = [t for t in tests if t not in short]
            if len(short) == 1 and all(t.test(facts) is True for t in others) and short[0].at_least is not None:
                gap = short[0].at_least - facts[short[0].fact]
                if gap > 0 and (best is None or gap < best[0]):
                    best = (gap, short[0], rule)
    if best is None:
        return None
    gap, threshold, rule = best
    assert threshold.at_least is not None
    have = facts[threshold.fact]
    quote = threshold.quote or rule.rule.about
    unit = FACTS[threshold.fact].unit
    operands = (Operand(threshold.at_least, f"quote:{rule.rule.clause}"), Operand(have, f"fact:{threshold.fact}"))
    step = Step(rule.id, rule.rule.clause, f"要求{quote}；现为 {plain(have)} {unit}，还差 {plain(gap)} {unit}",
                "difference", operands, gap)
    applies = apply(book, selection, facts, year)
    return Decision("not_met", year=year, rule=rule.id, trace=(step,), losers=selection.losers,
                    citations=(Citation(rule.rule.clause, quote), *applies.citations), caveats=applies.caveats,
                    parts=(applies,), detail={"fact": threshold.fact, "need": threshold.at_least, "have": have,
                                              "short": gap, "threshold": quote, "about": rule.rule.about})
