"""One knowledge base for all proofs."""

from __future__ import annotations

import pytest
from loaded import knowledge

from policy_kb.knowledge import KnowledgeBase


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return knowledge()
