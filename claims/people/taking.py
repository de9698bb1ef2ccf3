"""One import of people under way: who is new, who is completed, and whose row is not taken."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Row

from claims.people.completing import Completed, write
from claims.people.listed import Listed
from claims.people.people_file import RowError
from claims.sealing import places
from claims.sealing.sealer import Sealer
from db.tables import applicants, claims

_AT_ONCE = 400
"""Values in one query: SQLite takes no more than 999 by default."""
_ELSEWHERE = "这个人已登记在其他单位，没有改动；确实已调入本单位的，请联系管理员办理。"
_PHONE_TAKEN = "这个手机号已由另一个人登记，请核对。"
_PHONE_KEPT = "手机号和本人登记的不同：本人已经在用，不能由单位更改，请核对后改成本人登记的。"
_ALREADY = "刚刚有人同时登记了这个人，请再导入一次。"


class Taking:
    """One import under way. added, updated: ids of applicants."""

    def __init__(self, connection: Connection, sealer: Sealer, organisation: int, now: datetime) -> None:
        self._connection, self._sealer, self._organisation, self._now = connection, sealer, organisation, now
        self._by_id: dict[str, Row] = {}
        self._by_phone: dict[str, Row] = {}
        self._filed: set[int] = set()
        self._new: list[Listed] = []
        self._completed: list[Completed] = []
        self._freed: list[int] = []
        self.added: list[int] = []
        self.updated: list[int] = []
        self.errors: list[RowError] = []

    def look_up(self, people: Sequence[Listed]) -> None:
        """Find, and hold until the transaction ends, the applicants that the rows may be about."""
        for first in range(0, len(people), _AT_ONCE):
            some = people[first:first + _AT_ONCE]
            for column, wanted, found in (
                    (applicants.c.id_number_index, [one.id_number_index for one in some], self._by_id),
                    (applicants.c.phone_index, [one.phone_index for one in some], self._by_phone)):
                query = sa.select(applicants).where(column.in_(wanted)).order_by(applicants.c.id).with_for_update()
                found.update({row._mapping[column]: row for row in self._connection.execute(query)})
        known = sorted({row.id for row in (*self._by_id.values(), *self._by_phone.values())})
        for first in range(0, len(known), _AT_ONCE):
            of_them = claims.c.applicant.in_(known[first:first + _AT_ONCE])
            self._filed.update(self._connection.execute(sa.select(claims.c.applicant).where(of_them)).scalars())

    def take(self, person: Listed) -> None:
        """Settle what becomes of one row, or note what is wrong with it. `write` writes it."""
        known = self._by_id.get(person.id_number_index)
        holder = self._by_phone.get(person.phone_index)
        if known is None and holder is None:
            self._new.append(person)
            return
        moved = known if self._moves(known, holder) else None
        if moved is not None:
            known = None
        fault = self._fault(person, known, holder)
        if fault is not None:
            self.errors.append(RowError(person.row, *fault))
            return
        row = known if known is not None else holder
        assert row is not None
        if moved is not None:
            self._freed.append(moved.id)
        self._complete(row, person)

    def _moves(self, known: Row | None, holder: Row | None) -> bool:
        """Whether the list corrects the phone of somebody as whom nobody filed, and the person came by the right one:
        the number goes to that account. Without it nobody could file under it any more.
        """
        return (known is not None and holder is not None and known.id != holder.id
                and known.organisation == self._organisation and known.id not in self._filed
                and known.subject is None and holder.id_number_index is None)

    def _fault(self, person: Listed, known: Row | None, holder: Row | None) -> tuple[str, str] | None:
        """Field and message, where the row is not to be taken."""
        row = known if known is not None else holder
        assert row is not None
        if known is None and row.id_number_index is not None:
            return "phone", _PHONE_TAKEN
        if row.organisation not in (None, self._organisation):
            return "id_number", _ELSEWHERE
        if known is None and self._personal(row).get("name", person.personal["name"]) != person.personal["name"]:
            return "phone", _PHONE_TAKEN
        if holder is not None and holder.id != row.id:
            return "phone", _PHONE_TAKEN
        proved = row.id in self._filed or row.subject is not None
        if holder is None and row.phone_index is not None and proved:
            return "phone", _PHONE_KEPT
        return None

    def write(self) -> None:
        """Write what `take` has settled; thousands, so a few statements for all of them."""
        if self._freed:
            self._connection.execute(sa.update(applicants).where(applicants.c.id.in_(self._freed))
                                     .values(id_number_index=None, id_number_sealed=None))
        stuck = {one.row for one in write(self._connection, self._completed)}
        self.errors += [RowError(row, "phone", _ALREADY) for row in stuck]
        self.updated = [one.known.id for one in self._completed if one.row not in stuck]
        self._add_new()

    def _add_new(self) -> None:
        if not self._new:
            return
        insert = (postgresql if self._connection.dialect.name == "postgresql" else sqlite).insert(applicants)
        self._connection.execute(insert.on_conflict_do_nothing(), [
            {"id_number_index": person.id_number_index, "phone_index": person.phone_index,
             "organisation": self._organisation, "version": 1, "created_at": self._now} for person in self._new])
        made = self._made([person.id_number_index for person in self._new])
        sealed: list[dict[str, Any]] = []
        for person in self._new:
            number = made.get(person.id_number_index)
            if number is None:
                self.errors.append(RowError(person.row, "id_number", _ALREADY))
                continue
            sealed.append({
                "number": number,
                "id_number_sealed": self._sealer.seal(person.personal["id_number"], places.applicant_id_number(number)),
                "phone_sealed": self._sealer.seal(person.personal["phone"], places.applicant_phone(number)),
                "personal_sealed": self._sealed(number, _kept(person.personal))})
        if sealed:
            names = ("id_number_sealed", "phone_sealed", "personal_sealed")
            self._connection.execute(sa.update(applicants).where(applicants.c.id == sa.bindparam("number"))
                                     .values({name: sa.bindparam(name) for name in names}), sealed)
        self.added = [one["number"] for one in sealed]

    def _made(self, indexes: Sequence[str]) -> dict[str, int]:
        """Ids of the rows that `_add_new` has just put in, by index: only those lack their sealed number."""
        found: dict[str, int] = {}
        columns = applicants.c
        for first in range(0, len(indexes), _AT_ONCE):
            query = sa.select(columns.id, columns.id_number_index).where(
                columns.id_number_index.in_(indexes[first:first + _AT_ONCE]), columns.id_number_sealed.is_(None))
            found.update({row.id_number_index: row.id for row in self._connection.execute(query)})
        return found

    def _complete(self, row: Row, person: Listed) -> None:
        changes: dict[str, Any] = {}
        kept = self._personal(row)
        merged = {**kept, **_kept(person.personal)}
        if merged != kept:
            changes["personal_sealed"] = self._sealed(row.id, merged)
        if row.organisation is None:
            changes["organisation"] = self._organisation
        if row.id_number_index is None:
            number = person.personal["id_number"]
            changes |= {"id_number_index": person.id_number_index,
                        "id_number_sealed": self._sealer.seal(number, places.applicant_id_number(row.id))}
        # Who is known at a host page only gets no phone: whoever holds that phone could log in as the person.
        if row.phone_index not in (None, person.phone_index):
            phone = person.personal["phone"]
            changes |= {"phone_index": person.phone_index,
                        "phone_sealed": self._sealer.seal(phone, places.applicant_phone(row.id))}
        if changes:
            self._completed.append(Completed(person.row, row, changes))

    def _personal(self, row: Row) -> dict[str, str]:
        if row.personal_sealed is None:
            return {}
        kept: dict[str, str] = json.loads(self._sealer.open(row.personal_sealed, places.applicant_personal(row.id)))
        return kept

    def _sealed(self, number: int, personal: Mapping[str, str]) -> str:
        text = json.dumps(dict(personal), ensure_ascii=False, sort_keys=True)
        return self._sealer.seal(text, places.applicant_personal(number))


def _kept(personal: Mapping[str, str]) -> dict[str, str]:
    """What fills in the next form, apart from what is kept by itself."""
    return {field: value for field, value in personal.items() if field not in ("id_number", "phone")}
