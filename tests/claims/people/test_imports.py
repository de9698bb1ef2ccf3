"""Taking in an organisation's people: once, whole, and never at the expense of who is there already."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timezone
from typing import Any

import pytest
import sqlalchemy as sa
from made_up_people import csv_file, id_number, row
from sqlalchemy.engine import Connection, Row

from claims.actors import Applicant
from claims.people import applicants, imports, organisations
from claims.people.imports import Imported
from claims.people.listed import listing
from claims.people.people_file import read_people
from claims.people.taking import Taking
from claims.sealing import places
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.database import Database
from db.tables import applicants as table
from db.tables import audit_log, claims
from policy_kb.loader import load

NOW = datetime(2025, 6, 1, 8, 0, tzinfo=timezone.utc)
PLACES = load().book.jurisdictions


class House:
    """Two employers, and lists that are sent in for them."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self.database, self.sealer = database, sealer
        self.own, self.other = (self.database.write_now(lambda connection, name=name: organisations.create(
            connection, sealer, "system", places=PLACES, now=NOW, name=name, kind="employer", region="bt")).id
            for name in ("演示一厂", "演示二厂"))

    def send(self, *rows: list[str], to: int | None = None) -> Imported:
        file = listing(self.sealer, read_people(csv_file(*rows), date(2025, 6, 1)))
        return self.database.write_now(lambda connection: imports.take(
            connection, self.sealer, "account:7", self.own if to is None else to, file, NOW))

    def all(self) -> list[Row]:
        return self.database.write_now(lambda connection: connection.execute(
            sa.select(table).order_by(table.c.id)).all())

    def opened(self, row: Row) -> dict[str, Any]:
        return {"phone": self.sealer.open(row.phone_sealed, places.applicant_phone(row.id)),
                "id_number": self.sealer.open(row.id_number_sealed, places.applicant_id_number(row.id)),
                **json.loads(self.sealer.open(row.personal_sealed, places.applicant_personal(row.id)))}

    def by_phone(self, phone: str) -> Applicant:
        return self.database.write_now(lambda connection: applicants.by_phone(connection, self.sealer, phone, NOW))

    def file_claim(self, applicant: int) -> None:
        self.database.write_now(lambda connection: connection.execute(claims.insert().values(
            number=f"R{applicant}", verify_code=f"v{applicant}", kind="recognition", region="bt", year=2025,
            state="draft", steps=[], applicant=applicant, facts={}, version=1, created_at=NOW, updated_at=NOW)))

    def audited(self) -> list[Row]:
        return self.database.write_now(lambda connection: connection.execute(
            sa.select(audit_log).where(audit_log.c.action == "people.import")).all())


@pytest.fixture
def house(database: Database, sealer: Sealer) -> House:
    return House(database, sealer)


def test_new_people_become_applicants_of_the_employer_with_sealed_fields(house: House) -> None:
    assert house.send(row(1), row(2)) == Imported(2, 0, ())
    first, second = house.all()
    assert {first.organisation, second.organisation} == {house.own}
    assert house.opened(first) == {"phone": "13900000001", "id_number": id_number(1, 1980), "name": "演示乙",
                                   "gender": "男", "birth": "1980-01", "education": "大学本科"}
    assert "1390000" not in str(house.all()) and "演示" not in str(house.all())
    assert json.loads(house.audited()[0].detail) == {"added": [first.id, second.id], "updated": []}


def test_who_was_imported_logs_in_by_phone(house: House) -> None:
    house.send(row(1))
    assert house.by_phone("13900000001").id == house.all()[0].id


def test_the_same_file_again_changes_nothing(house: House) -> None:
    house.send(row(1), row(2))
    before = house.all()
    assert house.send(row(1), row(2)) == Imported(0, 0, ())
    assert house.all() == before and len(house.audited()) == 1


def test_a_later_list_completes_and_corrects(house: House) -> None:
    house.send(row(1))
    assert house.send(row(1, education="研究生", phone="13900000099")) == Imported(0, 1, ())
    found = house.opened(house.all()[0])
    assert (found["education"], found["phone"], house.all()[0].version) == ("研究生", "13900000099", 2)


def test_a_person_of_another_employer_stays_there(house: House) -> None:
    house.send(row(1))
    before = house.all()
    found = house.send(row(1, education="研究生"), row(2), to=house.other)
    assert (found.added, found.updated) == (1, 0)
    assert [(error.row, error.field) for error in found.errors] == [(2, "id_number")]
    assert house.all()[0] == before[0]


def test_who_logged_in_before_is_completed(house: House) -> None:
    person = house.by_phone("13900000001")
    assert house.send(row(1)) == Imported(0, 1, ())
    only = house.all()[0]
    assert (only.id, only.organisation, house.opened(only)["id_number"]) == (person.id, house.own, id_number(1, 1980))


def test_a_phone_belongs_to_one_person(house: House) -> None:
    house.send(row(1))
    found = house.send(row(2, phone="13900000001"))
    assert [(error.row, error.field) for error in found.errors] == [(2, "phone")] and len(house.all()) == 1
    house.send(row(2))
    found = house.send(row(2, phone="13900000001"))
    assert [(error.row, error.field) for error in found.errors] == [(2, "phone")]


