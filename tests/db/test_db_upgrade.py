"""Migrations: they make the tables that the code expects, on both databases, once, and refuse what they do not know."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy.engine import Engine

from db.database import Database
from db.engine import DatabaseUnavailable, make_engine, parse_url
from db.tables import metadata
from db.upgrade import NotUpgraded, current, make_ready, newest, upgrade


@pytest.fixture(params=["sqlite", "postgresql"])
def empty(request: pytest.FixtureRequest) -> str:
    """An empty database of each kind."""
    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    return url


@pytest.fixture
def engine(empty: str) -> Engine:
    """An engine on it."""
    return make_engine(parse_url(empty))


def test_the_migrations_make_the_tables_of_the_code(engine: Engine) -> None:
    assert upgrade(engine) == (None, newest())
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_second_upgrade_changes_nothing(engine: Engine) -> None:
    upgrade(engine)
    assert upgrade(engine) == (newest(), newest())


def test_upgrades_at_the_same_time_do_not_trip_over_each_other(empty: str) -> None:
    faults: list[BaseException] = []

    def work() -> None:
        try:
            upgrade(make_engine(parse_url(empty)))
        except BaseException as error:
            faults.append(error)

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert current(make_engine(parse_url(empty))) == newest()


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_an_upgrade_waits_for_a_longer_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str) -> None:
    """Another process holds the file longer than a statement waits: in its first moments, or in WAL mode already."""
    monkeypatch.setattr("db.engine.WAIT_SECONDS", 0.01)
    monkeypatch.setattr("db.upgrade._PATIENCE", 10_000)
    path = tmp_path / "xueshi.db"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute(f"PRAGMA journal_mode={mode}")
        other.execute("BEGIN IMMEDIATE")
        release = threading.Timer(0.5, other.rollback)
        release.start()
        assert upgrade(make_engine(parse_url(f"sqlite:///{path}"))) == (None, newest())
        release.join()


def test_a_file_held_for_good_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("db.engine.WAIT_SECONDS", 0.01)
    monkeypatch.setattr("db.upgrade._PATIENCE", 3)
    path = tmp_path / "xueshi.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(DatabaseUnavailable, match="cannot be used"):
            upgrade(make_engine(parse_url(f"sqlite:///{path}")))


def test_a_database_of_newer_code_is_refused_and_left_alone(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999_future'"))
    for call in (upgrade, make_ready):
        with pytest.raises(NotUpgraded, match="9999_future.*newer version"):
            call(engine)
    assert current(engine) == "9999_future"


def test_the_service_upgrades_its_own_file_and_never_a_server(sqlite_url: str, postgres_url: str) -> None:
    embedded, server = (make_engine(parse_url(url)) for url in (sqlite_url, postgres_url))
    make_ready(embedded)
    assert current(embedded) == newest()
    with pytest.raises(NotUpgraded, match="xueshi db upgrade"):
        make_ready(server)
    assert current(server) is None
    upgrade(server)
    make_ready(server)


def test_what_fails_halfway_leaves_nothing_behind(engine: Engine) -> None:
    with engine.begin() as connection:
        # The migration's second statement fails on this name.
        connection.execute(sa.text("CREATE TABLE other (a INTEGER)"))
        connection.execute(sa.text("CREATE INDEX ix_chat_turns_created_at ON other (a)"))
    with pytest.raises(DatabaseUnavailable):
        upgrade(engine)
    assert sa.inspect(engine).get_table_names() == ["other"]
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TABLE other"))
    upgrade(engine)


def test_a_server_that_is_not_there_is_one_line_without_the_password() -> None:
    with pytest.raises(DatabaseUnavailable) as raised:
        current(make_engine(parse_url("postgresql://someone:s3cret@127.0.0.1:9/none")))
    assert "refused" in str(raised.value) and "s3cret" not in str(raised.value) and "\n" not in str(raised.value)


def test_a_file_that_is_no_database_is_said(tmp_path: Path) -> None:
    (tmp_path / "no.db").write_text("this is not a database, and long enough to be looked at" * 30)
    with pytest.raises(DatabaseUnavailable):
        current(make_engine(parse_url(f"sqlite:///{tmp_path / 'no.db'}")))


@pytest.mark.parametrize("url", ["nonsense", "mysql://a:s3cret@b/c", "", "postgresql", "://s3cret"])
def test_another_kind_of_url_is_refused_without_quoting_it(url: str) -> None:
    with pytest.raises(ValueError) as raised:
        Database(url)
    assert "s3cret" not in str(raised.value)


def test_heroku_style_urls_are_read() -> None:
    assert parse_url("postgres://a:b@c/d").get_backend_name() == "postgresql"
