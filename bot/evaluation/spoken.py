"""The numbers that a person's own words state in a conversation so far, with what follows from them by the calendar."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction
from math import floor

from bot.language.folding import fold
from bot.language.quantities import find_quantities
from bot.language.quantity import Quantity
from policy_kb.stated_figures import figures_in
from rules_core.age import age_on
from rules_core.quoted_numbers import numbers_in

#: A week of a course is five to seven days, as people count.
_WEEK = (5, 6, 7)


class Spoken:
    """What the turns of one conversation state; `today` is the day of the last.

    `numbers` holds amounts, whole parts of them, days between dates (both ends counted), ages on `today` and on the
    days named; `days` the days of the calendar, as ordinals; `texts` the words themselves.
    """

    def __init__(self, texts: Iterable[str], today: date) -> None:
        self.today = today
        self.texts = tuple(fold(text)[0] for text in texts)
        quantities = [q for text in self.texts for q in find_quantities(text, today)]
        named = {day for q in quantities for day in (q.start_date, q.end_date, q.value) if isinstance(day, date)}
        self.days = frozenset(Fraction(day.toordinal()) for day in {*named, today})
        numbers = {abs(n) for text in self.texts for n in numbers_in(text)}
        numbers |= {figure.value for text in self.texts for figure in figures_in(text)}
        numbers |= {abs(n) for q in quantities for n in _of(q)}
        numbers |= {Fraction(n) for day in named for n in (day.year, day.month, day.day)}
        numbers |= {age for q in quantities if q.kind == "birth" for age in _ages(q.value, {*named, today})}
        self.numbers = frozenset(numbers | {Fraction(floor(n)) for n in numbers})

    def states(self, words: str) -> bool:
        """Whether a turn holds these very words, and no figure that goes on before or after them."""
        whole = re.compile(rf"(?<![\d.]){re.escape(fold(words)[0])}(?![\d.])")
        return any(whole.search(text) for text in self.texts)


def _of(quantity: Quantity) -> Iterator[Fraction]:
    bounds = (quantity.value, quantity.low, quantity.high)
    stated = [Fraction(n) for n in bounds if isinstance(n, (int, Fraction))]
    yield from stated
    if quantity.kind == "weeks" or "weeks" in (quantity.note or "").split():
        yield from (n * days for n in stated for days in _WEEK)
    if isinstance(quantity.value, tuple):
        yield from (Fraction(part) for part in quantity.value if part is not None)


def _ages(birth: object, days: Iterable[date]) -> Iterator[Fraction]:
    if isinstance(birth, tuple) and birth and birth[0] is not None:
        year, month, day = (*birth, None, None)[:3]
        for on in days:
            low, high = age_on(on, year, month, day)
            yield from (Fraction(low), Fraction(high))
