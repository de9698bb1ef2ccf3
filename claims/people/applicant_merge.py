"""Two rows that turn out to be one professional: one came by phone, one by a host page that verified that phone."""

from __future__ import annotations

from typing import Any

from sqlalchemy.engine import Connection, Row

from claims.people.sessions import end_all
from claims.sealing import places
from claims.sealing.sealer import Sealer
from db.tables import applicants, claims

_SEALED = {"phone_sealed": places.applicant_phone, "id_number_sealed": places.applicant_id_number,
           "personal_sealed": places.applicant_personal}


def merge(connection: Connection, sealer: Sealer, kept: Row, gone: Row) -> bool:
    """Give `kept` the claims of `gone`, its phone, and what else `kept` lacks; `gone` stays as an empty row.

    False, and nothing is done, where they are two people: `gone` is known at a host page too, `kept` has another
    phone, or their ID numbers differ.
    """
    ids = _numbers(sealer, kept) | _numbers(sealer, gone)
    if gone.subject is not None or kept.phone_index is not None or len(ids) > 1:
        return False
    # First: what is being written in these sessions is waited for, and its claims go along.
    end_all(connection, applicant=gone.id)
    has, lacks = gone._mapping, {name for name, value in kept._mapping.items() if value is None}
    taken: dict[str, Any] = {
        column: sealer.seal(sealer.open(has[column], place(gone.id)), place(kept.id))
        for column, place in _SEALED.items() if column in lacks and has[column] is not None}
    taken |= {column: has[column] for column in ("phone_index", "id_number_index", "organisation") if column in lacks}
    connection.execute(applicants.update().where(applicants.c.id == gone.id).values(
        phone_sealed=None, phone_index=None, id_number_sealed=None, id_number_index=None, personal_sealed=None,
        version=gone.version + 1))
    connection.execute(applicants.update().where(applicants.c.id == kept.id).values(**taken, version=kept.version + 1))
    connection.execute(claims.update().where(claims.c.applicant == gone.id).values(applicant=kept.id))
    return True


def _numbers(sealer: Sealer, row: Row) -> set[str]:
    """Blind indexes of the ID numbers that a row holds: the one that is settled, and the one last written in a form."""
    said = set() if row.id_number_sealed is None else {
        sealer.index("id_number", sealer.open(row.id_number_sealed, places.applicant_id_number(row.id)))}
    return said | ({row.id_number_index} - {None})
