"""What is kept of a professional from one form to the next, and that an ID number belongs to one account alone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.filing.transitions import LIVING
from claims.sealing import places
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import applicants, claims

ID_NUMBER = "id_number"
#: The number that the person logs in with is proved by a code; what a form says of it never changes that.
PHONE = "phone"


def id_number_index(sealer: Sealer, number: str | None) -> str | None:
    """The blind index of an ID number, which is how claims, applicants and accounts name a person."""
    return sealer.index(ID_NUMBER, number.strip().upper()) if number else None


def lock_person(connection: Connection, applicant: int, index: str | None) -> None:
    """Nobody else submits or decides for this person until the transaction ends. Without it two approvals at once
    would each find the whole room that a yearly limit leaves. (SQLite has one writer anyway.)
    """
    same = applicants.c.id == applicant
    if index is not None:
        same = sa.or_(same, applicants.c.id_number_index == index)
    connection.execute(sa.select(applicants.c.id).where(same).order_by(applicants.c.id).with_for_update()).all()


def filer_index(connection: Connection, applicant: int) -> str | None:
    """The index of the ID number that the account of an applicant holds."""
    query = sa.select(applicants.c.id_number_index).where(applicants.c.id == applicant)
    index: str | None = connection.execute(query).scalar_one_or_none()
    return index


def recorded(connection: Connection, sealer: Sealer, applicant: int) -> dict[str, str]:
    """The personal fields that fill in the person's next form, in clear; empty where nothing is kept."""
    row = connection.execute(sa.select(applicants).where(applicants.c.id == applicant)).one()
    found: dict[str, str] = {}
    if row.personal_sealed is not None:
        found = json.loads(sealer.open(row.personal_sealed, places.applicant_personal(applicant)))
    if row.phone_sealed is not None:
        found.setdefault(PHONE, sealer.open(row.phone_sealed, places.applicant_phone(applicant)))
    if row.id_number_sealed is not None:
        found[ID_NUMBER] = sealer.open(row.id_number_sealed, places.applicant_id_number(applicant))
    return found


def remember(connection: Connection, sealer: Sealer, applicant: int, claim: int | None,
             personal: Mapping[str, str]) -> str | None:
    """Keep what a form says of the person; returns the index of the ID number in it.

    claim: the form's own, which may correct the number. Raises Refused for an ID number of another account, and for
    one that differs from that of the person's claims under way.
    """
    given = {name: value for name, value in personal.items() if value}
    number = given.pop(ID_NUMBER, None)
    index = id_number_index(sealer, number)
    row = connection.execute(sa.select(applicants).where(applicants.c.id == applicant)).one()
    changes: dict[str, Any] = {}
    kept: dict[str, str] = {}
    if row.personal_sealed is not None:
        kept = json.loads(sealer.open(row.personal_sealed, places.applicant_personal(applicant)))
    if {**kept, **given} != kept:
        sealed = json.dumps({**kept, **given}, ensure_ascii=False, sort_keys=True)
        changes["personal_sealed"] = sealer.seal(sealed, places.applicant_personal(applicant))
    if number is not None and index != row.id_number_index:
        _check_one_number(connection, applicant, claim, index)
        changes |= {"id_number_index": index,
                    "id_number_sealed": sealer.seal(number, places.applicant_id_number(applicant))}
    if changes:
        _write(connection, applicant, {**changes, "version": row.version + 1})
    return index


def _check_one_number(connection: Connection, applicant: int, claim: int | None, index: str | None) -> None:
    taken = sa.select(applicants.c.id).where(applicants.c.id_number_index == index, applicants.c.id != applicant)
    if connection.execute(taken).first() is not None:
        raise _taken()
    others = sa.select(claims.c.number).where(
        claims.c.applicant == applicant, claims.c.state.in_(LIVING), claims.c.id_number_index != index,
        claims.c.id != (claim if claim is not None else 0)).order_by(claims.c.id).limit(1)
    other = connection.execute(others).scalar()
    if other is not None:
        raise Refused("invalid", f"您的申报 {other} 用的是另一个身份证号。请核对；如果那一份填错了，请先撤回它，"
                      "已经通过的请联系审核部门更正。", "personal.id_number")


def _taken() -> Refused:
    return Refused("invalid", "该身份证号已由其他账号使用。请核对号码；如果确实是您本人的，请用原来的账号登录，"
                   "或联系单位或职称办核实。", "personal.id_number")


def _write(connection: Connection, applicant: int, values: Mapping[str, Any]) -> None:
    try:
        # Two accounts that take the same number at the same moment: the unique index decides.
        with connection.begin_nested():
            connection.execute(sa.update(applicants).where(applicants.c.id == applicant).values(**values))
    except sa.exc.IntegrityError:
        raise _taken() from None
