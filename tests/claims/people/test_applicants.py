"""Who a professional is: by phone, by a host page, and when both are one person."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from logins_kit import ID_NUMBER, NOW, OTHER_ID_NUMBER, OTHER_PHONE, PHONE, audited, organisation
from sqlalchemy.engine import Connection

from claims.actors import Applicant
from claims.filing.applicant_record import recorded, remember
from claims.people import applicants, sessions
from claims.people.applicants import organisation_of
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import applicants as table
from db.tables import audit_log, claims

HOST, OTHER_HOST = "portal|u-1", "oa|u-1"


class House:
    """People come in."""

    def __init__(self, database: Database, sealer: Sealer) -> None:
        self.database, self.sealer = database, sealer

    def phone(self, number: str = PHONE) -> Applicant:
        return self.database.write_now(lambda connection: applicants.by_phone(connection, self.sealer, number, NOW))

    def host(self, subject: str = HOST, phone: str | None = None) -> Applicant:
        return self.database.write_now(
            lambda connection: applicants.by_subject(connection, self.sealer, subject, phone, NOW))

    def remember(self, who: Applicant, **personal: str) -> None:
        self.database.write_now(lambda connection: remember(connection, self.sealer, who.id, None, personal))

    def recorded(self, who: Applicant) -> dict[str, str]:
        return self.database.write_now(lambda connection: recorded(connection, self.sealer, who.id))

    def row(self, who: Applicant) -> Any:
        with self.database.engine.connect() as connection:
            return connection.execute(sa.select(table).where(table.c.id == who.id)).one()


def test_a_phone_leads_to_one_person(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    who = house.phone()
    assert house.phone() == who != house.phone(OTHER_PHONE)
    assert house.recorded(who) == {"phone": PHONE}
    with database.engine.connect() as connection:
        assert PHONE not in str(connection.execute(sa.select(table)).all())
        assert PHONE not in str(connection.execute(sa.select(audit_log)).all())
        assert audited(connection)[0] == (who.key, "applicant.create", who.key)


def test_a_subject_leads_to_one_person_for_each_host_page(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    assert house.host() == house.host() != house.host(OTHER_HOST)


def test_without_a_verified_phone_nobody_is_recognised(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    assert house.host(phone=None) != house.phone()


def test_a_verified_phone_leads_to_who_came_by_it(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    who = house.phone()
    assert house.host(phone=PHONE) == who == house.host() == house.phone()


def test_who_came_by_the_host_page_first_is_found_by_phone(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    first, second = house.host(phone=PHONE), house.host("portal|u-2")
    assert house.host("portal|u-2", phone=OTHER_PHONE) == second
    assert (house.phone(), house.phone(OTHER_PHONE)) == (first, second)


def test_two_that_turn_out_to_be_one_become_one(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    by_host, by_phone = house.host(), house.phone()
    house.remember(by_phone, name="张三", id_number=ID_NUMBER)
    employer = database.write_now(organisation)

    def file(connection: Connection) -> str:
        connection.execute(table.update().where(table.c.id == by_phone.id).values(organisation=employer))
        connection.execute(claims.insert().values(
            number="R250601-1", verify_code="v", kind="recognition", region="xj-city", year=2025, state="draft",
            steps=[], applicant=by_phone.id, facts={}, version=1, created_at=NOW, updated_at=NOW))
        return sessions.start(connection, sealer, by_phone, NOW)

    token = database.write_now(file)
    assert house.host(phone=PHONE) == by_host == house.phone()
    assert house.recorded(by_host) == {"name": "张三", "id_number": ID_NUMBER, "phone": PHONE}
    with database.engine.connect() as connection:
        assert connection.execute(sa.select(claims.c.applicant)).scalar_one() == by_host.id
        assert organisation_of(connection, by_host) == (employer, "某某医院")
        assert sessions.find(connection, token, NOW) is None
        assert (by_host.key, "applicant.merge", by_host.key) in audited(connection)
    emptied = house.row(by_phone)
    assert (emptied.phone_index, emptied.id_number_index, emptied.personal_sealed) == (None, None, None)


def test_two_people_stay_two(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    by_host, by_phone = house.host(), house.phone()
    house.remember(by_host, id_number=ID_NUMBER)
    house.remember(by_phone, id_number=OTHER_ID_NUMBER)
    assert house.host(phone=PHONE) == by_host and house.phone() == by_phone
    # A phone that another host page's person has is not taken over either.
    other = house.host(OTHER_HOST, phone=OTHER_PHONE)
    third = house.host("portal|u-3", phone=OTHER_PHONE)
    assert third not in (other, by_host, by_phone) and house.phone(OTHER_PHONE) == other
    assert house.host("portal|u-3", phone=OTHER_PHONE) == third and house.host(OTHER_HOST) == other


def test_a_person_with_another_phone_keeps_it(database: Database, sealer: Sealer) -> None:
    house = House(database, sealer)
    who = house.host(phone=PHONE)
    other = house.phone(OTHER_PHONE)
    assert house.host(phone=OTHER_PHONE) == who and house.phone() == who and house.phone(OTHER_PHONE) == other


