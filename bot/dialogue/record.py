"""Hours done by year and subject: what a message states of them, and how the frame keeps them.

The frame holds plain JSON: {"2021": {"public": "30", "professional": "met"}}. An amount is an exact number of hours
("91/2"), `met` (齐了: what the year asks for, no figure said) or `short:10` (差10个: so much less than that).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Optional

Record = dict[str, dict[str, str]]

#: The facts of the one year that is asked about: of each subject, and of both where not told apart.
DONE = ("done_public", "done_professional", "done_total")
MET = "met"
SHORT = "short:"


@dataclass(frozen=True)
class Done:
    """What a message states of one subject in one year.

    `year` and `subject` None were not said. `amount` None: spoken of, but no exact figure (大概30), so that an earlier
    one no longer holds.
    """

    year: Optional[int]
    subject: Optional[str]
    amount: Optional[str]


def hours(value: Fraction) -> str:
    """The amount of so many hours."""
    return str(value)


def short(value: Fraction) -> str:
    """The amount that is so many hours less than required."""
    return f"{SHORT}{value}"


def figure(amount: Optional[str]) -> Optional[Fraction]:
    """The hours stated; None where the amount hangs on the requirement."""
    return None if amount is None or not stated(amount) else Fraction(amount)


def stated(amount: str) -> bool:
    """Whether the person gave the hours themselves."""
    return amount != MET and not amount.startswith(SHORT)


def against(amount: str, required: Optional[Fraction]) -> Optional[Fraction]:
    """The hours done, of a requirement; None where that leaves them open, or the shortfall is more than is required."""
    if stated(amount):
        return Fraction(amount)
    if required is None:
        return None
    if amount == MET:
        return required
    left = required - Fraction(amount[len(SHORT) :])
    return left if left >= 0 else None
