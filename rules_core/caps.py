"""Upper limits applied: on one event, and on the events of one year that a pool of rules credits together."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from rules_core.book import CompiledRule, RuleBook
from rules_core.decision import Decision, Operand, Step, plain
from rules_core.limits import Limit
from rules_core.question import Recognised


def cap_event(book: RuleBook, compiled: CompiledRule, decision: Decision) -> Decision:
    """The decision with the rule's per-event caps applied; a cap that does not bind is noted in the trace."""
    for limit in book.limits.get(compiled.id, ()):
        if limit.scope == "per_event" and decision.hours is not None:
            decision = _apply(compiled, limit, decision, "一次最多认定")
    return decision


def cap_year(book: RuleBook, parts: Sequence[Decision], recognised: Sequence[Recognised] = ()) -> tuple[Decision, ...]:
    """The parts with yearly pools applied: the one that goes over the limit and those after it are cut to what is left.

    What a part may still count names the earlier parts of its pool by their place in `parts` (origin `part:<i>`), and
    what was `recognised` before by its place there (`recognised:<i>`). That goes first: it stands.
    """
    result: list[Decision] = []
    for part in parts:
        compiled = book.rules.get(part.rule or "")
        if compiled is not None and part.hours is not None and part.outcome == "hours":
            for limit in book.limits.get(compiled.id, ()):
                if limit.scope == "per_year":
                    earlier = [(f"recognised:{index}", recognised[index].hours)
                               for index in taken_before(limit, part.year, recognised)]
                    earlier += [(f"part:{index}", p.hours) for index, p in enumerate(result)
                                if p.rule in limit.pool and p.year == part.year and p.outcome == "hours" and p.hours]
                    part = _pooled(compiled, limit, part, earlier)
        result.append(part)
    return tuple(result)


def taken_before(limit: Limit, year: int | None, recognised: Sequence[Recognised]) -> list[int]:
    """The places of what was recognised of a limit's pool in a year."""
    return [index for index, one in enumerate(recognised) if one.rule in limit.pool and one.year == year and one.hours]


def _pooled(compiled: CompiledRule, limit: Limit, part: Decision, earlier: Sequence[tuple[str, Fraction]]) -> Decision:
    # A yearly limit concerns what else was credited this year, which the question may not tell: always say so.
    part = part.with_(caveats=tuple(dict.fromkeys((*part.caveats, *limit.caveats))))
    if not earlier:
        return _apply(compiled, limit, part, "全年合计最多计入")
    so_far = _so_far(part)
    trace, most = _worked_out(limit, part)
    used = sum((hours for _, hours in earlier), Fraction(0))
    room = max(limit.hours - used, Fraction(0))
    assert part.hours is not None
    kept = min(room, part.hours)
    before = "本年度已认定和前面已计" if earlier[0][0].startswith("recognised:") else "前面已计"
    steps = (
        # More may have been recognised than the limit leaves, under an earlier wording of it: nothing is left then.
        Step(compiled.id, limit.clause, f"全年合计最多计入 {plain(limit.hours)} 学时，{before} {plain(used)} 学时，"
             f"还可计 {plain(room)} 学时", "shortfall" if used > limit.hours else "difference",
             (most, *(Operand(hours, origin) for origin, hours in earlier)), room),
        Step(compiled.id, limit.clause, f"这一项 {plain(part.hours)} 学时，计入 {plain(kept)} 学时", "min",
             (Operand(room, f"step:{len(trace)}"), so_far), kept),
    )
    return _cut(part, kept, limit, (*trace, *steps), part.caveats)


def _apply(compiled: CompiledRule, limit: Limit, part: Decision, words: str) -> Decision:
    """One event against its limit, or the first of a year's pool against the year's."""
    so_far = _so_far(part)
    trace, most = _worked_out(limit, part)
    hours = part.hours
    assert hours is not None
    binds = hours > limit.hours
    kept = limit.hours if binds else hours
    text = (f"{words} {plain(limit.hours)} 学时：{plain(hours)} 学时按 {plain(limit.hours)} 学时计" if binds else
            f"{words} {plain(limit.hours)} 学时，{plain(hours)} 学时未超过")
    step = Step(compiled.id, limit.clause, text, "min", (most, so_far), kept)
    caveats = tuple(dict.fromkeys((*part.caveats, *limit.caveats))) if binds else part.caveats
    return _cut(part, kept, limit, (*trace, step), caveats)


def _cut(part: Decision, kept: Fraction, limit: Limit, trace: tuple[Step, ...], caveats: tuple[str, ...]) -> Decision:
    assert part.hours is not None
    by, detail = part.by_subject, part.detail
    if kept < part.hours:
        by = {subject: (kept if hours else hours) for subject, hours in by.items()}
        detail = {**detail, "capped_from": part.hours, "cap": limit.hours}
    return part.with_(hours=kept, by_subject=by, trace=trace, detail=detail, caveats=caveats,
                      citations=tuple(dict.fromkeys((*part.citations, *limit.citations))))


def _so_far(part: Decision) -> Operand:
    """The part's hours with the step that they come from."""
    assert part.hours is not None
    last = max(index for index, step in enumerate(part.trace) if step.result is not None)
    return Operand(part.hours, f"step:{last}")


def _worked_out(limit: Limit, part: Decision) -> tuple[tuple[Step, ...], Operand]:
    """The part's trace with the limit worked out, and the limit as an operand."""
    if limit.step is None:
        return part.trace, Operand(limit.hours, limit.origin or "")
    return (*part.trace, limit.step), Operand(limit.hours, f"step:{len(part.trace)}")
