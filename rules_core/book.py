"""The knowledge base that decisions are taken from: everything worked out when it is built, frozen, no caches below."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rules_core.calendar import Calendar, Period, calendars, chain, span_of_years
from rules_core.compiled import CompiledRule, compile_rule
from rules_core.figures import AnnualFigure, annual_figures
from rules_core.limits import Limit, limits_of
from rules_core.model import Document, Jurisdiction, Reading, Relation
from rules_core.relations import relations_of
from rules_core.rule_index import GroupKey, RuleGroup, groups
from rules_core.terms import TermTree

__all__ = ["CompiledRule", "Period", "RuleBook", "build_book", "compile_rule", "span_of_years"]


@dataclass
class RuleBook:
    """Everything `decide` reads. Build it with `build_book`.

    `annual` are the yearly figures by requirement rule and subject, `limits` the caps by rule, `calendars` the notices
    by place and year, `groups` the rules by place, kind of question and notices in force, `raising` the facts that only
    an exception looks at, and none of the rules that it defeats, `relations` what is declared between levels, by the
    ids of the lower and the higher rule.
    """

    jurisdictions: Mapping[str, Jurisdiction]
    documents: Mapping[str, Document]
    terms: TermTree
    readings: Mapping[str, Reading]
    rules: Mapping[str, CompiledRule]
    by_place: Mapping[tuple[str, str], tuple[CompiledRule, ...]] = field(default_factory=dict)
    small_domains: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)
    annual: Mapping[tuple[str, str], AnnualFigure] = field(default_factory=dict)
    limits: Mapping[str, tuple[Limit, ...]] = field(default_factory=dict)
    calendars: Mapping[str, Calendar] = field(default_factory=dict)
    groups: Mapping[GroupKey, RuleGroup] = field(default_factory=dict)
    raising: Mapping[str, frozenset[str]] = field(default_factory=dict)
    relations: Mapping[tuple[str, str], Relation] = field(default_factory=dict)

    def chain(self, jurisdiction: str) -> tuple[str, ...]:
        """The jurisdiction and those above it, nearest first. Never a sideways step."""
        return chain(self.jurisdictions, jurisdiction)

    def held(self, jurisdiction: str) -> tuple[Document, ...]:
        """The notices held for this very jurisdiction."""
        return tuple(d for d in self.documents.values() if d.held and d.jurisdiction == jurisdiction)

    def period(self, jurisdiction: str, year: int) -> Period | None:
        """Which of the jurisdiction's own documents answer for `year`; None where all begin later or none is held."""
        return next((p for p in self.periods(jurisdiction, year) if p.jurisdiction == jurisdiction), None)

    def periods(self, jurisdiction: str, year: int) -> tuple[Period, ...]:
        """The periods along the chain, nearest level first."""
        calendar = self.calendars.get(jurisdiction)
        return calendar.at(year) if calendar is not None else ()

    def periods_on(self, jurisdiction: str, day: date) -> tuple[Period, ...]:
        """The periods along the chain for what happened on a day, nearest level first."""
        calendar = self.calendars.get(jurisdiction)
        return calendar.on(day) if calendar is not None else ()


def build_book(jurisdictions: Mapping[str, Jurisdiction], documents: Mapping[str, Document], terms: TermTree,
               readings: Mapping[str, Reading], rules: Iterable[CompiledRule],
               small_domains: Mapping[str, tuple[Any, ...]]) -> RuleBook:
    """Index the rules by place, time and question, and work out their figures."""
    by_id = {compiled.id: compiled for compiled in rules}
    by_place: dict[tuple[str, str], list[CompiledRule]] = {}
    for compiled in by_id.values():
        by_place.setdefault((compiled.jurisdiction, compiled.rule.answers), []).append(compiled)
    annual = {(compiled.id, subject): figure for compiled in by_id.values()
              for subject, figure in annual_figures(compiled).items()}
    limits = {compiled.id: limits_of(compiled, annual, readings) for compiled in by_id.values() if compiled.rule.caps}
    when = calendars(jurisdictions, documents.values())
    return RuleBook(jurisdictions, documents, terms, readings, by_id,
                    {key: tuple(value) for key, value in by_place.items()}, small_domains, annual, limits,
                    when, groups(by_place, when.values()), _raising(by_id), relations_of(by_id.values()))


def _raising(rules: Mapping[str, CompiledRule]) -> dict[str, frozenset[str]]:
    return {compiled.id: compiled.own_facts.difference(
                *(rules[name].own_facts for name in compiled.rule.exception_to if name in rules))
            for compiled in rules.values() if compiled.rule.exception_to}
