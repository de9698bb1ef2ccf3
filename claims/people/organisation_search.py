"""Organisations: employers, the authorities above them, the offices of exempt posts; found, and what is above what.

Functions take a connection and run in the caller's transaction. organisation_changes.py makes and changes them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from db.tables import organisations

MOST_FOUND = 20
_ESCAPE = "\\"
# Built once: every filing asks these, and building takes longer than asking.
_NAMES = sa.select(organisations.c.id, organisations.c.name).where(
    organisations.c.id.in_(sa.bindparam("ids", expanding=True)))
_REACHED = sa.select(organisations.c.id, organisations.c.parent).where(
    organisations.c.id == sa.bindparam("lowest")).cte("reached", recursive=True)
# UNION, not UNION ALL: a circle ends where it comes to what it has.
_LINE = sa.select(organisations).where(organisations.c.id.in_(sa.select(_REACHED.union(
    sa.select(organisations.c.id, organisations.c.parent).where(organisations.c.id == _REACHED.c.parent)).c.id)))


@dataclass(frozen=True)
class Organisation:
    """id: of the table. kind: one of db.tables.ORGANISATION_KINDS. region: a jurisdiction's id. parent: id of the one
    above, or None. code: 统一社会信用代码, or None. version: of the row, for a change.
    """

    id: int
    name: str
    kind: str
    region: str
    parent: int | None
    code: str | None
    active: bool
    version: int


def find(connection: Connection, organisation_id: int) -> Organisation | None:
    """The organisation of an id, active or not; None where there is none."""
    row = connection.execute(sa.select(organisations).where(organisations.c.id == organisation_id)).first()
    return _read(row) if row else None


def names(connection: Connection, wanted: Iterable[int | None]) -> dict[int, str]:
    """The names of organisations, active or not, by id; without those that there are none of."""
    ids = sorted({one for one in wanted if one is not None})
    if not ids:
        return {}
    return {row.id: row.name for row in connection.execute(_NAMES, {"ids": ids})}


def search(connection: Connection, region: str | None = None, kind: str | None = None, q: str = "",
           limit: int = MOST_FOUND, regions: Collection[str] = ()) -> list[Organisation]:
    """Active organisations whose name contains `q` in any case, by name; all of region and kind where `q` is empty.
    regions: instead of one region, any of these."""
    columns = organisations.c
    conditions = [columns.active.is_(True), *_matching(None if regions else region, kind, q)]
    if regions:
        conditions.append(columns.region.in_(sorted(regions)))
    query = sa.select(organisations).where(*conditions).order_by(columns.name, columns.id)
    return [_read(row) for row in connection.execute(query.limit(max(0, min(limit, MOST_FOUND))))]


def listed(connection: Connection, offset: int, most: int, region: str | None = None, kind: str | None = None,
           q: str = "") -> tuple[list[Organisation], int]:
    """A page of those that `search` would find, active or not, by region, kind and name; and how many there are."""
    columns, conditions = organisations.c, _matching(region, kind, q)
    total = connection.execute(sa.select(sa.func.count()).select_from(organisations).where(*conditions)).scalar_one()
    query = sa.select(organisations).where(*conditions).order_by(columns.region, columns.kind, columns.name)
    return [_read(row) for row in connection.execute(query.offset(offset).limit(most))], int(total)


def offices(connection: Connection, kind: str, region: str) -> list[Organisation]:
    """The active organisations of a kind in a region, by name: among which a person chooses, or the only one."""
    columns = organisations.c
    query = sa.select(organisations).where(columns.kind == kind, columns.region == region, columns.active.is_(True))
    return [_read(row) for row in connection.execute(query.order_by(columns.name, columns.id))]


def authority_above(connection: Connection, above: Sequence[Organisation], kind: str, region: str
                    ) -> Organisation | None:
    """The office of a step of the chain (docs/claims.md): the nearest active one of those `above` the employer that is
    of the kind and region. An `hr_authority` that is not above it is the only active one of its region, where there is
    one.
    """
    for one in above:
        if one.active and (one.kind, one.region) == (kind, region):
            return one
    if kind == "hr_authority":
        found = offices(connection, kind, region)
        return found[0] if len(found) == 1 else None
    return None


def ancestors(connection: Connection, organisation_id: int) -> list[Organisation]:
    """The organisations above it, the nearest first, active or not. Ends where the data would lead in a circle."""
    return lineage(connection, organisation_id)[1:]


def lineage(connection: Connection, organisation_id: int) -> list[Organisation]:
    """The organisation and those above it, in the order of `ancestors`; empty where there is none of this id."""
    known = {row.id: _read(row) for row in connection.execute(_LINE, {"lowest": organisation_id})}
    found: list[Organisation] = []
    current = known.pop(organisation_id, None)
    while current is not None:
        found.append(current)
        current = known.pop(current.parent, None) if current.parent is not None else None
    return found


def _matching(region: str | None, kind: str | None, q: str) -> list[Any]:
    columns, part = organisations.c, " ".join(q.split())
    found: list[Any] = []
    if region is not None:
        found.append(columns.region == region)
    if kind is not None:
        found.append(columns.kind == kind)
    if not part.isprintable():
        found.append(sa.false())  # no name holds such a sign, and PostgreSQL takes no NUL
    elif part:
        found.append(sa.func.lower(columns.name).like(sa.func.lower(f"%{_literal(part)}%"), escape=_ESCAPE))
    return found


def _literal(text: str) -> str:
    """The text as LIKE takes it literally."""
    for sign in (_ESCAPE, "%", "_"):
        text = text.replace(sign, _ESCAPE + sign)
    return text


def _read(row: Row) -> Organisation:
    values: dict[str, Any] = row._mapping
    return Organisation(**{name: values[name] for name in Organisation.__dataclass_fields__})
