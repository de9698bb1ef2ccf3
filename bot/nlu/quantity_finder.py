"""Quantities of `bot.language.quantities` as entities: plain JSON values with exact figures kept as text."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, get_args

from bot.language.quantities import find_quantities
from bot.language.quantity import Kind

QUANTITY_KINDS: tuple[str, ...] = get_args(Kind)


def quantity_entities(text: str, today: date) -> list[dict[str, Any]]:
    """Entities of the quantities in `text`; `entity` is the quantity's kind.

    A fraction is written exactly ("7/2"); `value` is None for a range, which has `low` and `high` instead.
    """
    return [
        {
            "entity": found.kind,
            "value": _plain(found.value),
            "start": found.start,
            "end": found.end,
            "text": found.text,
            **{
                name: _plain(value)
                for name in ("low", "high", "start_date", "end_date", "note")
                if (value := getattr(found, name)) is not None
            },
        }
        for found in find_quantities(text, today)
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    return value
