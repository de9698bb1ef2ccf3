"""满一年 (bt-2019#附件/二/六): twelve months in the post, credited to the year in which they are full, only there."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from drafts import TODAY, draft

from claims.rules.draft import read_draft
from claims.rules.full_year import years_reached
from claims.rules.gate import complete, compute
from claims.rules.outcome import Outcome
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase


def post(start: str, end: str | None, months: int | str, **more: Any) -> dict[str, Any]:
    """Village work in the Corps."""
    return {"activity": "village_stationing", "start": start, "end": end, "months": months, "title": "驻村",
            "organizer_name": "某单位", **more}


def filed(kb: KnowledgeBase, year: int, activity: dict[str, Any], today: date = TODAY, **person: Any) -> Outcome:
    """The gate's outcome of a claim of one post."""
    raw = draft(region="bt", year=year, activities=[activity], person=person)
    return compute(kb, read_draft(kb, raw, today), today)


@pytest.mark.parametrize(("start", "end", "years"), [
    ("2024-01-01", "2024-12-31", [2024]), ("2024-01-01", "2025-01-31", [2024]), ("2024-01-01", "2025-06-30", [2024]),
    ("2024-01-01", "2025-12-31", [2024, 2025]), ("2024-01-01", "2025-12-30", [2024]),
    ("2024-03-01", "2026-02-28", [2025, 2026]), ("2024-02-29", "2025-02-27", [2025]), ("2024-02-29", "2025-02-26", []),
    ("2025-01-02", "2025-12-31", []), ("2024-01-02", "2025-01-01", [2025]),
])
def test_the_years_in_which_twelve_months_are_reached(start: str, end: str, years: list[int]) -> None:
    found = years_reached(date.fromisoformat(start), date.fromisoformat(end))
    assert [day.year for day in found] == years


@pytest.mark.parametrize(("start", "end", "months", "right", "wrong"), [
    ("2024-01-01", "2025-01-31", 13, [2024], [2025]),
    ("2024-01-01", "2025-06-30", 18, [2024], [2025]),
    ("2024-01-01", "2026-01-31", 25, [2024, 2025], [2023, 2026]),
    ("2024-06-01", "2025-05-31", 12, [2025], [2024]),
])
def test_one_span_credits_one_year(kb: KnowledgeBase, start: str, end: str, months: int, right: list[int],
                                   wrong: list[int]) -> None:
    for year in right:
        found = filed(kb, year, post(start, end, months))
        assert (found.outcome, found.claimable, found.hours) == ("deemed_complete", True, None)
    for year in wrong:
        with pytest.raises(Refused) as refused:
            filed(kb, year, post(start, end, months))
        assert (refused.value.code, refused.value.field) == ("invalid", "year")
        assert all(str(one) in refused.value.message for one in right)


def test_less_than_a_year_is_not_met(kb: KnowledgeBase) -> None:
    found = filed(kb, 2025, post("2024-07-01", "2025-05-31", 11))
    assert not found.claimable and "还差 1 个月" in found.message


def test_the_months_are_those_of_the_days(kb: KnowledgeBase) -> None:
    for months in (11, 13, "25/2"):
        with pytest.raises(Refused) as refused:
            filed(kb, 2025, post("2024-06-01", "2025-05-31", months))
        assert refused.value.field == "activities.0.months"
    assert filed(kb, 2025, post("2024-06-01", "2025-06-10", "25/2")).claimable


class TestStillInThePost:
    def test_is_counted_to_today(self, kb: KnowledgeBase) -> None:
        found = filed(kb, 2025, post("2024-06-01", None, 12), still_in_post=True)
        assert (found.outcome, found.claimable) == ("deemed_complete", True)
        with pytest.raises(Refused) as refused:
            filed(kb, 2026, post("2024-06-01", None, 12), date(2026, 5, 30), still_in_post=True)
        assert refused.value.field == "year"
        assert filed(kb, 2026, post("2024-06-01", None, 24), date(2026, 5, 31), still_in_post=True).claimable
        with pytest.raises(Refused) as refused:
            filed(kb, 2025, post("2024-06-01", None, 26), still_in_post=True)
        assert refused.value.field == "activities.0.months"

    def test_needs_no_end(self, kb: KnowledgeBase) -> None:
        raw = draft(region="bt", year=2025, activities=[post("2024-06-01", None, 12)], person={"still_in_post": True})
        read = read_draft(kb, raw, TODAY)
        complete(kb, read, compute(kb, read, TODAY), [0], TODAY)
        without = read_draft(kb, {**raw, "person": {}}, TODAY)
        with pytest.raises(Refused) as refused:
            complete(kb, without, compute(kb, without, TODAY), [0], TODAY)
        assert refused.value.field == "activities.0.end" and "仍在岗" in refused.value.message

    def test_the_notice_is_that_of_the_day_on_which_the_year_was_full(self, kb: KnowledgeBase) -> None:
        """Begun before any notice was in force."""
        assert filed(kb, 2019, post("2018-06-01", None, 12), still_in_post=True).claimable

    def test_may_be_said_on_the_form(self, kb: KnowledgeBase) -> None:
        from claims.rules.form import reference_form

        shown = {one["id"]: [fact["name"] for fact in one["facts"]]
                 for one in reference_form(kb, "bt", "recognition", TODAY)["activities"]}
        assert "still_in_post" in shown["village_stationing"]
        assert "still_in_post" not in shown["academic_conference"]


@pytest.mark.parametrize(("kind", "region", "year"), [("exemption", "xj-city", 2026), ("recognition", "bt", 2026)])
def test_still_there_and_gone_is_asked_about(kb: KnowledgeBase, kind: str, region: str, year: int) -> None:
    one = post("2025-03-01", "2026-02-28", 12)
    raw = draft(kind=kind, region=region, year=year, activities=[one], person={"still_in_post": True})
    with pytest.raises(Refused) as refused:
        read_draft(kb, raw, TODAY)
    assert (refused.value.code, refused.value.field) == ("invalid", "activities.0.end")
    gone = read_draft(kb, {**raw, "person": {"still_in_post": False}}, TODAY)
    assert gone.person == {"still_in_post": False}


def test_gone_since_when_is_asked(kb: KnowledgeBase) -> None:
    raw = draft(kind="exemption", year=2026, activities=[{"activity": "village_stationing", "start": "2025-02-01"}],
                person={"still_in_post": False})
    found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
    assert (found.ask_for, found.claimable) == (["activities.0.end"], False)
    assert found.message == "请填写第 1 项活动的结束日期。"
