"""A person's record: the hours done by year and subject. A cell that is not stated is unknown, never zero."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from rules_core.decision import SUBJECTS
from rules_core.facts import YEARS, FactError, checked_year, exact_number, shown

Record = Mapping[int, Mapping[str, Fraction]]

#: Hours of one cell outside these bounds are refused.
HOURS = (0, 10_000)
_FORM = "record takes hours by year and subject, as in {2021: {public: 30, professional: 42}}"


def check_record(raw: Any) -> dict[int, dict[str, Fraction]]:
    """The record with years as ints and hours exact, in order of years; a cell that is None is left out.

    A year may be written as text ("2021", as JSON keys are). Raises FactError for the field `record`.
    """
    if not isinstance(raw, Mapping):
        raise FactError("record", f"{_FORM}, not {shown(raw)}")
    clean: dict[int, dict[str, Fraction]] = {}
    for key, cells in raw.items():
        year = _year(key)
        if year in clean:
            raise FactError("record", f"record states the year {year} twice")
        if not isinstance(cells, Mapping):
            raise FactError("record", f"{_FORM}; {year} has {shown(cells)}")
        for subject in cells:
            if subject not in SUBJECTS:
                raise FactError("record", f"record takes the subjects {', '.join(SUBJECTS)}, not {shown(subject)} "
                                          f"({year})")
        clean[year] = {s: _hours(year, s, cells[s]) for s in SUBJECTS if cells.get(s) is not None}
    return dict(sorted(clean.items()))


def _year(key: Any) -> int:
    try:
        return checked_year("record", key)
    except FactError:
        raise FactError("record", f"record takes years from {YEARS[0]} to {YEARS[1]} as keys, not {shown(key)}"
                        ) from None


def _hours(year: int, subject: str, value: Any) -> Fraction:
    exact = exact_number(value)
    if exact is None:
        raise FactError("record", f"record takes hours as a number, not {shown(value)} ({year}, {subject})")
    if not HOURS[0] <= exact <= HOURS[1]:
        raise FactError("record", f"record takes hours from {HOURS[0]} to {HOURS[1]}, not {shown(value)} "
                                  f"({year}, {subject})")
    return exact
