"""一次最多认定, 一次性: one event in pieces inside one draft never comes to more than the clause gives it."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import TODAY, conference

from claims.rules.draft import read_draft
from claims.rules.gate import Outcome, compute
from policy_kb.knowledge import KnowledgeBase


def _filed(kb: KnowledgeBase, *activities: dict[str, Any]) -> Outcome:
    raw = {"kind": "recognition", "region": "xj-city", "year": 2025, "activities": list(activities)}
    return compute(kb, read_draft(kb, raw, TODAY), TODAY)


def _piece(first: int, days: int, **changed: Any) -> dict[str, Any]:
    return conference(days=days, start=f"2025-05-{first:02}", end=f"2025-05-{first + days - 1:02}", **changed)


@pytest.mark.parametrize("pieces", [
    [_piece(1, 4), _piece(5, 4)], [_piece(5, 4), _piece(1, 4)], [_piece(1, 2), _piece(3, 2), _piece(5, 2)],
    [_piece(1, 2), _piece(5, 2), _piece(3, 2)],
    [_piece(1, 3), _piece(2, 3)], [_piece(1, 4), _piece(5, 4, title="某 学术年会")],
    [_piece(1, 4, certificate="证-2025-001"), _piece(15, 4, title="别的名称", certificate="证 2025 001")],
    [_piece(1, 4), _piece(5, 4, organizer_name="")],
])
def test_pieces_of_one_event_beyond_its_limit_are_refused(kb: KnowledgeBase, pieces: list[dict[str, Any]]) -> None:
    found = _filed(kb, *pieces)
    assert not found.claimable and found.hours is None
    assert "一次最多认定的 60 学时" in found.message and "合成一项" in found.message
    assert found.refused_at == f"activities.{len(pieces) - 1}.title"


@pytest.mark.parametrize(("pieces", "hours"), [
    ([_piece(1, 2), _piece(3, 3)], 60), ([_piece(1, 4), _piece(5, 4, title="另一个年会")], 96),
    ([_piece(1, 4), _piece(5, 4, organizer_name="另一个学会")], 96), ([_piece(1, 4), _piece(15, 4)], 96),
])
def test_what_is_below_the_limit_or_another_event_counts(kb: KnowledgeBase, pieces: list[dict[str, Any]],
                                                         hours: int) -> None:
    found = _filed(kb, *pieces)
    assert found.claimable and found.hours == hours


def test_one_degree_is_credited_once(kb: KnowledgeBase) -> None:
    degree = {"activity": "degree_education", "degree": "master", "title": "某大学硕士", "organizer_name": "某大学",
              "start": "2022-09-01", "end": "2025-06-30"}
    found = _filed(kb, degree, degree)
    assert not found.claimable and found.hours is None and "一次性" in found.message
    other = _filed(kb, degree, {**degree, "degree": "doctor", "title": "某大学博士"})
    assert other.claimable and other.hours == 120


def test_months_of_one_stay(kb: KnowledgeBase) -> None:
    first = {"activity": "further_study", "months": 2, "title": "某院进修", "organizer_name": "某院",
             "start": "2025-03-01", "end": "2025-04-30"}
    second = {**first, "start": "2025-05-01", "end": "2025-05-31", "months": 1}
    assert "一次最多认定的 120 学时" in _filed(kb, first, second).message
