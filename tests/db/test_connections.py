"""Connections of a server: replaced where the server ended them, asked only after a rest, given back as they were."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Connection

from db import liveness
from db.database import Database
from db.engine import DatabaseUnavailable


@pytest.fixture
def database(postgres_url: str) -> Iterator[Database]:
    opened = Database(postgres_url)
    opened.write_now(lambda connection: connection.execute(sa.text("CREATE TABLE kept (value INTEGER)")))
    yield opened
    opened.close()


def _ask(connection: Connection) -> Any:
    return connection.execute(sa.text("SELECT pg_backend_pid()")).scalar_one()


def _look(database: Database, work: Any = _ask) -> Any:
    return asyncio.run(database.look(work))


def _end_all(url: str) -> None:
    """The server ends every connection to the database, as at its restart; returns when they are gone."""
    others = "FROM pg_stat_activity WHERE datname = :name AND pid <> pg_backend_pid()"
    name = {"name": sa.engine.make_url(url).database}
    server = sa.create_engine(sa.engine.make_url(url).set(database="postgres"), future=True,
                              isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"SELECT pg_terminate_backend(pid) {others}"), name).all()
        while connection.execute(sa.text(f"SELECT count(*) {others}"), name).scalar_one():
            time.sleep(0.01)
    server.dispose()


def test_connections_that_the_server_ended_are_replaced_unseen(database: Database, postgres_url: str) -> None:
    for ask in (lambda: _look(database), lambda: database.write_now(_ask)):
        async def several() -> list[Any]:
            return await asyncio.gather(*(database.run(lambda c: (_ask(c), c.execute(sa.text("SELECT pg_sleep(0.1)"))))
                                          for _ in range(4)))

        before = {found[0] for found in asyncio.run(several())}
        assert len(before) > 1
        _end_all(postgres_url)
        assert {ask() for _ in range(8)}.isdisjoint(before)


def test_only_a_rested_connection_is_asked(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    ping = database.engine.dialect.do_ping
    monkeypatch.setattr(database.engine.dialect, "do_ping", lambda found: (asked.append(found), ping(found))[1])
    one = database.write_now(_ask)
    assert database.write_now(_ask) == _look(database) == one and asked == []
    monkeypatch.setattr(liveness, "IDLE_SECONDS", 0.0)
    assert database.write_now(_ask) == one and len(asked) == 1


def test_looking_leaves_the_connection_as_it_was(database: Database) -> None:
    def change(connection: Connection) -> None:
        connection.execute(sa.text("INSERT INTO kept VALUES (1)"))
        raise ValueError("no")

    for broken in (None, "SELECT nothing FROM nowhere"):
        if broken is not None:
            with pytest.raises(DatabaseUnavailable):
                _look(database, lambda connection: connection.execute(sa.text("SELECT nothing FROM nowhere")))
        _look(database)
        with pytest.raises(ValueError):
            database.write_now(change)
        assert _look(database, lambda connection: connection.execute(sa.text("SELECT value FROM kept")).all()) == []


def test_a_lost_server_is_said(database: Database, postgres_url: str) -> None:
    database.write_now(_ask)
    url = sa.engine.make_url(postgres_url)
    server = sa.create_engine(url.set(database="postgres"), future=True, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.execute(sa.text(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS false"))
        _end_all(postgres_url)
        for ask in (lambda: _look(database), lambda: database.write_now(_ask)):
            with pytest.raises(DatabaseUnavailable):
                ask()
        connection.execute(sa.text(f"ALTER DATABASE {url.database} WITH ALLOW_CONNECTIONS true"))
    server.dispose()
    assert database.write_now(_ask) == _look(database)
