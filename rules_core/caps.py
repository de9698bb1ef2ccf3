"""Upper limits: on one event, and on the events of one year that a pool of rules credits together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Optional

from rules_core.book import CompiledRule, RuleBook
from rules_core.decision import Citation, Decision, Operand, Step, plain
from rules_core.model import Cap, Requirement


def limit_of(book: RuleBook, cap: Cap) -> Fraction:
    """The cap in hours: its figure, or so many years of a requirement."""
    if cap.hours is not None:
        return Fraction(str(cap.hours))
    effect = book.rules[cap.figures or ""].rule.effect
    assert isinstance(effect, Requirement)
    total = Fraction(str(effect.total.hours))
    for part in effect.subjects:
        if part.subject == cap.subject:
            annual = Fraction(str(part.hours)) if part.hours is not None else total * Fraction(part.share or "1")
            return annual * Fraction(cap.years or 1)
    raise ValueError(f"{cap.figures} has no figure for {cap.subject}")


def cap_event(book: RuleBook, compiled: CompiledRule, decision: Decision) -> Decision:
    """The decision with the rule's per-event caps applied; a cap that does not bind is noted in the trace."""
    for cap in compiled.rule.caps:
        if cap.scope == "per_event" and decision.hours is not None:
            decision = _apply(book, compiled, cap, decision, decision.hours, "一次最多认定")
    return decision


def _apply(book: RuleBook, compiled: CompiledRule, cap: Cap, decision: Decision, total: Fraction,
           words: str) -> Decision:
    limit = limit_of(book, cap)
    clause = cap.clause or compiled.rule.clause
    citation = Citation(clause, cap.quote)
    citations = decision.citations if citation in decision.citations else (*decision.citations, citation)
    if total <= limit:
        step = Step(compiled.id, clause, f"{words} {plain(limit)} 学时，{plain(total)} 学时未超过", "min",
                    (_limit_operand(limit, cap, clause), Operand(total, "sum")), total)
        return decision.with_(trace=(*decision.trace, step), citations=citations)
    step = Step(compiled.id, clause, f"{words} {plain(limit)} 学时：{plain(total)} 学时按 {plain(limit)} 学时计", "min",
                (_limit_operand(limit, cap, clause), Operand(total, "sum")), limit)
    by = {s: (limit if h else h) for s, h in decision.by_subject.items()}
    caveats = tuple(dict.fromkeys((*decision.caveats, *(book.readings[r].caveat for r in cap.readings))))
    return decision.with_(hours=limit, by_subject=by, trace=(*decision.trace, step), citations=citations,
                          caveats=caveats, detail={**decision.detail, "capped_from": total, "cap": limit})


def _limit_operand(limit: Fraction, cap: Cap, clause: str) -> Operand:
    return Operand(limit, f"quote:{clause}" if cap.hours is not None else f"requirement:{cap.figures}")


def cap_year(book: RuleBook, parts: Sequence[Decision]) -> tuple[Decision, ...]:
    """The parts with yearly pools applied: the part that goes over the limit, and those after it, are cut to what is left."""
    left: dict[tuple[str, int], Fraction] = {}
    result: list[Decision] = []
    for part in parts:
        compiled: CompiledRule | None = book.rules.get(part.rule or "")
        if compiled is None or part.hours is None or part.outcome != "hours":
            result.append(part)
            continue
        for index, cap in enumerate(compiled.rule.caps):
            if cap.scope != "per_year":
                continue
            key = (",".join(sorted(cap.pool)) or f"{compiled.id}/{index}", part.year or 0)
            limit = limit_of(book, cap)
            room = left.get(key, limit)
            part = _cut(book, compiled, cap, part, room, limit)
            left[key] = room - (part.hours or Fraction(0))
        result.append(part)
    return tuple(result)


def _cut(book: RuleBook, compiled: CompiledRule, cap: Cap, part: Decision, room: Fraction, limit: Fraction) -> Decision:
    assert part.hours is not None
    if room == limit:
        return _note_pool(book, cap, _apply(book, compiled, cap, part, part.hours, "全年合计最多计入"))
    clause = cap.clause or compiled.rule.clause
    kept = min(room, part.hours)
    used = limit - room
    step = Step(compiled.id, clause, f"全年合计最多计入 {plain(limit)} 学时，前面已计 {plain(used)} 学时，"
                f"这一项计 {plain(kept)} 学时", "min",
                (Operand(room, "step:room"), Operand(part.hours, "sum")), kept)
    by = {s: (kept if h else h) for s, h in part.by_subject.items()}
    return _note_pool(book, cap, replace(part, hours=kept, by_subject=by, trace=(*part.trace, step),
                                         detail={**part.detail, "cap": limit, "capped_from": part.hours}
                                         if kept < part.hours else part.detail))


def _note_pool(book: RuleBook, cap: Cap, part: Decision) -> Decision:
    """A yearly limit concerns what else was credited this year, which the question may not tell: always say so."""
    notes = tuple(book.readings[r].caveat for r in cap.readings)
    return part.with_(caveats=tuple(dict.fromkeys((*part.caveats, *notes))))
