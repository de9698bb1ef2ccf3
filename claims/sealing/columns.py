"""Every column that holds sealed values, with the place of a row's value. A test compares it with the tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.sealing import places
from db.tables import applicants, audit_log, claims, evidence, idempotency


@dataclass(frozen=True)
class SealedColumn:
    """column: holds null or a sealed text. named_by: the columns whose values, in order, make its place."""

    column: Any
    named_by: tuple[Any, ...]
    place: Callable[..., str]

    @property
    def name(self) -> str:
        """`claims.personal_sealed`."""
        return f"{self.column.table.name}.{self.column.name}"


SEALED_COLUMNS = (
    SealedColumn(applicants.c.phone_sealed, (applicants.c.id,), places.applicant_phone),
    SealedColumn(applicants.c.id_number_sealed, (applicants.c.id,), places.applicant_id_number),
    SealedColumn(applicants.c.personal_sealed, (applicants.c.id,), places.applicant_personal),
    SealedColumn(claims.c.personal_sealed, (claims.c.number,), places.claim_personal),
    SealedColumn(evidence.c.shown_name_sealed, (evidence.c.public_id,), places.evidence_name),
    SealedColumn(idempotency.c.body_sealed, (idempotency.c.owner, idempotency.c.key), places.idempotency_body),
)


def keys_needed(connection: Connection) -> frozenset[str]:
    """Ids of keys without which what the database holds is lost: of the oldest value of each sealed column, which a
    rotation reaches first, and of the audit log's newest row. Empty where nothing was sealed; quick, for the start of
    the service.
    """
    found = set()
    for sealed in SEALED_COLUMNS:
        oldest = sa.select(sealed.column).where(sealed.column.is_not(None)).order_by(sealed.column.table.c.id).limit(1)
        value = connection.execute(oldest).scalar()
        if value is not None:
            found.add(key_of(value))
    newest = sa.select(audit_log.c.key_id).order_by(audit_log.c.seq.desc()).limit(1)
    found.update(connection.execute(newest).scalars())
    return frozenset(found)


def key_of(sealed: str) -> str:
    """The id of the key that a sealed text names: its second part."""
    return sealed.split(".", 2)[1] if sealed.count(".") == 2 else ""
