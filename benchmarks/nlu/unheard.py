"""Activities that no example names, as those of a new notice are: every second one is taken out of the training."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from benchmarks.nlu.contender import Asked, Example
from benchmarks.nlu.rows import parts

_ANY_DAY = date(2025, 1, 1)


def is_unheard(activity: str) -> bool:
    """Whether an activity's id is among those taken out; the same ones in every run."""
    return hashlib.sha256(activity.encode()).digest()[0] % 2 == 0


def names_one(text: str) -> bool:
    """Whether a text names an activity that is taken out."""
    ruler, _ = parts()
    return any(e["entity"] == "activity" and is_unheard(e["value"]) for e in ruler.find(text, _ANY_DAY))


def without_unheard(examples: Sequence[Example]) -> list[Example]:
    """The examples that name none of them."""
    return [example for example in examples if not names_one(example[0])]


def with_unheard(asked: Sequence[Asked]) -> list[Asked]:
    """The utterances that name one."""
    return [one for one in asked if one.text is not None and names_one(one.text)]
