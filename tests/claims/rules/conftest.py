"""The project's knowledge base, loaded once for all tests of the gate."""

from __future__ import annotations

import pytest

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    """The knowledge base of the project."""
    return load()
