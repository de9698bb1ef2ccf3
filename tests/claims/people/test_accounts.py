"""Accounts and their roles: what is taken, what is refused, and what ends with a change."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa
from logins_kit import HASH, ID_NUMBER, NOW, account, audited, organisation, refused

from claims.actors import Grant, Staff
from claims.people import accounts, first_admin, grant_changes, sessions
from claims.people.account_reset import NoAccount, reset
from claims.people.grants import grants_of, kept
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import ROLES, audit_log, organisations
from db.tables import accounts as table


def test_an_account_is_made_found_and_listed(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: accounts.create(
        connection, sealer, "account:1", login=" Li.Si ", display_name=" 李  四 ", password_hash=HASH, now=NOW,
        id_number=ID_NUMBER))
    assert (made.login, made.display_name, made.version) == ("li.si", "李 四", 1)
    assert made.must_change and made.active
    assert made.id_number_known
    with database.engine.connect() as connection:
        assert accounts.find_login(connection, "LI.SI") == accounts.find(connection, made.id) == made
        assert accounts.listed(connection, 0, 10) == ([made], 1) and accounts.listed(connection, 1, 10) == ([], 1)
        assert connection.execute(sa.select(table.c.id_number_index)).scalar() == sealer.index("id_number", ID_NUMBER)
        assert audited(connection) == [("account:1", "account.create", f"account:{made.id}")]
        assert ID_NUMBER not in str(connection.execute(sa.select(audit_log)).all())


@pytest.mark.parametrize(("field", "value"), [
    ("login", "ab"), ("login", "张三"), ("login", "1abc"), ("login", "a b c"), ("login", "a" * 65),
    ("login", "zhangsan"),
    ("login", "li13912345678"), ("login", f"a{ID_NUMBER}".lower()), ("display_name", f"李四 {ID_NUMBER}"),
    ("display_name", "李四139 1234 5678"),
    ("display_name", " "), ("display_name", "a" * 101), ("display_name", "a\u202eb"),
    ("id_number", "652901199001010011"), ("id_number", "652901199013010015"), ("id_number", "x"),
])
def test_a_wrong_value_is_named_and_nothing_is_made(
    database: Database, sealer: Sealer, field: str, value: str
) -> None:
    database.write_now(lambda connection: account(connection, sealer))
    given: dict[str, Any] = {"login": "lisi", "display_name": "李四", "id_number": None, field: value}
    refused("invalid", lambda: database.write_now(lambda connection: accounts.create(
        connection, sealer, "account:1", password_hash=HASH, now=NOW, **given)), field)
    with database.engine.connect() as connection:
        assert accounts.listed(connection, 0, 10)[1] == 1


def test_closing_ends_the_sessions_and_a_stale_version_changes_nothing(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer))
    token = database.write_now(lambda connection: sessions.start(connection, sealer, Staff(made.id, ()), NOW))
    refused("stale_version", lambda: database.write_now(lambda connection: accounts.change(
        connection, sealer, "account:1", made, 2, now=NOW, active=False)), "version")
    with database.engine.connect() as connection:
        assert sessions.find(connection, token, NOW) is not None
    closed = database.write_now(lambda connection: accounts.change(
        connection, sealer, "account:1", made, 1, now=NOW, active=False, display_name="张三（已调离）"))
    assert (closed.active, closed.version, closed.display_name) == (False, 2, "张三（已调离）")
    with database.engine.connect() as connection:
        assert sessions.find(connection, token, NOW) is None


@pytest.mark.parametrize(("role", "kind"), [
    ("employer_reviewer", "employer"), ("industry_authority", "industry_authority"), ("hr_authority", "hr_authority"),
    ("posting_office", "posting_office"),
])
def test_a_reviewing_role_belongs_to_its_kind_and_region(
    database: Database, sealer: Sealer, role: str, kind: str
) -> None:
    def offices(connection: Any) -> dict[str, int]:
        return {name: organisation(connection, name, name=name)
                for name in ("employer", "industry_authority", "hr_authority", "posting_office")}

    office = database.write_now(offices)
    made = database.write_now(lambda connection: account(connection, sealer, number=ID_NUMBER))

    def add(grant: Grant) -> int:
        return database.write_now(
            lambda connection: grant_changes.add(connection, sealer, "account:1", made, 1, grant, NOW))

    for other in office.keys() - {kind}:
        refused("invalid", lambda other=other: add(Grant(role, office[other], "xj-city")), "organisation")
    refused("invalid", lambda: add(Grant(role, office[kind], "xj")), "region")
    refused("invalid", lambda: add(Grant(role, None, "xj-city")), "organisation")
    refused("invalid", lambda: add(Grant(role, 4711, None)), "organisation")
    number = add(Grant(role, office[kind], None))
    with database.engine.connect() as connection:
        assert grants_of(connection, made.id) == (Grant(role, office[kind], "xj-city"),)
        assert [(one.id, one.organisation_name) for one in kept(connection, made.id)] == [(number, kind)]
    database.write_now(lambda connection: connection.execute(
        organisations.update().where(organisations.c.id == office[kind]).values(active=False)))
    with database.engine.connect() as connection:
        assert grants_of(connection, made.id) == ()


def test_a_reviewer_must_be_known_by_his_id_number(database: Database, sealer: Sealer) -> None:
    office = database.write_now(organisation)
    made = database.write_now(lambda connection: account(connection, sealer))
    refused("incomplete", lambda: database.write_now(lambda connection: grant_changes.add(
        connection, sealer, "account:1", made, 1, Grant("employer_reviewer", office, None), NOW)), "id_number")


@pytest.mark.parametrize("role", ["admin", "auditor", "editor", "hotline"])
def test_other_roles(database: Database, sealer: Sealer, role: str) -> None:
    office = database.write_now(organisation)
    made = database.write_now(lambda connection: account(connection, sealer))

    def add(grant: Grant, version: int = 1) -> int:
        return database.write_now(
            lambda connection: grant_changes.add(connection, sealer, "account:1", made, version, grant, NOW))

    good = Grant(role, office, "xj-city") if role == "hotline" else Grant(role, None, None)
    bad = Grant(role, None, None) if role == "hotline" else Grant(role, office, "xj-city")
    refused("invalid", lambda: add(bad), "organisation")
    refused("invalid", lambda: add(Grant("root", None, None)), "role")
    number = add(good)
    refused("invalid", lambda: add(good, 2), "role")
    refused("stale_version", lambda: database.write_now(lambda connection: grant_changes.remove(
        connection, sealer, "account:1", made, 1, number, NOW)), "version")
    refused("not_found", lambda: database.write_now(lambda connection: grant_changes.remove(
        connection, sealer, "account:1", made, 2, number + 1, NOW)))
    database.write_now(lambda connection: grant_changes.remove(
        connection, sealer, "account:1", made, 2, number, NOW))
    with database.engine.connect() as connection:
        assert grants_of(connection, made.id) == ()
        assert [action for _, action, _ in audited(connection)][-2:] == ["grant.add", "grant.remove"]


def test_a_change_of_roles_ends_the_sessions(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer))
    token = database.write_now(lambda connection: sessions.start(connection, sealer, Staff(made.id, ()), NOW))
    database.write_now(lambda connection: grant_changes.add(
        connection, sealer, "account:1", made, 1, Grant("auditor", None, None), NOW))
    with database.engine.connect() as connection:
        assert sessions.find(connection, token, NOW) is None


def test_every_role_can_be_given() -> None:
    from claims.people.grants import EVERYWHERE, ORGANISATION_KIND

    assert set(ROLES) == set(EVERYWHERE) | set(ORGANISATION_KIND) | {"hotline"}


def test_the_first_admin_is_made_once(database: Database, sealer: Sealer) -> None:
    assert database.write_now(lambda connection: first_admin.create(connection, sealer, HASH, NOW))
    assert not database.write_now(lambda connection: first_admin.create(connection, sealer, "other", NOW))
    with database.engine.connect() as connection:
        assert not first_admin.is_needed(connection)
        made = accounts.find_login(connection, "admin")
        assert made is not None and made.must_change and grants_of(connection, made.id) == (Grant("admin", None, None),)
        assert connection.execute(sa.select(table.c.password_hash)).scalar_one() == HASH
        assert audited(connection) == [("system", "account.create", f"account:{made.id}")]


def test_reset_opens_a_closed_and_locked_account(database: Database, sealer: Sealer) -> None:
    made = database.write_now(lambda connection: account(connection, sealer))
    database.write_now(lambda connection: accounts.change(connection, sealer, "account:9", made, 1, now=NOW,
                                                          active=False))
    database.write_now(lambda connection: connection.execute(table.update().values(failures=10, locked_until=NOW)))
    database.write_now(lambda connection: reset(connection, sealer, "ZhangSan", "fresh", NOW))
    with database.engine.connect() as connection:
        row = connection.execute(sa.select(table)).one()
        assert (row.active, row.must_change, row.failures, row.locked_until, row.password_hash) == (
            True, True, 0, None, "fresh")
    with pytest.raises(NoAccount):
        database.write_now(lambda connection: reset(connection, sealer, "nobody", "fresh", NOW))
