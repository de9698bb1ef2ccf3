"""What a decision says of readings that no rule names: age, year, place, several events under one limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from rules_core.age import born_on_leap_day
from rules_core.book import CompiledRule, Period, RuleBook, span_of_years
from rules_core.conditions import conjunctions
from rules_core.decision import Decision, plain
from rules_core.effects.readings_used import BOTH_ENDS, notices_change
from rules_core.question import Question


def note(book: RuleBook, reading: str, **values: object) -> str:
    """The caveat of a reading with its blanks filled. Raises LookupError where the knowledge base lacks the reading: a
    defect that the load-time check refuses."""
    if reading not in book.readings:
        raise LookupError(f"the knowledge base has no reading {reading!r}")
    caveat = book.readings[reading].caveat
    return caveat.format(**values) if values else caveat


def age_notes(book: RuleBook, question: Question, decision: Decision, person: Mapping[str, Any], day: date
              ) -> tuple[str, ...]:
    """On which day the age was taken, where the answer hangs on the age."""
    if "age" not in person or not _age_matters(book, decision, person):
        return ()
    taken = note(book, "age-on-review-day", day=day.isoformat(), age=plain(person["age"]))
    if "age" not in question.person and question.birth is not None and born_on_leap_day(day, *question.birth):
        return (taken, note(book, "leap-birthday"))
    return (taken,)


def at_either_age(book: RuleBook, caveats: tuple[str, ...], day: date, ages: tuple[int, int]) -> tuple[str, ...]:
    """The caveats of a decision that is the same at both ages; the one on the day names both."""
    one, both = (note(book, "age-on-review-day", day=day.isoformat(), age=age)
                 for age in (str(ages[0]), f"{ages[0]} 或 {ages[1]}"))
    return tuple(both if caveat == one else caveat for caveat in caveats)


def _age_matters(book: RuleBook, decision: Decision, person: Mapping[str, Any]) -> bool:
    """Whether the winner looks at the age, or a rule that goes before it fails by the age alone."""
    winner = book.rules.get(decision.rule or "")
    if winner is None:
        return False
    lost = (book.rules[loser.rule] for loser in decision.losers if loser.rule in book.rules)
    return "age" in winner.own_facts or any(
        "age" in rule.own_facts and winner.id in rule.rule.exception_to and _fails_by_age(rule, person)
        for rule in lost)


def _fails_by_age(rule: CompiledRule, person: Mapping[str, Any]) -> bool:
    return any(all(leaf.fact == "age" or leaf.test(person) is not False for leaf in branch)
               for branch in conjunctions(rule.condition))


def year_notes(book: RuleBook, question: Question, decision: Decision, year: int) -> tuple[str, ...]:
    """That the year is today's, where none is stated and the place has other notices for other years."""
    if question.year is not None or decision.outcome is None or not notices_change(book, question.jurisdiction or ""):
        return ()
    return (note(book, "year-of-today", year=year),)


def origin_notes(book: RuleBook, document_id: str, jurisdiction: str, year: int,
                 periods: Sequence[Period]) -> tuple[str, ...]:
    """What an answer from a notice says of its origin: that it is of an earlier year, or of a higher level."""
    document = book.documents[document_id]
    period = next((p for p in periods if document_id in p.documents), None)
    notes = []
    if period is not None and period.carried:
        notes.append(note(book, "later-year-carried", notice_year=span_of_years(document)[1], title=document.title,
                          year=year))
    if document.jurisdiction is not None and document.jurisdiction != jurisdiction:
        # Silent is only a place that has a notice for the year.
        silent = any(p.jurisdiction == jurisdiction for p in periods)
        notes.append(note(book, "higher-level-covers" if silent else "higher-level-of-the-year",
                          place=book.jurisdictions[jurisdiction].name,
                          higher=book.jurisdictions[document.jurisdiction].name))
    return tuple(notes)


def heard_notes(book: RuleBook, question: Question, decision: Decision) -> tuple[str, ...]:
    """How the message was heard, where the answer hangs on it: days that were counted from dates went into it."""
    counted = any(operand.origin == "fact:days" for step in decision.trace for operand in step.operands)
    return (note(book, BOTH_ENDS),) if BOTH_ENDS in question.heard and counted else ()


def silence_notes(book: RuleBook, jurisdiction: str, decision: Decision) -> tuple[str, ...]:
    """The readings of a place, where none of its rules answers."""
    silent = any(d.outcome == "not_listed" and d.rule is None for d in (decision, *decision.parts))
    return tuple(note(book, name) for name in book.jurisdictions[jurisdiction].readings) if silent else ()


def event_limit_notes(book: RuleBook, parts: Iterable[Decision]) -> tuple[str, ...]:
    """The readings of limits on one event, where several events of one year together go over such a limit."""
    totals: dict[tuple[int | None, tuple[str, ...]], Fraction] = {}
    found: list[str] = []
    for part in parts:
        for limit in book.limits.get(part.rule or "", ()):
            if limit.scope == "per_event" and part.hours is not None:
                key = (part.year, limit.caveats)
                totals[key] = totals.get(key, Fraction(0)) + part.hours
                if totals[key] > limit.hours:
                    found += limit.caveats
    return tuple(dict.fromkeys(found))
