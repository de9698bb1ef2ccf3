"""Codes for a phone: short-lived, few tries, few an hour, and kept only as an HMAC."""

from __future__ import annotations

import sqlalchemy as sa
from logins_kit import OTHER_PHONE, PHONE, later, refused

import pytest

from claims.people import codes
from claims.people.phones import read_phone
from claims.people.sweep import sweep
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.database import Database
from db.tables import login_codes


class Phone:
    """A phone that gets codes."""

    def __init__(self, database: Database, sealer: Sealer, number: str = PHONE) -> None:
        self._database, self._sealer, self._number = database, sealer, number

    def issue(self, **much: float) -> str:
        return self._database.write_now(
            lambda connection: codes.issue(connection, self._sealer, self._number, later(**much)))

    def take(self, code: str, **much: float) -> bool:
        return self._database.write_now(
            lambda connection: codes.take(connection, self._sealer, self._number, code, later(**much)))


@pytest.fixture
def phone(database: Database, sealer: Sealer) -> Phone:
    return Phone(database, sealer)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** 6:06d}"


def test_a_code_lets_in_once(phone: Phone, database: Database, sealer: Sealer) -> None:
    code = phone.issue()
    assert len(code) == 6 and code.isdigit()
    assert not Phone(database, sealer, OTHER_PHONE).take(code)
    assert not phone.take("") and not phone.take(wrong(code)) and not phone.take("\ud800")
    assert phone.take(code, minutes=4.9) and not phone.take(code)
    with database.engine.connect() as connection:
        assert PHONE not in str(connection.execute(sa.select(login_codes)).all())


def test_it_ends_after_five_minutes_and_with_the_next_one(phone: Phone) -> None:
    first = phone.issue()
    assert not phone.take(first, minutes=5)
    second = phone.issue(minutes=6)
    while second == first:
        second = phone.issue(minutes=8)
    assert not phone.take(first, minutes=8) and phone.take(second, minutes=8)


def test_five_wrong_tries_spend_it(phone: Phone) -> None:
    code = phone.issue()
    assert not any(phone.take(wrong(code)) for _ in range(5))
    assert not phone.take(code)


def test_five_an_hour_and_one_a_minute(phone: Phone, database: Database, sealer: Sealer) -> None:
    phone.issue()
    assert "60 秒" in refused("too_often", phone.issue, "phone").message
    for minute in range(1, 5):
        phone.issue(minutes=minute)
    told = refused("too_often", lambda: phone.issue(minutes=30), "phone")
    assert told.status == 429 and "30 分钟" in told.message
    Phone(database, sealer, OTHER_PHONE).issue(minutes=30)
    # What is spent and swept is no way round the limit.
    database.write_now(lambda connection: sweep(connection, later(minutes=50)))
    refused("too_often", lambda: phone.issue(minutes=50), "phone")
    phone.issue(minutes=60)
    database.write_now(lambda connection: sweep(connection, later(hours=25, minutes=1)))
    with database.engine.connect() as connection:
        assert connection.execute(sa.select(login_codes)).all() == []


def test_ten_a_day(phone: Phone, database: Database, sealer: Sealer) -> None:
    """Five an hour, day after day, would be 120 messages to somebody who never asked, and 600 guesses."""
    for hour in (0, 2):
        for minute in range(5):
            phone.issue(hours=hour, minutes=minute)
    told = refused("too_often", lambda: phone.issue(hours=4), "phone")
    assert told.status == 429 and told.wait == 20 * 3600 and "20 小时" in told.message
    database.write_now(lambda connection: sweep(connection, later(hours=5)))
    refused("too_often", lambda: phone.issue(hours=23.9), "phone")
    Phone(database, sealer, OTHER_PHONE).issue(hours=23.9)
    phone.issue(hours=24)


def test_a_refused_request_leaves_the_last_code_alone(phone: Phone) -> None:
    code = phone.issue()
    with pytest.raises(Refused):
        phone.issue(seconds=30)
    assert phone.take(code, seconds=31)


def test_codes_are_random(database: Database, sealer: Sealer) -> None:
    made = {Phone(database, sealer, f"139{place:08}").issue() for place in range(30)}
    assert len(made) > 25


@pytest.mark.parametrize("typed", ["13912345678", " 139 1234 5678 ", "139-1234-5678", "+8613912345678",
                                   "86 13912345678",
                                   "008613912345678", "（+86）139 12345678"])
def test_a_phone_in_any_spelling(typed: str) -> None:
    assert read_phone(typed) == "13912345678"


@pytest.mark.parametrize("typed", ["", "1391234567", "139123456789", "12912345678", "8613912345",
                                   "１３９１２３４５６７８",
                                   "+1 13912345678", "手机", None, 13912345678, "1" * 500])
def test_what_is_no_phone_is_refused(typed: object) -> None:
    refused("invalid", lambda: read_phone(typed), "phone")


