"""Fixtures of the claims room's tests: a sealer of its own keys, real databases of both kinds, the knowledge base read
once, and a world to file in.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from real_databases import database_url, postgres_server, postgres_url, sqlite_url

from claims.filing.service import Filing
from claims.sealing.keyring import new_ring
from claims.sealing.sealer import Sealer
from db.database import Database
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from tests.claims.filing.filing_world import World

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


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The knowledge base of the service."""
    return load()


@pytest.fixture
def world(database: Database, sealer: Sealer, kb: KnowledgeBase) -> World:
    """Organisations of every region, nobody yet."""
    return World(database, sealer, Filing(kb, sealer), kb).build()
