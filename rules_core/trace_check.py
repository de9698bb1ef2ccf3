"""Proof-reading a decision: every step recomputed from its operands, every operand traced to where it comes from."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from math import ceil, floor, prod
from typing import Any

import msgspec

from rules_core.age import age_on
from rules_core.book import RuleBook
from rules_core.by_year import by_year
from rules_core.caps import taken_before
from rules_core.decision import SUBJECTS, Decision, Operand, Step, joined, plain, ratio
from rules_core.question import Question, Recognised
from rules_core.quoted_numbers import numbers_in
from rules_core.record import Record
from rules_core.table_check import table_faults, year_faults

_NUMBER = re.compile(r"\d+/\d+|\d+(?:\.\d+)?")
_TITLE = re.compile(r"《[^》]*》")

_RECOMPUTE: Mapping[str, Callable[[Sequence[Fraction]], Fraction]] = {
    "product": lambda values: prod(values, start=Fraction(1)),
    "figure": lambda values: prod(values, start=Fraction(1)),
    "sum": lambda values: sum(values, Fraction(0)),
    "min": min,
    "difference": lambda values: values[0] - sum(values[1:], Fraction(0)),
    "shortfall": lambda values: max(values[0] - sum(values[1:], Fraction(0)), Fraction(0)),
    "ceil_step": lambda values: ceil(prod(values[:-1], start=Fraction(1)) / values[-1]) * values[-1],
}


class _Known(msgspec.Struct, frozen=True):
    """What operands may come from beside the decision itself: stated facts, the record, the other activities, and what
    was recognised before."""

    facts: Mapping[str, Any]
    record: Record
    siblings: Sequence[Decision]
    book: RuleBook
    recognised: Sequence[Recognised] = ()


def trace_faults(decision: Decision, question: Question, book: RuleBook, today: date) -> list[str]:
    """What cannot be proved in a decision of `decide(question, book, today)`; empty where everything can."""
    question = question.checked()
    person = _with_age(question, today)
    lacking = bool(decision.detail.get("remaining"))
    if question.activities and decision.parts and (lacking or len(question.activities) > 1):
        found = [f"part {index}: {fault}" for index, (part, activity)
                 in enumerate(zip(decision.parts, question.activities))
                 for fault in _faults(part, _Known({**person, **activity}, {}, decision.parts, book,
                                                   question.recognised))]
        return found + (_faults_of_lack(decision, _Known(person, {}, decision.parts, book)) if lacking
                        else _faults_of_sum(decision))
    known = _Known({**person, **(question.activities[0] if question.activities else {})}, question.record, (), book,
                   question.recognised)
    found = list(_faults(decision, known))
    for part in decision.parts:
        found += _faults(part, known)
    return found + list(table_faults(decision, question.record))


def _with_age(question: Question, today: date) -> dict[str, Any]:
    person = dict(question.person)
    if question.birth is not None and "age" not in person:
        # Where two ages are possible, a decision is made only if it is the same at both.
        person["age"] = Fraction(age_on(question.day or today, *question.birth)[0])
    return person


def _faults_of_sum(decision: Decision) -> list[str]:
    """Of several activities: the parts' steps one after the other, the sums of their years, their sum at the end."""
    steps = joined(part.trace for part in decision.parts)
    if decision.hours is None:
        return [] if decision.trace == steps else ["the trace is not that of its parts"]
    _, of_years = by_year(decision.parts)
    found = list(year_faults(decision.parts, decision.detail.get("by_year", {})))
    if decision.trace[:-1] != (*steps, *of_years):
        found.append("the trace is not that of its parts and a sum")
    last = decision.trace[-1]
    wanted = tuple(Operand(part.hours or Fraction(0), f"part:{i}") for i, part in enumerate(decision.parts))
    if last.op != "sum" or last.operands != wanted or last.result != decision.hours:
        found.append(f"the last step does not sum the parts: {last.text}")
    return found + [fault for step in (*of_years, last) for fault in _recomputed(step)]


def _faults_of_lack(decision: Decision, known: _Known) -> list[str]:
    """What is missing where activities are credited: the parts' steps one after the other, then the decision's own."""
    steps = joined(part.trace for part in decision.parts)
    found = [] if decision.trace[:len(steps)] == steps else ["the trace does not begin with that of its parts"]
    return found + list(_faults(decision, known, len(steps)))


def _faults(decision: Decision, known: _Known, start: int = 0) -> Iterator[str]:
    """The faults of the steps from `start` on, and of the amounts."""
    cited = {number for citation in decision.citations for number in numbers_in(citation.quote)}
    for index, step in enumerate(decision.trace[start:], start):
        yield from _recomputed(step)
        for operand in step.operands:
            if not _originates(operand, index, decision, known):
                yield f"{plain(operand.value)} is not from {operand.origin} ({step.text})"
        yield from _strange_numbers(step, decision, cited)
    yield from _unproved_amounts(decision)
    yield from _room_not_taken(decision, known)


