"""Fixtures of filing: the knowledge base, read once, and a world on each kind of database."""

from __future__ import annotations

import pytest
from filing_world import World

from claims.filing.service import Filing
from claims.sealing.sealer import Sealer
from db.database import Database
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The knowledge base of the service."""
    return load()


@pytest.fixture
def world(database: Database, sealer: Sealer, kb: KnowledgeBase) -> World:
    """Organisations of every region, nobody yet."""
    return World(database, sealer, Filing(kb, sealer), kb).build()
