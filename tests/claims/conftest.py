"""Fixtures of the claims room's tests: a sealer of its own keys, and real databases of both kinds."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from real_databases import database_url, postgres_server, postgres_url, sqlite_url

from claims.sealing.keyring import new_ring
from claims.sealing.sealer import Sealer
from db.database import Database

__all__ = ["database_url", "postgres_server", "postgres_url", "sqlite_url"]


@pytest.fixture
def sealer() -> Sealer:
    """A sealer with keys of this test's own."""
    return Sealer(new_ring())


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """A database at the newest revision, of each kind in turn: `database.write_now(lambda connection: …)`."""
    opened = Database(database_url)
    yield opened
    opened.close()
