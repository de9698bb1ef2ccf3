"""Times as the tables keep them: UTC, with a zone whatever the database gives back."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import overload


@overload
def utc(moment: datetime) -> datetime: ...
@overload
def utc(moment: None) -> None: ...
def utc(moment: datetime | None) -> datetime | None:
    """The same time in UTC with its zone: SQLite forgets the zone, PostgreSQL may give another one."""
    if moment is None:
        return None
    return moment.replace(tzinfo=timezone.utc) if moment.tzinfo is None else moment.astimezone(timezone.utc)


def now() -> datetime:
    """This moment in UTC. Only the edges (a handler, a command) call it; what they call takes the time as argument."""
    return datetime.now(timezone.utc)
