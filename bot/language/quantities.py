"""Every quantity of a sentence: durations, hours, dates, years, ages, counts."""
from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from bot.language.ages import find_ages
from bot.language.amount_ranges import find_amount_ranges
from bot.language.amounts import find_amounts
from bot.language.bare import find_bare
from bot.language.births import find_births
from bot.language.date_ranges import find_date_ranges
from bot.language.dates import find_dates
from bot.language.day_names import spoken_year
from bot.language.masks import mask
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch
from bot.language.years import find_years

__all__ = ["Quantity", "find_quantities"]

_ANY = re.compile(r"[0-9０-９零〇一二三四五六七八九十百千万两俩仨半廿卅今去前明本上下后昨周星礼奔兩]|个把")

# 不是三天，是四天; but 是不是三天 asks.
_NOT = re.compile(r"(?<!是)(?:不是|并非|而非)(?:参加|进修|培训|[学开去]了?)?$")


def find_quantities(text: str, today: date) -> list[Quantity]:
    """The quantities of a (normalised) sentence, in the order of the text, their spans not overlapping.

    Where two readings overlap the more specific one stands: a date range before its dates, a birth date before its
    year. Nothing is judged: -3天, 0天 and 100000天 come back as they stand, and no text raises.

    Words in `note` beside a range's unit: approximate, below, above (the bound itself is not in), end_before_start,
    impossible_date, listed, contradicts_stated_days (the stated count is in `low`), half_days_named, month (a date
    that is a whole month), period (近三年), rate (一年要…), working (工作日), plus_days:N, reversed, calendar, per_day,
    per_year, per_month, per_week, per_item, bare, in_future, in_year (an age reached some day this year), negated
    (不是3天).
    """
    if not _ANY.search(text):
        return []
    scratch = Scratch(text)
    mask(scratch)
    find_births(scratch, today)
    scratch.year = spoken_year(scratch.work, today)
    find_date_ranges(scratch, today)
    find_ages(scratch, today)
    find_dates(scratch, today)
    find_years(scratch, today)
    find_amount_ranges(scratch)
    find_amounts(scratch, today)
    find_bare(scratch)
    found = [_negated(quantity) if _NOT.search(text[:quantity.start]) else quantity for quantity in scratch.found]
    return sorted(found, key=lambda quantity: quantity.start)


def _negated(quantity: Quantity) -> Quantity:
    return replace(quantity, note=f"{quantity.note} negated" if quantity.note else "negated")
