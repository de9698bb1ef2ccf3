"""The compiled knowledge base that decisions are taken from: frozen after it is built, nothing cached below it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules_core.conditions import (
    ALWAYS,
    AllOf,
    Condition,
    ConditionError,
    leaves,
    one_of,
    read_condition,
    unknown_term,
)
from rules_core.model import Document, Fixed, Jurisdiction, Rate, Reading, Rule
from rules_core.terms import TermTree


@dataclass(frozen=True)
class CompiledRule:
    """A rule with its conditions read. `condition` includes what a table needs (a level that has a cell)."""

    rule: Rule
    document: str
    jurisdiction: str
    condition: Condition
    own_facts: frozenset[str]
    cells: Mapping[str, int]
    bonus_condition: Condition
    bonus_cells: Mapping[str, int]
    office_conditions: tuple[Condition, ...]
    note_conditions: tuple[Condition, ...]

    @property
    def id(self) -> str:
        return self.rule.id


@dataclass(frozen=True)
class Period:
    """The documents of one jurisdiction that answer for a year; `carried` when they are of an earlier year."""

    jurisdiction: str
    documents: frozenset[str]
    carried: bool


@dataclass
class RuleBook:
    """Everything `decide` reads. Build it with `build_book`."""

    jurisdictions: Mapping[str, Jurisdiction]
    documents: Mapping[str, Document]
    terms: TermTree
    readings: Mapping[str, Reading]
    rules: Mapping[str, CompiledRule]
    by_place: Mapping[tuple[str, str], tuple[CompiledRule, ...]] = field(default_factory=dict)
    small_domains: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def chain(self, jurisdiction: str) -> tuple[str, ...]:
        """The jurisdiction and those above it, nearest first. Never a sideways step."""
        found: list[str] = []
        at: str | None = jurisdiction
        while at is not None and at in self.jurisdictions:
            found.append(at)
            at = self.jurisdictions[at].parent
        return tuple(found)

    def held(self, jurisdiction: str) -> tuple[Document, ...]:
        """The notices held for this very jurisdiction."""
        return tuple(d for d in self.documents.values() if d.held and d.jurisdiction == jurisdiction)

    def period(self, jurisdiction: str, year: int) -> Period | None:
        """Which of the jurisdiction's own documents answer for `year`; None where all begin later or none is held."""
        inside, past = [], []
        for document in self.held(jurisdiction):
            first, last = span_of_years(document)
            if first is not None and year < first:
                continue
            if last is not None and year > last:
                past.append((last, document.id))
            else:
                inside.append(document.id)
        if inside:
            return Period(jurisdiction, frozenset(inside), carried=False)
        if past:
            newest = max(last for last, _ in past)
            return Period(jurisdiction, frozenset(d for last, d in past if last == newest), carried=True)
        return None

    def periods(self, jurisdiction: str, year: int) -> tuple[Period, ...]:
        """The periods along the chain, nearest level first."""
        found = (self.period(place, year) for place in self.chain(jurisdiction))
        return tuple(p for p in found if p is not None)


def span_of_years(document: Document) -> tuple[int | None, int | None]:
    """First and last year a document answers for; None is open."""
    if document.applies_to_years:
        return min(document.applies_to_years), max(document.applies_to_years)
    first = document.applies_from_year
    if first is None:
        start = document.in_force_from or document.issued
        first = date.fromisoformat(start).year if start else None
    last = date.fromisoformat(document.in_force_to).year if document.in_force_to else None
    return first, last


def compile_rule(rule: Rule, document: Document, terms: TermTree) -> CompiledRule:
    """Read the rule's conditions. Raises ConditionError."""
    effect = rule.effect
    condition = read_condition(rule.when, terms)
    cells: dict[str, int] = {}
    if isinstance(effect, (Rate, Fixed)) and effect.by is not None:
        cells = _cell_index(effect.cells, terms)
        reach = one_of(effect.by, tuple(v for c in effect.cells for v in c.is_), terms)
        parts = condition.parts if isinstance(condition, AllOf) else (condition,)
        condition = AllOf((*parts, reach))
    bonus_condition: Condition = ALWAYS
    bonus_cells: dict[str, int] = {}
    if isinstance(effect, Rate) and effect.bonus is not None:
        bonus_condition = _read(effect.bonus.when, terms, "effect")
        bonus_cells = _cell_index(effect.bonus.cells, terms)
    offices = getattr(effect, "offices", ())
    return CompiledRule(
        rule=rule, document=document.id, jurisdiction=document.jurisdiction or "",
        condition=condition, own_facts=frozenset(leaf.fact for leaf in leaves(condition)),
        cells=cells, bonus_condition=bonus_condition, bonus_cells=bonus_cells,
        office_conditions=tuple(_read(o.when, terms, "effect") for o in offices),
        note_conditions=tuple(_read(n.when, terms, "notes") for n in rule.notes),
    )


def _read(when: Mapping[str, Any], terms: TermTree, where: str) -> Condition:
    try:
        return read_condition(when, terms)
    except ConditionError as error:
        raise ConditionError(str(error), where) from None


def _cell_index(cells: Iterable[Any], terms: TermTree) -> dict[str, int]:
    found: dict[str, int] = {}
    for index, cell in enumerate(cells):
        for value in cell.is_:
            if value not in terms.broader:
                raise ConditionError(f"a cell names {unknown_term(value, terms)}", "effect")
            for term in terms.under(value):
                if term in found and found[term] != index:
                    raise ConditionError(f"the term {term!r} stands in two cells of one table", "effect")
                found[term] = index
    return found


def build_book(jurisdictions: Mapping[str, Jurisdiction], documents: Mapping[str, Document], terms: TermTree,
               readings: Mapping[str, Reading], rules: Iterable[CompiledRule],
               small_domains: Mapping[str, tuple[Any, ...]]) -> RuleBook:
    """Index the rules by place and question."""
    by_id: dict[str, CompiledRule] = {}
    by_place: dict[tuple[str, str], list[CompiledRule]] = {}
    for compiled in rules:
        by_id[compiled.id] = compiled
        by_place.setdefault((compiled.jurisdiction, compiled.rule.answers), []).append(compiled)
    return RuleBook(jurisdictions, documents, terms, readings, by_id,
                    {key: tuple(value) for key, value in by_place.items()}, small_domains)
