"""Grants: which roles an account holds, in which organisation and region."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.actors import Grant
from db.tables import grants, organisations

ORGANISATION_KIND = {"employer_reviewer": "employer", "industry_authority": "industry_authority",
                     "hr_authority": "hr_authority", "posting_office": "posting_office"}
"""The kind of organisation that a reviewing role belongs to."""
EVERYWHERE = frozenset({"admin", "auditor", "editor"})
"""Roles that hold without organisation and region."""

GRANT_COLUMNS = (grants.c.role, grants.c.organisation, grants.c.region)
HELD = grants.outerjoin(organisations, grants.c.organisation == organisations.c.id)
"""Grants with their organisations, for a query that asks for GRANT_COLUMNS where HOLDS."""
HOLDS = sa.or_(grants.c.organisation.is_(None), organisations.c.active.is_(True))


@dataclass(frozen=True)
class KeptGrant:
    """A grant with its row's id, and its organisation's name where it has one."""

    id: int
    grant: Grant
    organisation_name: str | None


def grants_of(connection: Connection, account: int) -> tuple[Grant, ...]:
    """What the account may do at this moment, oldest grant first. A closed organisation gives nothing."""
    query = sa.select(*GRANT_COLUMNS).select_from(HELD).where(grants.c.account == account, HOLDS).order_by(grants.c.id)
    return granted(connection.execute(query))


def granted(rows: Iterable[Row]) -> tuple[Grant, ...]:
    """The grants of rows that have GRANT_COLUMNS; a row without one is what an outer join gives."""
    return tuple(Grant(row.role, row.organisation, row.region) for row in rows if row.role is not None)


def kept(connection: Connection, account: int) -> list[KeptGrant]:
    """The account's grants as rows, oldest first."""
    columns = grants.c
    rows = connection.execute(
        sa.select(grants, organisations.c.name)
        .select_from(grants.outerjoin(organisations, columns.organisation == organisations.c.id))
        .where(columns.account == account).order_by(columns.id))
    return [KeptGrant(row.id, Grant(row.role, row.organisation, row.region), row.name) for row in rows]


def insert(connection: Connection, account: int, grant: Grant, now: datetime) -> int:
    """Store a grant that was checked; returns its id."""
    result = connection.execute(grants.insert().values(
        account=account, role=grant.role, organisation=grant.organisation, region=grant.region, created_at=now))
    return int(result.inserted_primary_key[0])
