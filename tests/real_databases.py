"""Fixtures with real databases, each test's own, for the rooms that keep something.

A folder's conftest.py imports the ones it uses; importing this module connects to nothing.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

POSTGRES = os.environ.get("XUESHI_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def postgres_server() -> sa.engine.URL:
    """A PostgreSQL server on which databases may be made (XUESHI_TEST_POSTGRES)."""
    url = sa.engine.make_url(POSTGRES)
    try:
        _on_server(url, "SELECT 1")
    except (sa.exc.SQLAlchemyError, ImportError) as error:
        pytest.skip(f"needs PostgreSQL: set XUESHI_TEST_POSTGRES ({type(error).__name__} at {url!r})")
    return url


@pytest.fixture
def postgres_url(postgres_server: sa.engine.URL) -> Iterator[str]:
    """An empty database of this test's own, gone afterwards."""
    name = f"xueshi_test_{uuid.uuid4().hex}"
    _on_server(postgres_server, f"CREATE DATABASE {name}")
    yield postgres_server.set(database=name).render_as_string(hide_password=False)
    _on_server(postgres_server, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'xueshi.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """Each of the two kinds of database in turn, at the newest revision."""
    from db.database import Database
    from db.upgrade import upgrade

    url: str = request.getfixturevalue("sqlite_url" if request.param == "sqlite" else "postgres_url")
    database = Database(url)
    upgrade(database.engine)
    database.close()
    return url


def _on_server(url: sa.engine.URL, statement: str) -> None:
    engine = sa.create_engine(url, future=True, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    try:
        with engine.connect() as connection:
            connection.execute(sa.text(statement))
    finally:
        engine.dispose()
