"""Exact hours as JSON numbers."""

from __future__ import annotations

from fractions import Fraction

_PLACES = 4


def json_hours(hours: Fraction | None) -> int | float | None:
    """36, 22.5; a share that four decimals cannot state (a third) is rounded to them."""
    if hours is None:
        return None
    return int(hours) if hours.denominator == 1 else round(float(hours), _PLACES)


def json_numbers(value: object) -> object:
    """A stored decision with its exact amounts as JSON numbers, all else as it is."""
    if isinstance(value, Fraction):
        return json_hours(value)
    if isinstance(value, dict):
        return {name: json_numbers(inner) for name, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [json_numbers(inner) for inner in value]
    return value
