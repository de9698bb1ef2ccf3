"""docs/gaps.md says what the rules and the declared silences say now."""

from __future__ import annotations

from pathlib import Path

from gap_table import markdown

from policy_kb.knowledge import KnowledgeBase

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "gaps.md"


def test_the_document_is_up_to_date(kb: KnowledgeBase) -> None:
    """Where it is not: `.venv/bin/python tests/static/gap_table.py > docs/gaps.md`, and read what changed."""
    assert DOCUMENT.read_text(encoding="utf-8") == markdown(kb)


def test_every_declared_silence_stands_in_it(kb: KnowledgeBase) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert [held.silence.id for held in kb.silences
            if f"| {held.silence.why} | `{held.silence.clause}` |" not in text] == []
