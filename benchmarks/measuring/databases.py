"""Empty databases for a measurement, gone afterwards: a SQLite file, or one made on a PostgreSQL server."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlalchemy as sa

SERVER = os.environ.get("XUESHI_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
KINDS = ("sqlite", "postgresql")


class NoServer(RuntimeError):
    """No PostgreSQL answers at XUESHI_TEST_POSTGRES."""


@contextmanager
def fresh_database(kind: str, folder: Path) -> Iterator[str]:
    """The URL of an empty database; `folder` takes the file of SQLite. Raises NoServer."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'xueshi.db'}"
        return
    url, name = sa.engine.make_url(SERVER), f"xueshi_bench_{uuid.uuid4().hex}"
    server = sa.create_engine(url, future=True, isolation_level="AUTOCOMMIT", connect_args={"connect_timeout": 3})
    try:
        _run(server, f"CREATE DATABASE {name}")
    except sa.exc.SQLAlchemyError as error:
        raise NoServer(f"no PostgreSQL at {url!r} (XUESHI_TEST_POSTGRES): {type(error).__name__}") from None
    try:
        yield url.set(database=name).render_as_string(hide_password=False)
    finally:
        _run(server, f"DROP DATABASE {name} WITH (FORCE)")
        server.dispose()


def _run(server: sa.engine.Engine, statement: str) -> None:
    with server.connect() as connection:
        connection.execute(sa.text(statement))
