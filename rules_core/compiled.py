"""A rule made ready: its conditions read, its figures exact, its quotes as citations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rules_core.conditions import (
    ALWAYS,
    AllOf,
    Condition,
    ConditionError,
    Leaf,
    conjunctions,
    leaves,
    one_of,
    read_condition,
    unknown_term,
)
from rules_core.decision import Citation
from rules_core.figures import Figure, exact, figure
from rules_core.model import Cell, Document, Fixed, Multiple, Rate, Reduced, Rule
from rules_core.terms import TermTree


@dataclass(frozen=True, eq=False)
class CompiledRule:
    """A rule with its conditions read. `condition` includes what a table needs (a level that has a cell).

    `tests` are the single tests inside it, in the order written, `own_facts` the facts that they look at. `figure` is
    the one figure of an effect without a table, `step` to what its result is rounded up, `cells` the figures of a table
    by the term that chooses; the same for the bonus. `quoted` are the alternatives of the condition that quote the
    clause, each with what it cites; `notes` are the rule's notes: when, text, cited words.
    """

    id: str
    rule: Rule
    document: str
    jurisdiction: str
    condition: Condition
    tests: tuple[Leaf, ...]
    own_facts: frozenset[str]
    figure: Figure | None
    step: Fraction | None
    cells: Mapping[str, Figure | None]
    bonus_condition: Condition
    bonus_figure: Figure | None
    bonus_cells: Mapping[str, Figure | None]
    office_conditions: tuple[Condition, ...]
    quoted: tuple[tuple[tuple[Leaf, ...], tuple[Citation, ...]], ...]
    notes: tuple[tuple[Condition, str, Citation], ...]

def compile_rule(rule: Rule, document: Document, terms: TermTree) -> CompiledRule:
    """Read the rule's conditions and figures. Raises ConditionError."""
    effect, clause = rule.effect, rule.clause
    condition = read_condition(rule.when, terms)
    own: Figure | None = None
    step: Fraction | None = None
    cells: dict[str, Figure | None] = {}
    if isinstance(effect, (Rate, Fixed)):
        own = figure(effect.hours, effect.quote, clause)
        if effect.by is not None:
            cells = _cells(effect.cells, clause, terms)
            reach = one_of(effect.by, tuple(v for c in effect.cells for v in c.is_), terms)
            parts = condition.parts if isinstance(condition, AllOf) else (condition,)
            condition = AllOf((*parts, reach))
    elif isinstance(effect, Multiple):
        own = figure(effect.times, effect.quote, clause)
    elif isinstance(effect, Reduced):
        own, step = figure(effect.fraction, effect.quote, clause), exact(effect.step)
    bonus_condition: Condition = ALWAYS
    bonus_own: Figure | None = None
    bonus_cells: dict[str, Figure | None] = {}
    if isinstance(effect, Rate) and effect.bonus is not None:
        bonus_condition = _read(effect.bonus.when, terms, "effect")
        bonus_cells = _cells(effect.bonus.cells, clause, terms)
        if effect.bonus.by is None and effect.bonus.cells:
            bonus_own = _figure_of(effect.bonus.cells[0], clause)
    return CompiledRule(
        id=rule.id, rule=rule, document=document.id, jurisdiction=document.jurisdiction or "", condition=condition,
        tests=tuple(leaves(condition)), own_facts=frozenset(leaf.fact for leaf in leaves(condition)),
        figure=own, step=step, cells=cells, bonus_condition=bonus_condition, bonus_figure=bonus_own,
        bonus_cells=bonus_cells,
        office_conditions=tuple(_read(o.when, terms, "effect") for o in getattr(effect, "offices", ())),
        quoted=_quoted(condition, clause),
        notes=tuple((_read(n.when, terms, "notes"), n.text, Citation(n.clause or clause, n.quote)) for n in rule.notes),
    )


def _read(when: Mapping[str, Any], terms: TermTree, where: str) -> Condition:
    try:
        return read_condition(when, terms)
    except ConditionError as error:
        raise ConditionError(str(error), where) from None


def _figure_of(cell: Cell, clause: str) -> Figure | None:
    return figure(cell.hours, cell.quote, cell.clause or clause)


def _cells(cells: Iterable[Cell], clause: str, terms: TermTree) -> dict[str, Figure | None]:
    """The figure for every term, the narrower ones included. Raises ConditionError for one that stands in two cells."""
    found: dict[str, Figure | None] = {}
    owner: dict[str, int] = {}
    for index, cell in enumerate(cells):
        for value in cell.is_:
            if value not in terms.broader:
                raise ConditionError(f"a cell names {unknown_term(value, terms)}", "effect")
            for term in terms.under(value):
                if owner.setdefault(term, index) != index:
                    raise ConditionError(f"the term {term!r} stands in two cells of one table", "effect")
                found[term] = _figure_of(cell, clause)
    return found


def _quoted(condition: Condition, clause: str) -> tuple[tuple[tuple[Leaf, ...], tuple[Citation, ...]], ...]:
    if not any(leaf.quote for leaf in leaves(condition)):
        return ()
    branches = ((tuple(branch), tuple(Citation(clause, leaf.quote) for leaf in branch if leaf.quote))
                for branch in conjunctions(condition))
    return tuple((branch, cited) for branch, cited in branches if cited)
