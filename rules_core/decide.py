"""From a question to a decision. Pure: the knowledge base and the day are arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from rules_core.age import age_on
from rules_core.book import CompiledRule, Period, RuleBook
from rules_core.by_year import by_year, of_subject
from rules_core.caps import cap_event, cap_year
from rules_core.decision import SUBJECTS, Decision, Operand, Step, joined, plain, total_of
from rules_core.effects import apply_effect
from rules_core.effects.context import Context
from rules_core.facts import LIMITS, FactError
from rules_core.question import Question
from rules_core.reading_notes import (
    age_notes,
    at_either_age,
    event_limit_notes,
    heard_notes,
    origin_notes,
    silence_notes,
    year_notes,
)
from rules_core.relations import standing_back
from rules_core.relief import unmet_relief
from rules_core.remaining import remaining
from rules_core.review import reviewed
from rules_core.select import Selection, select


def decide(question: Question, book: RuleBook, today: date) -> Decision:
    """The decision with trace, citations and caveats. Raises FactError for facts that cannot be computed from."""
    question = question.checked()
    year = question.year if question.year is not None else today.year
    if question.jurisdiction is None:
        return Decision(None, year=year, ask_for=("region",))
    if question.jurisdiction not in book.jurisdictions:
        return _not_covered(question, year, "unknown_region")
    periods = book.periods(question.jurisdiction, year)
    if not periods:
        held = any(book.calendars[question.jurisdiction].steps)
        if not held or not _has_own_years(question):
            return _not_covered(question, year, "earlier_year" if held else "no_document")
    day = question.day or today
    if _age_contradicts(question, day):
        return Decision(None, jurisdiction=question.jurisdiction, year=year, ask_for=("age",),
                        detail={"contradicts": ["age", "birth"]})
    certain = _at_either_age(question, book, today, day)
    if certain is not None:
        return certain
    person = _with_age(question, day)
    if question.answers == "hours":
        decision = _decide_activities(question, book, year, person, periods)
    elif question.answers == "remaining":
        credited = _decide_activities(question, book, year, person, periods) if question.activities else None
        decision = remaining(question, book, year, person, periods, today, _decide_one, credited)
    elif question.answers == "review":
        decision = reviewed(question, book, year, person, periods, today, _decide_one)
    else:
        decision = _decide_one(book, question.answers, person, year, periods, question.relief)
    caveats = [*decision.caveats]
    if decision.parts:
        caveats += event_limit_notes(book, decision.parts)
    if "age" in person:
        caveats += age_notes(book, question, decision, person, day)
    if question.year is None and not _has_own_years(question):
        caveats += year_notes(book, question, decision, year)
    if question.heard:
        caveats += heard_notes(book, question, decision)
    if decision.parts or decision.rule is None:
        caveats += silence_notes(book, question.jurisdiction, decision)
    caveats += _place_and_time(book, question, year, decision)
    if question.answers == "hours" and decision.year is not None:
        year = decision.year
    return decision.with_(jurisdiction=question.jurisdiction, year=year,
                          caveats=tuple(dict.fromkeys(caveats)) if caveats else ())


def _has_own_years(question: Question) -> bool:
    """Whether the years asked about are those of the activities or of the record, not that of the question."""
    if question.answers == "hours":
        return bool(question.activities) and all("year" in activity for activity in question.activities)
    return question.answers == "remaining" and bool(question.record)


def _not_covered(question: Question, year: int, reason: str) -> Decision:
    return Decision(None, jurisdiction=question.jurisdiction, year=year, detail={"not_covered": reason})


def _age_contradicts(question: Question, day: date) -> bool:
    """Whether an age and a birth date are stated that cannot both be true on the day: asked about, never chosen."""
    age = question.person.get("age")
    if age is None or question.birth is None:
        return False
    low, high = age_on(day, *question.birth)
    return not low <= age <= high


def _with_age(question: Question, day: date) -> dict[str, Any]:
    """The person's facts with the age that follows from the birth date, where that is one age."""
    person = dict(question.person)
    if question.birth is None or "age" in person:
        return person
    low, high = age_on(day, *question.birth)
    if high < 0:
        raise FactError("birth", f"birth lies after {day.isoformat()}, the day on which the age is taken")
    if low == high:
        person["age"] = Fraction(low)
    return person


