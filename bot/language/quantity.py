"""One quantity found in a sentence: its kind, exact value and place in the text."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from bot.language.scratch import Scratch

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


_COUNTED = ("subjects", "times", "papers", "age")


def put_amount(
    scratch: Scratch, kind: Kind, low: Fraction | None, high: Fraction | None, start: int, end: int, notes: list[str]
) -> None:
    """Take an amount: exact where both bounds are the same number, else a range with its unit first in the note."""
    text = scratch.text[start:end]
    if low is None or low != high:
        note = " ".join([kind, *notes])
        scratch.take(Quantity("range", None, start, end, text, low=low, high=high, note=note))
        return
    whole = kind in _COUNTED and low.denominator == 1
    scratch.take(Quantity(kind, int(low) if whole else low, start, end, text, note=" ".join(notes) or None))
