"""Age in full years (周岁) on a given day."""

from __future__ import annotations

from datetime import date


def age_on(day: date, year: int, month: int | None, dayofmonth: int | None) -> tuple[int, int]:
    """Lowest and highest age in full years on `day` for a birth date known to the year, month or day.

    Someone born on 29 February completes a year on 28 February in common years (hhht-2022#三/一, reading
    `leap-birthday`).
    """
    earliest = (month or 1, dayofmonth or 1)
    latest = (month or 12, dayofmonth or 31)
    return _full_years(day, year, latest), _full_years(day, year, earliest)


def _full_years(day: date, year: int, birthday: tuple[int, int]) -> int:
    if birthday == (2, 29) and not _leap(day.year):
        birthday = (2, 28)
    return day.year - year - ((day.month, day.day) < birthday)


def born_on_leap_day(day: date, year: int, month: int | None, dayofmonth: int | None) -> bool:
    """Whether it is read, not counted, on which date the birthday falls in the year of `day`: born on 29 February, and
    that is a common year."""
    return (month, dayofmonth) == (2, 29) and not _leap(day.year)


def _leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
