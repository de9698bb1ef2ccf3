"""Fixtures of evidence: a world to file in, the knowledge base read once, and a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from claims.filing.service import Filing
from claims.sealing.sealer import Sealer
from db.database import Database
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from tests.claims.filing.filing_world import World


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The knowledge base of the service."""
    return load()


@pytest.fixture
def world(database: Database, sealer: Sealer, kb: KnowledgeBase) -> World:
    """Organisations of every region, nobody yet."""
    return World(database, sealer, Filing(kb, sealer), kb).build()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of evidence files, not yet made."""
    return tmp_path / "evidence"