def _at_either_age(question: Question, book: RuleBook, today: date, day: date) -> Decision | None:
    """For a birth date known to the year or month only: the decision where it is the same at both ages that are
    possible; None where there is one age, and where the ages decide differently or nothing."""
    if question.birth is None or "age" in question.person:
        return None
    ages = age_on(day, *question.birth)
    if ages[0] == ages[1] or ages[0] < LIMITS["age"][0] or ages[1] > LIMITS["age"][1]:
        return None
    first, second = (decide(question.with_(birth=None, person={**question.person, "age": Fraction(age)}), book, today)
                     for age in ages)
    if first.outcome is None or first.with_(caveats=()) != second.with_(caveats=()):
        return None
    return first.with_(caveats=at_either_age(book, first.caveats, day, ages))


def _decide_one(book: RuleBook, answers: str, facts: Mapping[str, Any], year: int, periods: Sequence[Period],
                relief: bool) -> Decision:
    selection = select(book, answers, facts, periods)
    if selection.winner is None:
        if selection.missing:
            return Decision(None, year=year, ask_for=selection.missing, losers=selection.losers,
                            detail={"waiting": [r.id for r in selection.waiting]})
        return Decision("not_listed", year=year, losers=selection.losers)
    # Who is relieved by another rule (学时作参考因素) is not told what he lacks for this one.
    if relief and selection.failed and not selection.winner.rule.exception_to:
        unmet = unmet_relief(book, selection, facts, year, _apply)
        if unmet is not None:
            return unmet
    return _apply(book, selection, facts, year)


def _apply(book: RuleBook, selection: Selection, facts: Mapping[str, Any], year: int) -> Decision:
    winner = selection.winner
    assert winner is not None

    def relieved() -> Decision | None:
        for other in selection.defeated:
            if other.condition.test(facts) is True and other.id in winner.rule.exception_to:
                return apply_effect(Context(book, other, facts, year, selection))
        return None

    decision = apply_effect(Context(book, winner, facts, year, selection, relieve=relieved))
    decision = cap_event(book, winner, decision)
    rule = winner.rule
    caveats = [book.readings[r].caveat for r in rule.readings]
    citations = [citation for branch, cited in winner.quoted if all(leaf.test(facts) is True for leaf in branch)
                 for citation in cited]
    citations += decision.citations
    for condition, text, citation in winner.notes:
        if condition.test(facts) is True:
            caveats.append(text)
            citations.append(citation)
    losers = decision.losers
    if rule.relations:
        stood_back, diverging = standing_back(book, winner, _above(book, selection, facts), facts)
        losers += stood_back
        caveats += diverging
    detail = {**decision.detail, "about": rule.about,
              "carried": selection.period is not None and selection.period.carried,
              "sleeping": [s.rule.about for s in selection.sleeping]}
    caveats += decision.caveats
    return decision.with_(caveats=tuple(dict.fromkeys(caveats)) if len(caveats) > 1 else tuple(caveats),
                          citations=tuple(dict.fromkeys(citations)), losers=losers, detail=detail)


def _above(book: RuleBook, selection: Selection, facts: Mapping[str, Any]) -> Iterator[CompiledRule]:
    """The rules in force above the winner's level that these facts may meet."""
    assert selection.winner is not None
    for period in selection.above:
        group = book.groups.get((period.jurisdiction, selection.winner.rule.answers, period.documents))
        if group is not None:
            yield from group.meeting(facts).rules


