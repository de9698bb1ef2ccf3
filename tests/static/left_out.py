"""Tables of figures (`by`) and the terms that they have no cell for: which rule answers those, or which silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gap_search import Gaps, cells
from z3_conditions import Formula, z3

from policy_kb.knowledge import KnowledgeBase
from rules_core.book import CompiledRule
from rules_core.conditions import read_condition
from rules_core.model import Fixed, Rate


@dataclass(frozen=True)
class LeftOut:
    """A term without a cell. `rules`: those that can win for it, of the own place first; `silences`: those met."""

    rule: str
    fact: str
    term: str
    rules: tuple[str, ...]
    silences: tuple[str, ...]


def tables(kb: KnowledgeBase) -> list[tuple[CompiledRule, str]]:
    """The rules whose figure a fact chooses, with that fact."""
    return [(rule, rule.rule.effect.by) for rule in kb.book.rules.values()
            if isinstance(rule.rule.effect, (Rate, Fixed)) and rule.rule.effect.by is not None]


def left_out(kb: KnowledgeBase) -> list[LeftOut]:
    """Every term of the vocabulary that a table has no cell for, in the newest years of the table's own place."""
    newest = {(cell.place, cell.answers): Gaps(kb, cell) for cell in cells(kb)}
    return [_one(newest[rule.jurisdiction, rule.rule.answers], rule, fact, term) for rule, fact in tables(kb)
            for term in newest[rule.jurisdiction, rule.rule.answers].encoding.choices(fact) if term not in rule.cells]


def _one(gaps: Gaps, rule: CompiledRule, fact: str, term: str) -> LeftOut:
    encoding = gaps.encoding
    here = z3.And(encoding.holds(read_condition(rule.rule.when, gaps.kb.book.terms)), encoding.equals(fact, term))
    silences = dict.fromkeys(held.silence.id for level in gaps.silences for held in level
                             if encoding.satisfiable(here, gaps.met(held.condition)))
    return LeftOut(rule.id, fact, term, tuple(_winners(gaps, here)), tuple(silences))


def _winners(gaps: Gaps, here: Formula) -> Iterator[str]:
    encoding = gaps.encoding
    stated = [encoding.stated(fact) for fact in gaps.facts]
    nearer: list[Formula] = []
    for place, _ in gaps.cell.levels:
        level = [rule for rule in gaps.rules if rule.jurisdiction == place]
        for rule in level:
            beating = [encoding.holds(other.condition) for other in level if rule.id in other.rule.exception_to]
            if encoding.satisfiable(here, encoding.holds(rule.condition), z3.Not(z3.Or(beating)), *stated, *nearer):
                yield rule.id
        nearer += [encoding.fails(rule.condition) for rule in level]
