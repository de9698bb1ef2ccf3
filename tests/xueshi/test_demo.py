"""`xueshi demo`: a trial with a claim in every state, made once, whole or not at all, and never beside real work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa
from stdnum.cn import ric

from claims.access import may
from claims.actors import Staff
from claims.audit.verify import verify
from claims.filing.stored import read_claim
from claims.people import accounts, grants, organisations
from claims.people.passwords import fits
from claims.sealing.keyring import load_ring
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import CLAIM_STATES, ROLES, applicants, claims
from db.tables import accounts as accounts_table
from db.tables import organisations as organisations_table
from policy_kb.loader import load
from xueshi.demo.offices import LOGINS, OFFICES, PEOPLE
from xueshi.main import main


@pytest.fixture
def trial(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The environment of the command, over a database of each kind."""
    for name, value in {"DATABASE_URL": database_url, "XUESHI_KEYS": str(tmp_path / "keys.json"),
                        "XUESHI_EVIDENCE": str(tmp_path / "evidence"), "XUESHI_TODAY": "2026-02-03"}.items():
        monkeypatch.setenv(name, value)
    for name in ("XUESHI_KB", "XUESHI_DEVELOPMENT"):
        monkeypatch.delenv(name, raising=False)
    return database_url


@pytest.fixture
def database(trial: str) -> Iterator[Database]:
    opened = Database(trial)
    yield opened
    opened.close()


def test_a_trial_has_a_claim_in_every_state_and_again_changes_nothing(
        database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo"]) == 0
    printed = capsys.readouterr().out
    rows = database.write_now(lambda connection: connection.execute(sa.select(claims).order_by(claims.c.id)).all())
    assert {row.state for row in rows} == set(CLAIM_STATES)
    assert {row.region for row in rows} == {"xj-city", "bt", "xj-aks", "nm-hhht"}
    assert {row.kind for row in rows} == {"recognition", "exemption"} and {row.year for row in rows} == {2025}
    assert len(list((tmp_path / "evidence").iterdir())) == len(rows)

    passwords = dict(re.findall(r"^  (demo-\S+) +(\S+)", printed, re.M))
    assert set(passwords) == {login.login for login in LOGINS} and len(set(passwords.values())) == len(LOGINS)
    kept = database.write_now(lambda connection: connection.execute(sa.select(accounts_table)).all())
    assert all(fits(row.password_hash, passwords[row.login]) for row in kept)
    assert {login.role for login in LOGINS} == set(ROLES)

    assert main(["demo"]) == 0
    again = capsys.readouterr().out
    assert not any(password in again for password in passwords.values()) and "申报 0 份" in again
    assert database.write_now(lambda connection: connection.execute(
        sa.select(claims).order_by(claims.c.id)).all()) == rows
    sealer = Sealer(load_ring(tmp_path / "keys.json"))
    assert database.write_now(lambda connection: verify(connection, sealer)) == []


def test_every_office_has_something_to_read(database: Database, tmp_path: Path) -> None:
    assert main(["demo"]) == 0
    sealer = Sealer(load_ring(tmp_path / "keys.json"))
    rows = database.write_now(lambda connection: [
        read_claim(row, sealer) for row in connection.execute(sa.select(claims))])
    for login in LOGINS:
        if login.office is None or login.role == "hotline":
            continue
        account = database.write_now(lambda connection, login=login: accounts.find_login(connection, login.login))
        assert account is not None and account.id_number_known
        granted = database.write_now(lambda connection, account=account: grants.grants_of(connection, account.id))
        assert any(may(Staff(account.id, granted), "read", claim) for claim in rows), login


def test_nothing_of_it_is_taken_for_real() -> None:
    assert all(office.name.startswith("演示") for office in OFFICES)
    for person in PEOPLE:
        number = person.personal["id_number"]
        assert ric.is_valid(number) and number[2:6] == "0000"  # of a whole region: nobody's begins so
        assert person.name.startswith("演示") and person.personal["phone"].startswith("154")


def test_a_database_with_real_organisations_is_left_alone(
        database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from claims.sealing.start import open_sealer

    def real(connection: sa.engine.Connection) -> None:
        sealer = open_sealer(connection, tmp_path / "keys.json", "aes-256-gcm")
        organisations.create(connection, sealer, "system", places=load().book.jurisdictions, name="某某市第一医院",
                             now=datetime(2026, 1, 1, tzinfo=timezone.utc), kind="employer", region="bt")

    database.write_now(real)
    assert main(["demo"]) == 1 and "--force" in capsys.readouterr().err
    assert _count(database, organisations_table) == 1
    assert main(["demo", "--force"]) == 0
    assert _count(database, organisations_table) == 1 + len(OFFICES)


def test_one_password_is_for_a_trial_on_one_machine(
        database: Database, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", "--password", "a trial for us all"]) == 1
    assert "XUESHI_DEVELOPMENT" in capsys.readouterr().err and _count(database, accounts_table) == 0
    monkeypatch.setenv("XUESHI_DEVELOPMENT", "1")
    assert main(["demo", "--password", "123456"]) == 1 and _count(database, accounts_table) == 0
    assert main(["demo", "--password", "a trial for us all"]) == 0
    kept = database.write_now(lambda connection: connection.execute(sa.select(accounts_table)).all())
    assert all(fits(row.password_hash, "a trial for us all") for row in kept)


def test_what_cannot_be_finished_is_not_begun(
        database: Database, tmp_path: Path, capsys: pytest.CaptureFixture[str],
        monkeypatch: pytest.MonkeyPatch) -> None:
    """The folder of evidence is in a place that cannot be written to."""
    (tmp_path / "file").touch()
    monkeypatch.setenv("XUESHI_EVIDENCE", str(tmp_path / "file" / "evidence"))
    assert main(["demo"]) == 1 and "Traceback" not in capsys.readouterr().err
    assert [_count(database, table) for table in (organisations_table, accounts_table, applicants, claims)] == [0] * 4


def test_a_database_that_is_not_ready_is_told(
        sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("DATABASE_URL", sqlite_url)
    assert main(["demo"]) == 1 and "xueshi db upgrade" in capsys.readouterr().err


@pytest.mark.parametrize("today", [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2027, 12, 31)])
def test_the_trial_can_begin_on_any_day(today: date, sqlite_url: str, tmp_path: Path,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"DATABASE_URL": sqlite_url, "XUESHI_KEYS": str(tmp_path / "keys.json"),
                        "XUESHI_EVIDENCE": str(tmp_path / "evidence"), "XUESHI_TODAY": today.isoformat()}.items():
        monkeypatch.setenv(name, value)
    assert main(["db", "upgrade"]) == 0 and main(["demo"]) == 0


def _count(database: Database, table: sa.Table) -> int:
    return int(database.write_now(
        lambda connection: connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()))
