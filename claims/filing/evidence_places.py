"""Which activity a file belongs to, after the person changed the list of activities.

Evidence names its activity by place. A file goes with its activity wherever that moves; where it is not clear which one
that is, or it is gone, the file belongs to the claim as a whole, and the person is asked for evidence again: better
than proving the wrong thing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db.tables import evidence

Activities = Sequence[Mapping[str, Any]]
#: What tells one activity from another; an activity whose every one of these changed is another one.
_TELLING = ("certificate", "title", "activity", "start", "end", "organizer_name", "level")


def moved(before: Activities, after: Activities) -> dict[int, int]:
    """Old place → new place of each activity that is still there: first those that are unchanged, then the most alike,
    those that stayed in their place before others.
    """
    found: dict[int, int] = {}
    pairs = [(_likeness(old, new), place == other, -place, -other)
             for place, old in enumerate(before) for other, new in enumerate(after)]
    for likeness, _, place, other in sorted(pairs, reverse=True):
        if likeness > 0 and -place not in found and -other not in found.values():
            found[-place] = -other
    return found


def follow(connection: Connection, claim: int, before: Activities, after: Activities) -> None:
    """Point the claim's evidence at where its activities are now."""
    if list(before) == list(after):
        return
    places = moved(before, after)
    changed = {place: places.get(place) for place in range(len(before)) if places.get(place) != place}
    if changed:
        # The type for where all of them go: PostgreSQL takes a CASE of nothing but NULL for a text.
        there = sa.cast(sa.case(changed, value=evidence.c.activity), sa.Integer)
        connection.execute(sa.update(evidence).where(evidence.c.claim == claim, evidence.c.activity.in_(list(changed)))
                           .values(activity=there))


def _likeness(old: Mapping[str, Any], new: Mapping[str, Any]) -> float:
    """2 for the same activity; up to 1 where at least half of what both say of themselves is the same; else 0."""
    if old == new:
        return 2.0
    both = [name for name in _TELLING if name in old and name in new]
    if not both:
        # Nothing told so far (a row just added), or nothing in common.
        return 0.1 if not old or set(old).isdisjoint(_TELLING) else 0.0
    alike = sum(old[name] == new[name] for name in both) / len(both)
    return alike if alike >= 0.5 else 0.0
