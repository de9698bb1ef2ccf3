"""What looks doubtful inside one draft: told, not refused."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import TODAY, conference

from claims.rules.draft import read_draft
from claims.rules.gate import compute
from policy_kb.knowledge import KnowledgeBase


def _flags(kb: KnowledgeBase, *activities: dict[str, Any], region: str = "xj-city", year: int = 2025) -> list[str]:
    raw = {"kind": "recognition", "region": region, "year": year, "activities": list(activities)}
    found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
    assert found.claimable and found.hours is not None
    assert all(flag["claim"] is None and flag["message"] for flag in found.flags)
    return [flag["kind"] for flag in found.flags]


def test_nothing_doubtful(kb: KnowledgeBase) -> None:
    assert _flags(kb, conference(), conference(start="2025-06-02", end="2025-06-04")) == []


@pytest.mark.parametrize(("start", "end"), [
    ("2025-05-08", "2025-05-10"), ("2025-05-06", "2025-05-08"), ("2025-05-01", "2025-05-06"),
    ("2025-05-01", "2025-05-20"),
])
def test_days_that_overlap(kb: KnowledgeBase, start: str, end: str) -> None:
    assert "dates" in _flags(kb, conference(), conference(start=start, end=end, title="另一个年会"))


def test_days_of_what_may_be_one_event_filed_in_pieces(kb: KnowledgeBase) -> None:
    """一次最多认定: nine days in two pieces would count more than nine days at once."""
    long = conference(days=5, start="2025-05-01", end="2025-05-05")
    rest = conference(days=4, start="2025-05-06", end="2025-05-09")
    assert "cap" in _flags(kb, {**rest, "title": "另一个年会"}, long)
    assert _flags(kb, long, {**rest, "organizer_name": "另一个学会"}) == []
    assert _flags(kb, {**long, "presented": False}, {**rest, "presented": False}, region="bt") == ["cap"]


def test_hours_that_a_limit_cut(kb: KnowledgeBase) -> None:
    assert _flags(kb, conference(days=9, start="2025-05-01", end="2025-05-09")) == ["cap"]


def test_a_piece_at_new_year(kb: KnowledgeBase) -> None:
    assert _flags(kb, conference(start="2025-12-29", end="2025-12-31")) == ["cap"]
    assert _flags(kb, conference(start="2025-01-01", end="2025-01-03")) == ["cap"]
    assert _flags(kb, conference(start="2025-01-02", end="2025-01-04")) == []
