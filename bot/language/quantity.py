"""One quantity found in a sentence: its kind, exact value and place in the text."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

Kind = Literal[
    "days", "weeks", "months", "hours", "clock_hours", "class_periods", "subjects", "times", "papers",
    "age", "birth", "year", "date", "range", "number",
]
PartialDate = tuple[int, int | None, int | None]
Value = Fraction | int | date | PartialDate | None
Bound = Fraction | int | None


@dataclass(frozen=True)
class Quantity:
    """A quantity with its span in the text given to `find_quantities`.

    `value`: Fraction for days, weeks, months, hours, clock_hours and class_periods; int for subjects, times, papers,
    age, year and number (Fraction where such a count is not whole); date for date; (year, month, day) for birth;
    None for range, and where nothing certain can be said (an impossible date).
    `low` and `high` are inclusive bounds; None is open. `note` holds words parted by a space: for a range the first one
    is its unit (a kind); others are listed in docs of `find_quantities`.
    """

    kind: Kind
    value: Value
    start: int
    end: int
    text: str
    low: Bound = None
    high: Bound = None
    start_date: date | None = None
    end_date: date | None = None
    note: str | None = None

    @property
    def notes(self) -> frozenset[str]:
        """The words of `note`."""
        return frozenset((self.note or "").split())

    @property
    def unit(self) -> str:
        """The kind that the figures are counted in: the quantity's own kind, or a range's unit."""
        return (self.note or "").split(" ")[0] if self.kind == "range" else self.kind
