"""What is kept of a professional from one form to the next, and that one account files under one ID number."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Row

from claims.filing.transitions import LIVING
from claims.sealing import places
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import applicants, claims

ID_NUMBER = "id_number"
#: The number that the person logs in with is proved by a code; what a form says of it never changes that.
PHONE = "phone"
# Built once: building takes longer than asking. The person of an account, and of an ID number.
_OF, _NUMBERED = applicants.c.id == sa.bindparam("who"), applicants.c.id_number_index == sa.bindparam("number")
_LOCKED = sa.select(applicants).where(_OF).with_for_update()
_LOCKED_PERSON = sa.select(applicants).where(sa.or_(_OF, _NUMBERED)).order_by(applicants.c.id).with_for_update()
_ONE_NUMBER = sa.select(
    sa.exists().where(_NUMBERED, applicants.c.id != sa.bindparam("who")).label("taken"),
    sa.select(claims.c.number).where(
        claims.c.applicant == sa.bindparam("who"), claims.c.state.in_(LIVING),
        claims.c.id_number_index != sa.bindparam("number"), claims.c.id != sa.bindparam("claim"))
    .order_by(claims.c.id).limit(1).scalar_subquery().label("other"))


def id_number_index(sealer: Sealer, number: str | None) -> str | None:
    """The blind index of an ID number, which is how claims, applicants and accounts name a person."""
    return sealer.index(ID_NUMBER, number.strip().upper()) if number else None


def lock_person(connection: Connection, applicant: int, index: str | None) -> Row:
    """Nobody else submits or decides for this person until the transaction ends. Without it two approvals at once
    would each find the whole room that a yearly limit leaves. (SQLite has one writer anyway.)

    The row of the applicant as it stands under the lock.
    """
    locked = connection.execute(_LOCKED if index is None else _LOCKED_PERSON, {"who": applicant, "number": index}).all()
    return next(row for row in locked if row.id == applicant)


def filer_index(connection: Connection, applicant: int) -> str | None:
    """The index of the ID number that the account of an applicant holds."""
    return filer_indexes(connection, [applicant]).get(applicant)


def filer_indexes(connection: Connection, wanted: Iterable[int]) -> dict[int, str | None]:
    """The same of several applicants, by id."""
    ids = sorted(set(wanted))
    if not ids:
        return {}
    query = sa.select(applicants.c.id, applicants.c.id_number_index).where(applicants.c.id.in_(ids))
    return {row.id: row.id_number_index for row in connection.execute(query)}


def recorded(connection: Connection, sealer: Sealer, applicant: int) -> dict[str, str]:
    """The personal fields that fill in the person's next form, in clear; empty where nothing is kept."""
    return opened(sealer, _row(connection, applicant))


def opened(sealer: Sealer, row: Row) -> dict[str, str]:
    """The same of an applicant's row."""
    found: dict[str, str] = {}
    if row.personal_sealed is not None:
        found = json.loads(sealer.open(row.personal_sealed, places.applicant_personal(row.id)))
    if row.phone_sealed is not None:
        found.setdefault(PHONE, sealer.open(row.phone_sealed, places.applicant_phone(row.id)))
    if row.id_number_sealed is not None:
        found[ID_NUMBER] = sealer.open(row.id_number_sealed, places.applicant_id_number(row.id))
    return found


def remember(connection: Connection, sealer: Sealer, applicant: int, claim: int | None, personal: Mapping[str, str], *,
             employer: int | None = None, row: Row | None = None) -> str | None:
    """Keep what a form says of the person; returns the index of the ID number in it.

    claim: the form's own, which may correct the number. employer: kept where it is given. row: the applicant's, where
    the caller holds it locked. Raises Refused for an ID number that is settled to be another account's
    (`whose_number`), and for one that differs from that of the person's claims under way.
    """
    given = {name: value for name, value in personal.items() if value}
    number = given.pop(ID_NUMBER, None)
    index = id_number_index(sealer, number)
    row = _row(connection, applicant) if row is None else row
    changes: dict[str, Any] = {}
    kept: dict[str, str] = {}
    if row.personal_sealed is not None:
        kept = json.loads(sealer.open(row.personal_sealed, places.applicant_personal(applicant)))
    if {**kept, **given} != kept:
        sealed = json.dumps({**kept, **given}, ensure_ascii=False, sort_keys=True)
        changes["personal_sealed"] = sealer.seal(sealed, places.applicant_personal(applicant))
    if number is not None:
        if index != row.id_number_index:
            _check_one_number(connection, applicant, claim, index)
        place = places.applicant_id_number(applicant)
        if row.id_number_sealed is None or sealer.open(row.id_number_sealed, place) != number:
            changes["id_number_sealed"] = sealer.seal(number, place)
    if changes:
        changes["version"] = row.version + 1
    if employer is not None and employer != row.organisation:
        changes["organisation"] = employer
    if changes:
        connection.execute(sa.update(applicants).where(applicants.c.id == applicant).values(**changes))
    return index


def _row(connection: Connection, applicant: int) -> Row:
    return connection.execute(sa.select(applicants).where(applicants.c.id == applicant)).one()


def _check_one_number(connection: Connection, applicant: int, claim: int | None, index: str | None) -> None:
    found = connection.execute(_ONE_NUMBER, {"who": applicant, "number": index, "claim": claim or 0}).one()
    if found.taken:
        raise _taken()
    if found.other is not None:
        raise Refused("invalid", f"您的申报 {found.other} 用的是另一个身份证号。请核对；如果那一份填错了，请先撤回它，"
                      "已经通过的请联系审核部门更正。", "personal.id_number")


def _taken() -> Refused:
    return Refused("invalid", "该身份证号已由其他账号使用。请核对号码；如果确实是您本人的，请用原来的账号登录，"
                   "或联系单位或职称办核实。", "personal.id_number")
