"""Professionals: found or made when they log in, by phone or by who they are at a host page."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.actors import Applicant
from claims.audit import log
from claims.people.applicant_merge import merge
from claims.sealing import places
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import applicants, organisations


def by_phone(connection: Connection, sealer: Sealer, phone: str, now: datetime) -> Applicant:
    """Who has this phone, which has just been proved; made where nobody has it."""
    found = _where(connection, applicants.c.phone_index == sealer.index("phone", phone))
    return Applicant(found.id if found else _create(connection, sealer, now, None, phone))


def by_subject(connection: Connection, sealer: Sealer, subject: str, phone: str | None, now: datetime) -> Applicant:
    """Who this is at a host page (`issuer|sub`). phone: one that the host page verified, or None.

    Only by such a phone is it the same person as one who came by phone: two of them become one, unless another host
    page or another ID number says that they are two people.
    """
    known = _where(connection, applicants.c.subject == subject)
    other = _where(connection, applicants.c.phone_index == sealer.index("phone", phone)) if phone else None
    if known is None and other is not None and other.subject is None:
        connection.execute(applicants.update().where(applicants.c.id == other.id)
                           .values(subject=subject, version=other.version + 1))
        _note(connection, sealer, now, other.id, "applicant.recognise", {"by": "verified phone"})
        return Applicant(other.id)
    if known is None:
        return Applicant(_create(connection, sealer, now, subject, phone if other is None else None))
    if phone and other is None and known.phone_index is None:
        _set_phone(connection, sealer, known.id, phone)
        _note(connection, sealer, now, known.id, "applicant.phone", {"by": "verified phone"})
    elif other is not None and other.id != known.id and merge(connection, sealer, known, other):
        _note(connection, sealer, now, known.id, "applicant.merge", {"from": other.id, "by": "verified phone"})
    return Applicant(known.id)


def organisation_of(connection: Connection, applicant: Applicant) -> tuple[int, str] | None:
    """Id and name of the employer that is known of the person."""
    query = (sa.select(organisations.c.id, organisations.c.name)
             .select_from(applicants.join(organisations, applicants.c.organisation == organisations.c.id))
             .where(applicants.c.id == applicant.id))
    row = connection.execute(query).first()
    return (row.id, row.name) if row else None


def _create(connection: Connection, sealer: Sealer, now: datetime, subject: str | None, phone: str | None) -> int:
    values = {"subject": subject, "version": 1, "created_at": now}
    try:
        with connection.begin_nested():
            number = int(connection.execute(applicants.insert().values(values)).inserted_primary_key[0])
            if phone:
                _set_phone(connection, sealer, number, phone)
    except sa.exc.IntegrityError:
        # The same person logged in twice at once, and the other was faster.
        index = sealer.index("phone", phone) if phone else None
        mine = applicants.c.subject == subject if subject else applicants.c.phone_index == index
        found = _where(connection, mine)
        if found is None:
            raise Refused("too_often", "登录没有完成，请再试一次。", status=429, wait=1) from None
        return int(found.id)
    _note(connection, sealer, now, number, "applicant.create", {"by": "host page" if subject else "phone"})
    return number


def _set_phone(connection: Connection, sealer: Sealer, number: int, phone: str) -> None:
    connection.execute(applicants.update().where(applicants.c.id == number).values(
        phone_sealed=sealer.seal(phone, places.applicant_phone(number)), phone_index=sealer.index("phone", phone)))


def _where(connection: Connection, condition: Any) -> Row | None:
    return connection.execute(sa.select(applicants).where(condition)).first()


def _note(connection: Connection, sealer: Sealer, now: datetime, number: int, action: str,
          detail: dict[str, Any]) -> None:
    log.append(connection, sealer, at=now, actor=f"applicant:{number}", action=action, object=f"applicant:{number}",
               detail=detail)
