"""What each kind of relation demands of a rule and the one above that it relates to, as far as a machine can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Union, get_args

from rules_core.book import CompiledRule, RuleBook
from rules_core.decision import plain
from rules_core.model import (
    DeemedComplete,
    Exempt,
    InWords,
    NotListed,
    NotMet,
    NotRecognized,
    PerPriorPolicy,
    Rate,
    Recognized,
    Reduced,
    ReferenceOnly,
    RelationKind,
    RequiredCertificates,
    RequiredYears,
    Requirement,
    SetByOrganizer,
    SetElsewhere,
)

KINDS: tuple[RelationKind, ...] = get_args(RelationKind)
_REFUSING = (NotMet, NotRecognized, NotListed)
_OPEN = (SetElsewhere, SetByOrganizer, Recognized, PerPriorPolicy, InWords)
_RELIEVING = (Exempt, ReferenceOnly, DeemedComplete, Reduced)
Terms = dict[str, Union[Fraction, str]]


def misfit(book: RuleBook, kind: RelationKind, lower: CompiledRule, higher: CompiledRule) -> str | None:
    """Why `kind` cannot be what the lower rule is to the higher one; None where the machine has no objection."""
    return next({"repeats": _not_repeating, "details": _not_detailing, "narrows": _not_narrowing,
                 "diverges": _nothing}[kind](book, lower, higher), None)


def fitting(book: RuleBook, lower: CompiledRule, higher: CompiledRule) -> list[RelationKind]:
    """The kinds that the machine has no objection to; the clauses decide between them."""
    return [kind for kind in KINDS if misfit(book, kind, lower, higher) is None]


def _nothing(book: RuleBook, lower: CompiledRule, higher: CompiledRule) -> Iterator[str]:
    yield from ()


def _not_repeating(book: RuleBook, lower: CompiledRule, higher: CompiledRule) -> Iterator[str]:
    if type(lower.rule.effect) is not type(higher.rule.effect):
        yield f"its effect is '{_kind(lower)}', the other's '{_kind(higher)}'"
        return
    mine, theirs = _terms(book, lower), _terms(book, higher)
    for name in (*theirs, *(name for name in mine if name not in theirs)):
        if mine.get(name) != theirs.get(name):
            yield f"{name} is {_shown(mine.get(name))} here and {_shown(theirs.get(name))} there"


def _not_detailing(book: RuleBook, lower: CompiledRule, higher: CompiledRule) -> Iterator[str]:
    if not isinstance(higher.rule.effect, _OPEN):
        yield f"the other leaves nothing open (its effect is '{_kind(higher)}')"
    elif isinstance(lower.rule.effect, _REFUSING):
        yield f"it refuses (its effect is '{_kind(lower)}')"


def _not_narrowing(book: RuleBook, lower: CompiledRule, higher: CompiledRule) -> Iterator[str]:
    one, two = lower.rule.effect, higher.rule.effect
    if isinstance(two, _REFUSING) and not isinstance(one, _REFUSING):
        yield f"it counts ('{_kind(lower)}') what the other refuses ('{_kind(higher)}')"
    elif isinstance(one, _RELIEVING) and isinstance(two, (Requirement, RequiredYears)):
        yield f"it relieves ('{_kind(lower)}') of what the other demands"
    elif type(one) is type(two):
        mine, theirs = _terms(book, lower), _terms(book, higher)
        if mine.get("unit") != theirs.get("unit"):
            return
        demands = isinstance(one, (Requirement, RequiredYears, Reduced))
        for name in dict.fromkeys((*theirs, *mine)):
            here, there = mine.get(name), theirs.get(name)
            more = here is None if name.startswith("the limit") else there is None and name.startswith("the bonus")
            if isinstance(here, Fraction) and isinstance(there, Fraction):
                more = here < there if demands or name.startswith("the minimum") else here > there
            if more:
                yield f"it {'demands less' if demands else 'allows more'}: {name} is {_shown(here)} here and " \
                      f"{_shown(there)} there"


def _terms(book: RuleBook, compiled: CompiledRule) -> Terms:
    """What an effect comes to, by name: figures exact, choices in words. Shares and years are worked out to hours."""
    rule, effect = compiled.rule, compiled.rule.effect
    found: Terms = {"subject": rule.subject} if rule.subject else {}
    if isinstance(effect, Rate):
        found["unit"] = effect.unit
        if effect.bonus is not None:
            found["when there is a bonus"] = str(effect.bonus.when)
    if compiled.figure is not None:
        found["the figure"] = compiled.figure.value
    found |= {f"the figure for '{term}'": cell.value for term, cell in compiled.cells.items() if cell is not None}
    found |= {f"the bonus for '{term}'": cell.value for term, cell in compiled.bonus_cells.items() if cell is not None}
    if compiled.bonus_figure is not None:
        found["the bonus"] = compiled.bonus_figure.value
    if isinstance(effect, Requirement):
        found["the total"] = Fraction(str(effect.total.hours))
        found |= _annual(book, compiled.id, [part.subject for part in effect.subjects])
    elif isinstance(effect, RequiredYears):
        found |= {f"{name} of {year.year}": hours for year in effect.years
                  for name, hours in _annual(book, effect.figures, year.subjects).items()}
    elif isinstance(effect, RequiredCertificates):
        found |= {f"{subject} of {year.year}": "demanded" for year in effect.years for subject in year.subjects}
    elif isinstance(effect, Reduced):
        found |= {"the fraction": Fraction(effect.fraction), "the step": Fraction(effect.step)}
    elif isinstance(effect, DeemedComplete):
        found |= _annual(book, effect.figures, effect.subjects)
        if effect.minimum is not None:
            found[f"the minimum of '{effect.minimum.fact}'"] = Fraction(str(effect.minimum.at_least))
    elif isinstance(effect, SetElsewhere):
        found |= {"where the figure is set": "、".join([*([effect.authority] if effect.authority else []),
                                                     *sorted(effect.documents)]),
                  **_annual(book, effect.figures or "", effect.keeps)}
    elif isinstance(effect, SetByOrganizer):
        found["who sets the figure"] = effect.who
    found |= {f"the limit {limit.scope}": limit.hours for limit in book.limits.get(compiled.id, ())}
    return found


def _annual(book: RuleBook, figures: str, subjects: Sequence[str]) -> dict[str, Fraction]:
    return {f"the {subject} subject": book.annual[figures, subject].hours for subject in subjects
            if (figures, subject) in book.annual}


def _kind(compiled: CompiledRule) -> str:
    return str(compiled.rule.effect.__struct_config__.tag)


def _shown(value: Fraction | str | None) -> str:
    return "not stated" if value is None else f"'{value}'" if isinstance(value, str) else plain(value)
