"""Which readings an answer can rest on: those that its rule names, and those that code shows for rules of its shape."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from rules_core.book import RuleBook
from rules_core.compiled import CompiledRule
from rules_core.model import ByTransferYear, Rate, Reduced, ReferenceOnly, Requirement, Rule

#: Days that were counted from a first and a last date.
BOTH_ENDS = "date-range-both-ends"
#: Whether a rule of the book is of the shape that a reading is shown for.
ByRule = Callable[[CompiledRule, RuleBook], bool]
#: The same for all that a notice says: (document, its jurisdiction, book).
ByNotice = Callable[[str, str, RuleBook], bool]


def _rate_by(unit: str) -> ByRule:
    return lambda compiled, book: isinstance(compiled.rule.effect, Rate) and compiled.rule.effect.unit == unit


def _reduces(compiled: CompiledRule, book: RuleBook) -> bool:
    return isinstance(compiled.rule.effect, Reduced)


def _before_a_reduction(compiled: CompiledRule, book: RuleBook) -> bool:
    return isinstance(compiled.rule.effect, ReferenceOnly) and any(
        isinstance(other.rule.effect, Reduced) for other in _excepted(compiled, book))


def _by_age(compiled: CompiledRule, book: RuleBook) -> bool:
    """Whether the rule, or one that goes before it, looks at the age."""
    return "age" in compiled.own_facts or any(
        "age" in other.own_facts and compiled.id in other.rule.exception_to for other in book.rules.values())


def _computed(compiled: CompiledRule, book: RuleBook) -> bool:
    return True


def _limited_years(document: str, place: str, book: RuleBook) -> bool:
    return bool(book.documents[document].applies_to_years or book.documents[document].in_force_to)


def _open_years(document: str, place: str, book: RuleBook) -> bool:
    return not _limited_years(document, place, book)


def _higher_level(document: str, place: str, book: RuleBook) -> bool:
    return any(lower.parent == place for lower in book.jurisdictions.values())


def _lower_level(document: str, place: str, book: RuleBook) -> bool:
    return any(book.held(higher) for higher in book.chain(place)[1:])


def _notices_change(document: str, place: str, book: RuleBook) -> bool:
    return any(place in book.chain(lower) and notices_change(book, lower) for lower in book.jurisdictions)


def _any_notice(document: str, place: str, book: RuleBook) -> bool:
    return True


#: Readings that effects show without being named by a rule.
BY_EFFECT: Mapping[str, ByRule] = {
    "half-days": _rate_by("day"),
    "whole-months": _rate_by("month"),
    "third-by-subject": _reduces,
    "sector-before-reduction": _before_a_reduction,
    "age-on-review-day": _by_age,
    "leap-birthday": _by_age,
}
#: Readings on which notice answers, with the notices whose answers rest on them.
BY_SELECTION: Mapping[str, ByNotice] = {
    "year-of-today": _notices_change,
    "later-year-carried": _limited_years,
    "earlier-year-refused": _any_notice,
    "open-ended-notice": _open_years,
    "nearest-level": _lower_level,
    "higher-level-covers": _higher_level,
    "higher-level-of-the-year": _higher_level,
}
#: Readings on how a message is heard, which `bot/dialogue` shows.
BY_DIALOGUE: Mapping[str, ByRule] = {
    BOTH_ENDS: _rate_by("day"),
    "contradictions-asked": _computed,
}
#: Readings on how an activity is filed, which `claims/rules` shows.
SPLIT = "split-at-new-year"
BY_CLAIMS: Mapping[str, ByRule] = {SPLIT: _rate_by("day")}
#: Every reading that code shows by itself: each must be there.
SHOWN_BY_CODE = frozenset({*BY_EFFECT, *BY_SELECTION, *BY_DIALOGUE, *BY_CLAIMS})
#: The blanks that code fills in a reading's caveat; the others have none.
BLANKS: Mapping[str, frozenset[str]] = {
    "age-on-review-day": frozenset({"day", "age"}),
    "year-of-today": frozenset({"year"}),
    "later-year-carried": frozenset({"notice_year", "title", "year"}),
    "higher-level-covers": frozenset({"place", "higher"}),
    "higher-level-of-the-year": frozenset({"place", "higher"}),
}


def named_by(rule: Rule) -> Iterator[str]:
    """The readings that a rule names: its own, its caps', its bonus's, its subjects'."""
    yield from rule.readings
    for cap in rule.caps:
        yield from cap.readings
    if isinstance(rule.effect, Rate) and rule.effect.bonus is not None:
        yield from rule.effect.bonus.readings
    if isinstance(rule.effect, Requirement):
        for part in rule.effect.subjects:
            yield from part.readings


def readings_of(compiled: CompiledRule, book: RuleBook) -> frozenset[str]:
    """The readings that an answer of this rule can rest on, those of selection and of the dialogue included."""
    found = {*named_by(compiled.rule), *readings_of_notice(compiled.document, compiled.jurisdiction, book),
             *(name for shown in (BY_EFFECT, BY_DIALOGUE, BY_CLAIMS) for name, holds in shown.items()
               if holds(compiled, book))}
    if isinstance(compiled.rule.effect, (Reduced, ByTransferYear)):
        # These answer with the years of the rule that they except from.
        found.update(name for other in _excepted(compiled, book) for name in other.rule.readings)
    return frozenset(found & book.readings.keys())


def readings_of_notice(document: str, jurisdiction: str, book: RuleBook) -> frozenset[str]:
    """The readings of selection that whatever a notice says rests on, answers in words included."""
    return frozenset(name for name, holds in BY_SELECTION.items() if holds(document, jurisdiction, book))


def notices_change(book: RuleBook, place: str) -> bool:
    """Whether different notices answer in a place in different years."""
    calendar = book.calendars.get(place)
    return calendar is not None and calendar.changes


def _excepted(compiled: CompiledRule, book: RuleBook) -> Iterator[CompiledRule]:
    return (book.rules[name] for name in compiled.rule.exception_to if name in book.rules)