def test_nobody_takes_over_an_account_by_a_list(house: House) -> None:
    """With another phone in the list the sender could log in as a person who has filed, or who came by a host page."""
    house.send(row(1), row(2))
    first, second = house.all()
    house.file_claim(first.id)
    house.database.write_now(lambda connection: connection.execute(
        table.update().where(table.c.id == second.id).values(subject="portal|2")))
    before = house.all()
    found = house.send(row(1, phone="13800000001"), row(2, phone="13800000002"))
    assert [(error.row, error.field) for error in found.errors] == [(2, "phone"), (3, "phone")]
    assert house.all() == before


def test_a_corrected_phone_gives_the_number_to_who_came_by_it(house: House) -> None:
    """The list had an old phone; the person came by his own, and the employer's number is at a row that nobody is."""
    house.send(row(1, phone="13800000001"))
    person = house.by_phone("13900000001")
    house.file_claim(person.id)
    assert house.send(row(1)) == Imported(0, 1, ())
    listed, own = house.all()
    assert (listed.id_number_index, listed.id_number_sealed) == (None, None)
    assert (own.id, own.organisation, house.opened(own)["id_number"]) == (person.id, house.own, id_number(1, 1980))
    assert house.send(row(1)) == Imported(0, 0, ())


@pytest.mark.parametrize("used", ["filed", "host page", "other employer"])
def test_a_number_that_somebody_uses_is_moved_by_no_list(house: House, used: str) -> None:
    house.send(row(1, phone="13800000001"))
    first = house.all()[0]
    if used == "filed":
        house.file_claim(first.id)
    elif used == "host page":
        house.database.write_now(lambda connection: connection.execute(table.update().values(subject="portal|1")))
    house.by_phone("13900000001")
    before = house.all()
    found = house.send(row(1), to=house.other if used == "other employer" else None)
    assert len(found.errors) == 1 and house.all() == before


def test_who_is_known_at_a_host_page_only_gets_no_phone_from_a_list(house: House) -> None:
    house.send(row(1))
    house.database.write_now(lambda connection: connection.execute(table.update().values(
        subject="portal|1", phone_index=None, phone_sealed=None)))
    assert house.send(row(1)) == Imported(0, 0, ())
    assert house.all()[0].phone_index is None


def test_faulty_rows_are_named_and_the_others_taken(house: House) -> None:
    found = house.send(row(1, phone="1"), row(2), row(3, id_number="1"), row(2))
    assert (found.added, found.updated) == (1, 0)
    assert [(error.row, error.field) for error in found.errors] == [(2, "phone"), (4, "id_number"), (5, "id_number")]


@pytest.mark.parametrize("which", ["none", "inactive"])
def test_an_employer_that_is_not_there(house: House, which: str) -> None:
    if which == "inactive":
        house.database.write_now(lambda connection: organisations.update(
            connection, house.sealer, "system", house.own, 1, {"active": False}, places=PLACES, now=NOW))
    with pytest.raises(Refused) as caught:
        house.send(row(1), to=999 if which == "none" else house.own)
    assert caught.value.status == 404 and house.all() == []


def test_a_long_list(house: House) -> None:
    """More than one query may name at once."""
    rows = [row(number) for number in range(1, 1201)]
    assert house.send(*rows) == Imported(1200, 0, ())
    assert house.send(*rows) == Imported(0, 0, ())


def test_a_long_list_is_few_statements(house: House) -> None:
    """While one is taken in, everybody else waits at a SQLite file: so the statements do not grow with the rows."""
    def statements(change: Any) -> int:
        found: list[str] = []
        with listening(house.database, found):
            house.send(*[change(number) for number in range(1, 301)])
        return len(found)

    for change in (row, row, lambda number: row(number, education="研究生"),
                   lambda number: row(number, phone=f"138{number:08}")):
        assert statements(change) < 20


def test_a_phone_that_is_taken_meanwhile_is_named_and_the_others_are_completed(house: House) -> None:
    """PostgreSQL lets somebody register it between our look and our writing: only that row is left out."""
    house.send(row(1), row(2), row(3))
    file = read_people(csv_file(*[row(number, phone=f"1380000000{number}") for number in (1, 2, 3)]), date(2025, 6, 1))

    def work(connection: Connection) -> Taking:
        taking, listed = Taking(connection, house.sealer, house.own, NOW), listing(house.sealer, file)
        taking.look_up(listed.people)
        applicants.by_phone(connection, house.sealer, "13800000002", NOW)
        for person in listed.people:
            taking.take(person)
        taking.write()
        return taking

    taking = house.database.write_now(work)
    assert [(error.row, error.field) for error in taking.errors] == [(3, "phone")]
    phones = [house.opened(one)["phone"] for one in house.all() if one.id_number_sealed]
    assert phones == ["13800000001", "13900000002", "13800000003"] and len(taking.updated) == 2


@contextmanager
def listening(database: Database, found: list[str]) -> Iterator[None]:
    """Notes every statement that the database is sent."""
    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        found.append(statement)

    sa.event.listen(database.engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        sa.event.remove(database.engine, "before_cursor_execute", note)


def test_two_lists_at_once_take_everybody_once(house: House) -> None:
    rows = [row(number) for number in range(1, 200)]
    start, found = threading.Barrier(2), []

    def send() -> None:
        own = House.__new__(House)
        own.database, own.sealer = Database(house.database.url.render_as_string(hide_password=False)), house.sealer
        own.own, own.other = house.own, house.other
        start.wait()
        found.append(own.send(*rows))
        own.database.close()

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(one.added for one in found) == len(rows) == len(house.all())
    assert all(house.opened(one)["phone"] for one in house.all())
    assert house.send(*rows) == Imported(0, 0, ())
