"""Reading the values of entities."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, Mapping

#: Notes of a quantity that make it no amount of an activity (一年要…, 每天8学时, 近三年).
NO_AMOUNT = frozenset({"rate", "per_year", "per_month", "per_day", "per_week", "per_item", "period", "above", "below"})


def exact(value: Any) -> Fraction:
    """An entity's figure ("7/2", 3) as an exact number."""
    return Fraction(str(value))


def notes_of(entity: Mapping[str, Any]) -> set[str]:
    """The words of a quantity's note."""
    return set(str(entity.get("note") or "").split())
