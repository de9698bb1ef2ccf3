"""Upper limits: on one event, and on the events of one year that a pool of rules credits together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rules_core.book import CompiledRule, RuleBook
from rules_core.decision import Citation, Decision, Operand, Step, plain
from rules_core.figures import annual_figure
from rules_core.model import Cap


def cap_event(book: RuleBook, compiled: CompiledRule, decision: Decision) -> Decision:
    """The decision with the rule's per-event caps applied; a cap that does not bind is noted in the trace."""
    for cap in compiled.rule.caps:
        if cap.scope == "per_event" and decision.hours is not None:
            decision = _apply(book, compiled, cap, decision, "一次最多认定")
    return decision


def cap_year(book: RuleBook, parts: Sequence[Decision]) -> tuple[Decision, ...]:
    """The parts with yearly pools applied: the one that goes over the limit and those after it are cut to what is left.

    What a part may still count names the earlier parts of its pool by their place in `parts` (origin `part:<i>`).
    """
    result: list[Decision] = []
    for part in parts:
        compiled = book.rules.get(part.rule or "")
        if compiled is not None and part.hours is not None and part.outcome == "hours":
            for cap in compiled.rule.caps:
                if cap.scope == "per_year":
                    pool = cap.pool or [compiled.id]
                    earlier = [(index, p.hours) for index, p in enumerate(result)
                               if p.rule in pool and p.year == part.year and p.outcome == "hours" and p.hours]
                    part = _pooled(book, compiled, cap, part, earlier)
        result.append(part)
    return tuple(result)


def _pooled(book: RuleBook, compiled: CompiledRule, cap: Cap, part: Decision,
            earlier: Sequence[tuple[int, Fraction]]) -> Decision:
    # A yearly limit concerns what else was credited this year, which the question may not tell: always say so.
    notes = tuple(book.readings[r].caveat for r in cap.readings)
    part = part.with_(caveats=tuple(dict.fromkeys((*part.caveats, *notes))))
    if not earlier:
        return _apply(book, compiled, cap, part, "全年合计最多计入")
    so_far = _so_far(part)
    part, limit = _with_limit(book, compiled, cap, part)
    used = sum((hours for _, hours in earlier), Fraction(0))
    room = max(limit.value - used, Fraction(0))
    assert part.hours is not None
    kept = min(room, part.hours)
    clause = cap.clause or compiled.rule.clause
    steps = (
        Step(compiled.id, clause, f"全年合计最多计入 {plain(limit.value)} 学时，前面已计 {plain(used)} 学时，"
             f"还可计 {plain(room)} 学时", "difference",
             (limit, *(Operand(hours, f"part:{index}") for index, hours in earlier)), room),
        Step(compiled.id, clause, f"这一项 {plain(part.hours)} 学时，计入 {plain(kept)} 学时", "min",
             (Operand(room, f"step:{len(part.trace)}"), so_far), kept),
    )
    return _cut(part, kept, limit.value, steps)


def _apply(book: RuleBook, compiled: CompiledRule, cap: Cap, part: Decision, words: str) -> Decision:
    """One event against its limit, or the first of a year's pool against the year's."""
    so_far = _so_far(part)
    part, limit = _with_limit(book, compiled, cap, part)
    assert part.hours is not None
    kept = min(limit.value, part.hours)
    text = (f"{words} {plain(limit.value)} 学时，{plain(part.hours)} 学时未超过" if part.hours <= limit.value else
            f"{words} {plain(limit.value)} 学时：{plain(part.hours)} 学时按 {plain(limit.value)} 学时计")
    step = Step(compiled.id, cap.clause or compiled.rule.clause, text, "min", (limit, so_far), kept)
    if kept < part.hours:
        notes = tuple(book.readings[r].caveat for r in cap.readings)
        part = part.with_(caveats=tuple(dict.fromkeys((*part.caveats, *notes))))
    return _cut(part, kept, limit.value, (step,))


def _cut(part: Decision, kept: Fraction, limit: Fraction, steps: tuple[Step, ...]) -> Decision:
    assert part.hours is not None
    detail = {**part.detail, "capped_from": part.hours, "cap": limit} if kept < part.hours else part.detail
    return part.with_(hours=kept, by_subject={s: (kept if h else h) for s, h in part.by_subject.items()},
                      trace=(*part.trace, *steps), detail=detail)


def _so_far(part: Decision) -> Operand:
    """The part's hours with the step that they come from."""
    assert part.hours is not None
    last = max(index for index, step in enumerate(part.trace) if step.result is not None)
    return Operand(part.hours, f"step:{last}")


def _with_limit(book: RuleBook, compiled: CompiledRule, cap: Cap, part: Decision) -> tuple[Decision, Operand]:
    """The cap in hours, with its words cited: its figure, or so many years of a requirement (a step of its own)."""
    clause = cap.clause or compiled.rule.clause
    cited = [Citation(clause, cap.quote)]
    if cap.hours is not None:
        limit = Operand(Fraction(str(cap.hours)), f"quote:{clause}")
    else:
        annual = annual_figure(book, cap.figures or "", cap.subject)
        years = Fraction(cap.years or 1)
        factors = (*annual.factors, Operand(years, f"quote:{clause}"))
        shown = " × ".join(_factor(factor.value) for factor in annual.factors)
        total = annual.hours * years
        text = f"上限：每年 {shown} 学时 × {plain(years)} 年 = {plain(total)} 学时"
        limit = Operand(total, f"step:{len(part.trace)}")
        step = Step(compiled.id, clause, text, "figure", factors, total)
        part = part.with_(trace=(*part.trace, step))
        cited += annual.citations
    return part.with_(citations=tuple(dict.fromkeys((*part.citations, *cited)))), limit


def _factor(value: Fraction) -> str:
    return plain(value) if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
