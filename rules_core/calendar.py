"""Which notices answer for which year, and for which day, worked out once for each place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TypeVar

import msgspec

from rules_core.model import Document, Jurisdiction


class Period(msgspec.Struct, frozen=True):
    """The documents of one jurisdiction that answer for a year; `carried` when they are of an earlier year."""

    jurisdiction: str
    documents: frozenset[str]
    carried: bool


class Calendar(msgspec.Struct, frozen=True):
    """The periods of one place along its chain, nearest first: `steps[i]` from the year `years[i]` on.

    `changes` says whether different notices answer in different years. `day_steps[i]` are the periods from the day
    `days[i]` on: a notice that comes into force in the middle of a year does not answer for the months before.
    """

    years: tuple[int, ...]
    steps: tuple[tuple[Period, ...], ...]
    changes: bool
    days: tuple[date, ...] = ()
    day_steps: tuple[tuple[Period, ...], ...] = ()

    def at(self, year: int) -> tuple[Period, ...]:
        """The periods that answer for `year`; empty where all begin later or nothing is held."""
        place = bisect_right(self.years, year)
        return self.steps[place - 1] if place else ()

    def on(self, day: date) -> tuple[Period, ...]:
        """The periods that answer for what happened on `day`; empty where all begin later or nothing is held."""
        place = bisect_right(self.days, day)
        return self.day_steps[place - 1] if place else ()

    def everything(self) -> tuple[tuple[Period, ...], ...]:
        """The periods of every year and of every day."""
        return self.steps + self.day_steps


def calendars(jurisdictions: Mapping[str, Jurisdiction], documents: Iterable[Document]) -> dict[str, Calendar]:
    """The calendar of every jurisdiction."""
    own: dict[str, list[tuple[int | None, int | None, str]]] = {}
    by_day: dict[str, list[tuple[date | None, date | None, str]]] = {}
    for document in documents:
        if document.held and document.jurisdiction is not None:
            try:
                span, days = span_of_years(document), span_of_days(document)
            except ValueError:
                continue  # a date that cannot be read; the load-time check names it
            own.setdefault(document.jurisdiction, []).append((*span, document.id))
            by_day.setdefault(document.jurisdiction, []).append((*days, document.id))
    return {place: _calendar(chain(jurisdictions, place), own, by_day) for place in jurisdictions}


def chain(jurisdictions: Mapping[str, Jurisdiction], place: str) -> tuple[str, ...]:
    """The place and those above it, nearest first. Never a sideways step."""
    found: list[str] = []
    at: str | None = place
    while at is not None and at in jurisdictions and at not in found:
        found.append(at)
        at = jurisdictions[at].parent
    return tuple(found)


def _calendar(places: tuple[str, ...], own: Mapping[str, list[tuple[int | None, int | None, str]]],
              by_day: Mapping[str, list[tuple[date | None, date | None, str]]]) -> Calendar:
    held = [span for place in places for span in own.get(place, ())]
    years = sorted({0, *(first for first, _, _ in held if first is not None),
                    *(last + 1 for _, last, _ in held if last is not None)})
    steps = tuple(tuple(p for place in places if (p := _period(place, own.get(place, ()), year)) is not None)
                  for year in years)
    spans = [span for place in places for span in by_day.get(place, ())]
    days = sorted({date.min, *(first for first, _, _ in spans if first is not None),
                   *(last + timedelta(days=1) for _, last, _ in spans if last not in (None, date.max))})
    day_steps = tuple(tuple(p for place in places if (p := _period(place, by_day.get(place, ()), day)) is not None)
                      for day in days)
    return Calendar(tuple(years), steps, len({tuple(p.documents for p in step) for step in steps if step}) > 1,
                    tuple(days), day_steps)


#: A year or a day.
Time = TypeVar("Time", int, date)


def _period(place: str, own: Iterable[tuple[Time | None, Time | None, str]], at: Time) -> Period | None:
    """The place's own documents for a year or a day, or those that ended last; None where all begin later."""
    inside, past = [], []
    for first, last, document in own:
        if first is not None and at < first:
            continue
        if last is not None and at > last:
            past.append((last, document))
        else:
            inside.append(document)
    if inside:
        return Period(place, frozenset(inside), carried=False)
    if past:
        newest = max(last for last, _ in past)
        return Period(place, frozenset(d for last, d in past if last == newest), carried=True)
    return None


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


def span_of_days(document: Document) -> tuple[date | None, date | None]:
    """First and last day on which a document answers; None is open.

    A document that speaks of years answers for all of them. Only 施行 to the day begins within a year.
    """
    if document.applies_to_years or document.applies_from_year is not None or document.in_force_from is None:
        first_year, last_year = span_of_years(document)
        first = date(_written(first_year), 1, 1) if first_year is not None else None
        if document.applies_to_years or document.in_force_to is None:
            return first, date(_written(last_year), 12, 31) if last_year is not None else None
        return first, date.fromisoformat(document.in_force_to)
    last = date.fromisoformat(document.in_force_to) if document.in_force_to else None
    return date.fromisoformat(document.in_force_from), last


def _written(year: int) -> int:
    """The nearest year that a date can have."""
    return min(max(year, date.min.year), date.max.year)
