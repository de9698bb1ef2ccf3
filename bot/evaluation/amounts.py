"""Amounts as an answer writes them, and the subject that an amount in a sentence is of."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Optional

from rules_core.decision import plain

#: How a sentence names a subject.
SUBJECTS = {"public": "公需", "professional": "专业"}
_PIECE = re.compile(r"[，。；：、（）]")


def shown(*values: Fraction | int | None) -> set[Fraction]:
    """The amounts that are there, as they are written: 10/3 is 3.3333."""
    return {Fraction(plain(value)) for value in values if value is not None}


def subject_before(text: str, at: int) -> Optional[str]:
    """The subject that is named last in the piece of the sentence before a place."""
    piece = _PIECE.split(text[:at])[-1]
    places = {subject: piece.rfind(word) for subject, word in SUBJECTS.items() if word in piece}
    return max(places, key=lambda subject: places[subject]) if places else None
