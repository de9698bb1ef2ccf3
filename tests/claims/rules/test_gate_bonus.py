"""另加 (bt-2019#附件/二/四): once for each conference, however it is filed."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import TODAY, conference, draft

from claims.rules.draft import read_draft
from claims.rules.gate import compute
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase

ONE = conference(days=2, presented=True, start="2025-05-06", end="2025-05-07", organizer_name="甲学会", title="甲会")
OTHER = {"title": "乙会", "organizer_name": "乙学会", "level": "provincial"}


def _next(**changed: Any) -> dict[str, Any]:
    return {**ONE, "start": "2025-05-08", "end": "2025-05-09", **changed}


def _read(kb: KnowledgeBase, *activities: dict[str, Any], region: str = "bt", year: int = 2025) -> None:
    read_draft(kb, draft(region=region, year=year, activities=list(activities)), TODAY)


@pytest.mark.parametrize("later", [
    _next(), _next(**{**OTHER, "title": "甲会"}), _next(**{**OTHER, "organizer_name": "甲学会"}),
    _next(**{**OTHER, "level": "national"}), _next(**OTHER, start="2025-05-07"),
])
def test_twice_for_one_conference_is_refused(kb: KnowledgeBase, later: dict[str, Any]) -> None:
    if later["level"] == "provincial" and later["title"] == "乙会" and later["organizer_name"] == "乙学会":
        _read(kb, ONE, later)  # another conference that begins on the last day of the first
        return
    for order in ([ONE, later], [later, ONE]):
        with pytest.raises(Refused) as refused:
            _read(kb, *order)
        assert (refused.value.code, refused.value.field) == ("invalid", "activities.1.presented")
        assert "每次会议只计一次" in refused.value.message and "没有宣读" in refused.value.message
    _read(kb, ONE, {**later, "presented": False})


def test_the_same_certificate_is_the_same_conference_whatever_the_days(kb: KnowledgeBase) -> None:
    apart = {**OTHER, "start": "2025-06-10", "end": "2025-06-11", "certificate": "（2025）会-017"}
    with pytest.raises(Refused):
        _read(kb, {**ONE, "certificate": "(2025)会017"}, _next(**apart))
    _read(kb, ONE, _next(**apart))
    _read(kb, ONE, _next(**{**apart, "title": "甲会"}))


def test_three_pieces_with_the_paper_in_the_first_and_the_last(kb: KnowledgeBase) -> None:
    middle, last = _next(presented=False), _next(start="2025-05-10", end="2025-05-11")
    with pytest.raises(Refused) as refused:
        _read(kb, ONE, middle, last)
    assert refused.value.field == "activities.2.presented"


def test_where_no_bonus_is_given_nothing_is_refused(kb: KnowledgeBase) -> None:
    _read(kb, ONE, _next(), region="xj-city")


def test_who_must_cut_at_new_year_is_told_that_the_paper_counts_once(kb: KnowledgeBase) -> None:
    crossing = conference(start="2024-12-30", end="2025-01-02", days=4, presented=True)
    with pytest.raises(Refused) as refused:
        _read(kb, crossing)
    assert "拆成两项" in refused.value.message and "每次会议只计一次" in refused.value.message
    with pytest.raises(Refused) as refused:
        _read(kb, {**crossing, "presented": False})
    assert "只计一次" not in refused.value.message
    piece = {**crossing, "start": "2025-01-01", "days": 2}
    found = compute(kb, read_draft(kb, draft(region="bt", activities=[piece]), TODAY), TODAY)
    assert any("另加" in flag["message"] and flag["kind"] == "cap" for flag in found.flags)