def _room_not_taken(decision: Decision, known: _Known) -> Iterator[str]:
    """A limit on a year leaves what everything recognised before has not taken: nothing of it may be left out."""
    if decision.outcome != "hours" or decision.detail.get("remaining"):
        return
    named = {operand.origin for step in decision.trace for operand in step.operands}
    for limit in known.book.limits.get(decision.rule or "", ()):
        if limit.scope == "per_year":
            for index in taken_before(limit, decision.year, known.recognised):
                if f"recognised:{index}" not in named:
                    yield f"{plain(known.recognised[index].hours)} hours recognised before are not taken off"


def _recomputed(step: Step) -> Iterator[str]:
    if step.op == "state":
        return
    if step.op not in _RECOMPUTE:
        yield f"the step has the unknown operation {step.op!r} ({step.text})"
    elif not step.operands:
        yield f"the step computes from nothing ({step.text})"
    elif (result := _RECOMPUTE[step.op]([o.value for o in step.operands])) != step.result:
        yield f"{step.op} gives {plain(result)}, not {step.result} ({step.text})"


def _originates(operand: Operand, index: int, decision: Decision, known: _Known) -> bool:
    kind, _, name = operand.origin.partition(":")
    value = operand.value
    if kind == "fact":
        return bool(known.facts.get(name) == value)
    if kind == "whole":
        return name in known.facts and floor(known.facts[name]) == value
    if kind == "record":
        year, _, subject = name.partition(":")
        return year.isdecimal() and known.record.get(int(year), {}).get(subject) == value
    if kind == "quote":
        return any(c.clause == name and value in numbers_in(c.quote) for c in decision.citations)
    if kind == "reading":
        return name in known.book.readings and value in numbers_in(known.book.readings[name].reading)
    if kind == "step":
        return name.isdecimal() and int(name) < index and decision.trace[int(name)].result == value
    if kind == "part":
        return name.isdecimal() and int(name) < len(known.siblings) and known.siblings[int(name)].hours == value
    if kind == "recognised":
        return (name.isdecimal() and int(name) < len(known.recognised) and known.recognised[int(name)].hours == value
                and any(int(name) in taken_before(limit, decision.year, known.recognised)
                        for limit in known.book.limits.get(decision.rule or "", ())))
    if kind == "credit":
        at, _, subject = name.partition(":")
        return (at.isdecimal() and int(at) < len(known.siblings)
                and known.siblings[int(at)].by_subject.get(subject) == value)
    return False


def _strange_numbers(step: Step, decision: Decision, cited: set[Fraction]) -> Iterator[str]:
    """Numbers in the words of a step that are none of its own, and that no cited words state."""
    values = [operand.value for operand in step.operands]
    own = {*values, *cited, *_column_sums(decision), *(h for h in decision.by_subject.values() if h is not None)}
    if step.result is not None:
        own.add(step.result)
    # A cell of the record is named by its year.
    own |= {Fraction(o.origin.split(":")[1]) for o in step.operands if o.origin.startswith("record:")}
    if step.op in ("difference", "shortfall"):
        own.add(sum(values[1:], Fraction(0)))
    written = {plain(value) for value in own} | {ratio(value) for value in values}
    for number in _NUMBER.findall(_TITLE.sub("", step.text)):
        if number not in written:
            yield f"{number} has no origin ({step.text})"


def _unproved_amounts(decision: Decision) -> Iterator[str]:
    """Hours, in all and by subject, are results of steps; where both subjects are known they make up the whole."""
    results = {step.result for step in decision.trace if step.result is not None}
    by = [decision.by_subject.get(subject) for subject in SUBJECTS]
    known = [hours for hours in by if hours is not None]
    for hours in known:
        if hours and hours not in results and not _summed(decision, hours):
            yield f"{plain(hours)} hours of a subject are no result of a step"
    if decision.hours is None:
        return
    whole = sum(known, Fraction(0))
    if len(known) == len(SUBJECTS) and whole != decision.hours:
        yield f"the subjects make {plain(whole)} hours, not {plain(decision.hours)}"
    if decision.hours not in results and not (known and whole == decision.hours):
        yield f"{plain(decision.hours)} hours are no result of a step"


def _summed(decision: Decision, hours: Fraction) -> bool:
    """Whether the years of a review's table, demanded or missing, sum to the hours of one subject."""
    return hours in _column_sums(decision)


def _column_sums(decision: Decision) -> set[Fraction]:
    """What each column of a table of years comes to, for a subject demanded or missing."""
    rows = decision.detail.get("table") or []
    columns = (*SUBJECTS, *(f"missing_{subject}" for subject in SUBJECTS)) if rows else ()
    return {sum((row.get(column) or Fraction(0) for row in rows), Fraction(0)) for column in columns}
