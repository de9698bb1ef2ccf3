"""两样合起来多少: how many activities a person says to have named, beside how many were understood.

A sum over fewer is a wrong number, though each of its figures is right.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Optional

from bot.language.numerals import read

_THINGS = re.compile(
    r"(?:(?P<n>[两二三四五六2-6])\s*(?:个|样|项|件|桩|种|头)|这(?P<short>[俩仨]))"
    r"(?:东西|活动|学习|经历|会议?|班|考试|证书?)?(?=都|一起|一块|合|加|放|落|总|一共|拢共|统共|共|算一起|分别|各)"
)


def counted_things(text: str) -> Optional[tuple[int, str]]:
    """The number of things that are said to belong together, with its words (两样合起来 → 2, 两样); else None."""
    found = _THINGS.search(text)
    if found is None:
        return None
    number = read(found["n"] or found["short"])
    assert number is not None
    return int(number.low), found[0]


def unheard(text: str, activities: Sequence[Mapping[str, Any]]) -> Optional[str]:
    """The words for more activities than were understood; None where all were, or none."""
    counted = counted_things(text)
    named = [activity for activity in activities if "activity" in activity]
    return counted[1] if counted is not None and 0 < len(named) < counted[0] else None
