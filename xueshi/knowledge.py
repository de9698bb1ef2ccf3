"""The knowledge base for a command, its faults as a plain failure."""

from __future__ import annotations

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import KbError, load
from xueshi.failure import Failure


def knowledge(extra: str | None = None) -> KnowledgeBase:
    """The knowledge base with `extra` (or XUESHI_KB) laid over it. Raises Failure listing what to mend."""
    try:
        return load(extra)
    except KbError as error:
        raise Failure(f"the knowledge base cannot be used:\n{error}") from None