def _decide_activities(question: Question, book: RuleBook, year: int, person: Mapping[str, Any],
                       periods: Sequence[Period]) -> Decision:
    activities = question.activities or ({},)
    parts = []
    for index, activity in enumerate(activities):
        facts = {**person, **activity}
        own = facts.get("year", year)
        in_force = periods if own == year and not question.dates else _in_force(question, book, index, own)
        if not in_force:
            return Decision(None, year=own, detail={"not_covered": "earlier_year", "at": index})
        part = _decide_one(book, "hours", facts, own, in_force, question.relief)
        if "activity" not in facts and part.outcome in (None, "not_listed"):
            return Decision(None, year=own, ask_for=("activity",), detail={"at": index})
        if part.outcome is None:
            return part.with_(detail={**part.detail, "at": index})
        parts.append(part.with_(jurisdiction=question.jurisdiction,
                                detail={**part.detail, "activity": facts.get("activity")}))
    capped = cap_year(book, parts, question.recognised)
    return capped[0] if len(capped) == 1 else _sum(capped, year)


def _sum(parts: Sequence[Decision], year: int) -> Decision:
    """Several activities: the total where each part has hours; else the outcome of the part that has none, one that
    completes a subject before one that only counts."""
    trace = joined(part.trace for part in parts)
    citations = tuple(dict.fromkeys(c for part in parts for c in part.citations))
    caveats = tuple(dict.fromkeys(c for part in parts for c in part.caveats))
    odd = next((p for p in sorted(parts, key=lambda p: p.outcome != "deemed_complete") if p.outcome != "hours"), None)
    base = Decision(odd.outcome if odd else "hours", year=year, rule=parts[0].rule, trace=trace, citations=citations,
                    caveats=caveats, parts=tuple(parts), losers=tuple(x for p in parts for x in p.losers),
                    ask_for=tuple(dict.fromkeys(a for p in parts for a in p.ask_for)))
    if odd is not None:
        asking = next((index for index, part in enumerate(parts) if part.ask_for), None)
        return base if asking is None else base.with_(detail={"at": asking})
    hours = [p.hours or Fraction(0) for p in parts]
    total = total_of(hours)
    by = {subject: of_subject(parts, subject) for subject in SUBJECTS}
    sums, steps = by_year(parts)
    step = Step(parts[0].rule or "", parts[0].trace[-1].clause,
                "合计：" + " + ".join(plain(h) for h in hours) + f" = {plain(total)} 学时", "sum",
                tuple(Operand(h, f"part:{i}") for i, h in enumerate(hours)), total)
    return base.with_(hours=total, by_subject=by, trace=(*trace, *steps, step),
                      detail={"by_year": sums} if sums else {})


def _in_force(question: Question, book: RuleBook, index: int, year: int) -> tuple[Period, ...]:
    """The periods that answer for an activity: those of its day, where that is known, else those of its year."""
    day = question.dates[index] if question.dates else None
    place = question.jurisdiction or ""
    return book.periods(place, year) if day is None else book.periods_on(place, day)


def _place_and_time(book: RuleBook, question: Question, year: int, decision: Decision) -> tuple[str, ...]:
    """Caveats on where and when the rules come from: an earlier year's notice, or a higher level's.

    Each of several activities is told of in its own year, and by its own day where that is known.
    """
    jurisdiction = question.jurisdiction or ""
    if question.dates and question.answers == "hours":
        dated = decision.parts or (decision,)
        return tuple(note for index, one in enumerate(dated) if (compiled := book.rules.get(one.rule or "")) is not None
                     for at in (one.year or year,)
                     for note in origin_notes(book, compiled.document, jurisdiction, at,
                                              _in_force(question, book, index, at)))
    if not decision.parts:
        compiled = book.rules.get(decision.rule or "")
        at = decision.year or year
        if compiled is None:
            return ()
        return origin_notes(book, compiled.document, jurisdiction, at, book.periods(jurisdiction, at))
    whole = len(decision.parts) < 2 or decision.detail.get("remaining")
    ones = (decision, *decision.parts) if whole else decision.parts
    found = dict.fromkeys((compiled.document, one.year or year) for one in ones
                          if (compiled := book.rules.get(one.rule or "")) is not None)
    return tuple(note for document, at in found
                 for note in origin_notes(book, document, jurisdiction, at, book.periods(jurisdiction, at)))
