"""What must hold of a rule's effect and caps: every figure in its quote, every table whole."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import isfinite
from typing import Any

from policy_kb.quotes import mappings_of
from policy_kb.sources import Sources
from policy_kb.yamltree import Fault
from rules_core.book import CompiledRule, RuleBook
from rules_core.facts import FACTS
from rules_core.model import (
    Bonus,
    ByTransferYear,
    Cap,
    DeemedComplete,
    Fixed,
    Rate,
    Reduced,
    RequiredCertificates,
    RequiredYear,
    RequiredYears,
    Requirement,
    Rule,
    SetElsewhere,
)
from rules_core.quoted_numbers import numbers_in

#: Keys whose number must stand in the quote beside it. `below` is the next rule's threshold, `step` a reading's.
_FIGURES = ("hours", "times", "share", "fraction", "at_least", "years", "year")


def check_figures(sources: Sources) -> list[Fault]:
    """Every figure of a rule has a quote beside it that states the same number."""
    faults = []
    for entry in sources.of("rules"):
        for node, path in mappings_of(entry.value):
            for key in _FIGURES:
                value = node.get(key)
                if isinstance(value, list) or value is None or isinstance(value, bool):
                    continue
                number = as_number(value)
                if number is None:
                    faults.append(entry.fault(f"'{key}' is {value!r}, which is no number", *path, key))
                elif not isinstance(node.get("quote"), str):
                    faults.append(entry.fault(f"'{key}: {value}' has no 'quote' beside it; quote the words that state "
                                              "it", *path, key))
                elif number not in numbers_in(node["quote"]):
                    faults.append(entry.fault(f"'{key}: {value}' is not in its quote 「{node['quote']}」; one of the "
                                              "two is wrong", *path, key))
    return faults


def as_number(value: Any) -> Fraction | None:
    """A figure as YAML writes it (12, 7.5, 1/3) as an exact number; None for anything else."""
    if isinstance(value, int) and not isinstance(value, bool):
        return Fraction(value)
    if isinstance(value, float) and not isfinite(value):
        return None
    try:
        return Fraction(str(value))
    except (ValueError, ZeroDivisionError):
        return None


def check_effects(sources: Sources, book: RuleBook) -> list[Fault]:
    """What an effect needs to be carried out is there, for every fact that lets its rule win."""
    faults: list[Fault] = []
    for entry in sources.of("rules"):
        rule: Rule = entry.value
        for message, *path in _of_effect(rule, book):
            faults.append(entry.fault(message, "effect", *path))
        for index, cap in enumerate(rule.caps):
            faults += [entry.fault(message, "caps", index) for message in _of_cap(rule, cap, book)]
    return faults


def _of_effect(rule: Rule, book: RuleBook) -> Iterator[tuple[Any, ...]]:
    effect = rule.effect
    compiled = book.rules.get(rule.id)
    if isinstance(effect, (Rate, Fixed)):
        yield from _of_table(effect)
        if isinstance(effect, Rate) and effect.bonus is not None:
            yield from _of_bonus(effect, effect.bonus, compiled)
    elif isinstance(effect, Requirement):
        yield from _of_requirement(effect)
    elif isinstance(effect, RequiredCertificates):
        yield from _of_years(effect.years)
    elif isinstance(effect, ByTransferYear):
        if not any(isinstance(book.rules[name].rule.effect, RequiredYears) for name in rule.exception_to
                   if name in book.rules):
            yield "goes by the years since a transfer, but is an exception to no rule that demands years",
    elif isinstance(effect, RequiredYears):
        yield from _of_years(effect.years)
        for index, year in enumerate(effect.years):
            for message in _lacking(effect.figures, year.subjects, book):
                yield message, "years", index
    elif isinstance(effect, Reduced):
        fraction, step = as_number(effect.fraction), as_number(effect.step)
        if fraction is not None and not 0 < fraction < 1:
            yield f"'fraction: {effect.fraction}' must lie between 0 and 1, as in 1/3", "fraction"
        if step is None or step <= 0:
            yield f"'step: {effect.step}' must be a number above 0, as in \"0.5\"", "step"
    elif isinstance(effect, DeemedComplete):
        if not effect.subjects:
            yield "names no subject; accepted: public, professional", "subjects"
        for message in _lacking(effect.figures, effect.subjects, book):
            yield message, "subjects"
        spec = FACTS.get(effect.minimum.fact) if effect.minimum else None
        if effect.minimum and (spec is None or spec.type != "number"):
            yield f"its minimum is of '{effect.minimum.fact}', which is no fact in numbers", "minimum", "fact"
    elif isinstance(effect, SetElsewhere):
        if not effect.documents and not effect.authority:
            yield "says that the figure is set elsewhere, but not where; name 'documents' or an 'authority'",
        if effect.keeps and not effect.figures:
            yield "keeps a subject's figure; name the requirement rule in 'figures'", "keeps"
        for message in _lacking(effect.figures, effect.keeps, book):
            yield message, "keeps"


def _of_years(years: list[RequiredYear]) -> Iterator[tuple[Any, ...]]:
    if not years:
        yield "demands no year; list the years that the text names", "years"
    seen: set[int] = set()
    for index, year in enumerate(years):
        if year.year in seen:
            yield f"demands the year {year.year} twice; keep one", "years", index
        seen.add(year.year)
        if not year.subjects:
            yield f"demands no subject in {year.year}; accepted: public, professional", "years", index


def _of_table(effect: Rate | Fixed) -> Iterator[tuple[Any, ...]]:
    if (effect.hours is None) == (not effect.cells):
        yield "takes either 'hours' with its 'quote', or 'by' with 'cells'",
    elif effect.cells and effect.by is None:
        yield "has cells, but not 'by', the fact that chooses between them",
    elif effect.by is not None and not effect.cells:
        yield "has 'by', but no cells to choose between",
    spec = FACTS.get(effect.by or "")
    if effect.by is not None and (spec is None or spec.type != "term"):
        terms = ", ".join(name for name, known in FACTS.items() if known.type == "term")
        yield f"chooses by '{effect.by}', which is no fact with terms; accepted: {terms}", "by"


def _of_bonus(effect: Rate, bonus: Bonus, compiled: CompiledRule | None) -> Iterator[tuple[Any, ...]]:
    if bonus.by is None and len(bonus.cells) != 1:
        yield "its bonus has no 'by', so it takes exactly one cell", "bonus"
    elif bonus.by is not None and bonus.by != effect.by:
        yield f"its bonus chooses by '{bonus.by}', the rate by '{effect.by}'; they must be the same", "bonus", "by"
    elif bonus.by is not None and compiled is not None:
        lacking = sorted(set(compiled.cells) - set(compiled.bonus_cells))
        if lacking:
            yield f"its bonus has no cell for {', '.join(lacking)}, which the rate has", "bonus", "cells"


def _of_requirement(effect: Requirement) -> Iterator[tuple[Any, ...]]:
    total = as_number(effect.total.hours) or Fraction(0)
    parts = Fraction(0)
    seen: set[str] = set()
    for index, part in enumerate(effect.subjects):
        if (part.hours is None) == (part.share is None):
            yield "a subject takes either 'hours' or a 'share' of the total", "subjects", index
        if part.subject in seen:
            yield f"the subject '{part.subject}' stands twice", "subjects", index
        seen.add(part.subject)
        share = as_number(part.share) if part.share is not None else None
        if share is not None and not 0 < share <= 1:
            yield f"'share: {part.share}' must lie between 0 and 1, as in 2/3", "subjects", index
        parts += (share or Fraction(0)) * total + (as_number(part.hours) or Fraction(0))
    if parts > total:
        yield "the subjects make more hours than the total", "subjects"


def _lacking(figures: str | None, subjects: list[Any], book: RuleBook) -> Iterator[str]:
    """A fault for each subject that the requirement rule `figures` has no figure for."""
    effect = book.rules[figures].rule.effect if figures is not None and figures in book.rules else None
    if isinstance(effect, Requirement):
        known = {part.subject for part in effect.subjects}
        for subject in subjects:
            if subject not in known:
                yield f"takes the figure for '{subject}' from '{figures}', which has none"


def _of_cap(rule: Rule, cap: Cap, book: RuleBook) -> Iterator[str]:
    if cap.years is not None:
        yield from _lacking(cap.figures, [cap.subject], book)
    if cap.scope == "per_event":
        if cap.pool:
            yield "a cap on one event has no 'pool'; only a per_year cap has"
        return
    if cap.pool and rule.id not in cap.pool:
        yield f"its pool leaves '{rule.id}' itself out; add it"
    for name in cap.pool:
        other = book.rules.get(name)
        if other is not None and not any(_same_pool(cap, theirs) for theirs in other.rule.caps):
            yield f"pools '{name}', which does not have this cap itself; write it there too, so that the order of " \
                  "the activities does not matter"


def _same_pool(one: Cap, two: Cap) -> bool:
    return two.scope == "per_year" and set(one.pool) == set(two.pool) and (
        (one.hours, one.years, one.figures, one.subject) == (two.hours, two.years, two.figures, two.subject))


__all__ = ["as_number", "check_effects", "check_figures"]
