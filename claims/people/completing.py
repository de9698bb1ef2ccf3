"""Writing what an import completes of people who are known: all of them in one statement, so that nobody waits long."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from db.tables import applicants

_WRITTEN = ("organisation", "id_number_index", "id_number_sealed", "phone_index", "phone_sealed", "personal_sealed",
            "version")


@dataclass(frozen=True)
class Completed:
    """What one row of a list changes. row: as the spreadsheet counts. known: the applicant, held by the transaction."""

    row: int
    known: Row
    changes: Mapping[str, Any]

    @property
    def values(self) -> dict[str, Any]:
        """All that may change, so that many of them are one statement; with the applicant's id as `number`."""
        kept = {name: self.known._mapping[name] for name in _WRITTEN}
        return {**kept, **self.changes, "version": self.known.version + 1, "number": self.known.id}


def write(connection: Connection, completed: Sequence[Completed]) -> list[Completed]:
    """Write them; returns those that could not be: somebody has registered the same person or phone meanwhile."""
    if _written(connection, completed):
        return []
    # Rare: then each by itself, to know whose it is.
    return [one for one in completed if not _written(connection, [one])]


def _written(connection: Connection, completed: Sequence[Completed]) -> bool:
    if not completed:
        return True
    statement = sa.update(applicants).where(applicants.c.id == sa.bindparam("number")).values(
        {name: sa.bindparam(name) for name in _WRITTEN})
    try:
        with connection.begin_nested():
            connection.execute(statement, [one.values for one in completed])
    except sa.exc.IntegrityError:
        return False
    return True
