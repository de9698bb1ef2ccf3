"""Reading a draft: what is out of the question is refused with its field, what is missing is left for later."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import TODAY, conference, draft, person

from claims.rules.activity import whole_months
from claims.rules.draft import facts_of, read_draft, stored_draft
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS

ACTIVITY = "activities.0"


def _refused(kb: KnowledgeBase, raw: Any) -> Refused:
    with pytest.raises(Refused) as error:
        read_draft(kb, raw, TODAY)
    assert any("\u4e00" <= c <= "\u9fff" for c in error.value.message)
    return error.value


@pytest.mark.parametrize(("changed", "field"), [
    ({"kind": "other"}, "kind"),
    ({"region": "nowhere"}, "region"),
    ({"region": "nm"}, "region"),
    ({"region": 7}, "region"),
    ({"year": "2025"}, "year"),
    ({"year": 2027}, "year"),
    ({"year": True}, "year"),
    ({"year": 25}, "year"),
    ({"title_level": "king"}, "title_level"),
    ({"title_level": "national"}, "title_level"),
    ({"organisation": "1"}, "organisation"),
    ({"organisation": -1}, "organisation"),
    ({"posting_office": True}, "posting_office"),
    ({"activities": {}}, "activities"),
    ({"activities": [conference()] * 21}, "activities"),
    ({"activities": ["x"]}, ACTIVITY),
    ({"person": []}, "person"),
    ({"person": {"done_public": 30}}, "person.done_public"),
    ({"person": {"still_in_post": "yes"}}, "person.still_in_post"),
    ({"person": {"occupation": "wizard"}}, "person.occupation"),
    ({"person": {"title_level": "senior"}}, "title_level"),
    ({"surprise": 1}, "surprise"),
    ({"personal": {"secret": "1"}}, "personal.secret"),
])
def test_a_value_that_no_draft_may_hold(kb: KnowledgeBase, changed: dict[str, Any], field: str) -> None:
    refused = _refused(kb, draft(**changed))
    assert (refused.code, refused.field, refused.status) == ("invalid", field, 422)


@pytest.mark.parametrize(("changed", "field"), [
    ({"activity": "nonsense"}, "activity"),
    ({"activity": "national"}, "activity"),
    ({"level": "academic_conference"}, "level"),
    ({"days": -1}, "days"),
    ({"days": 0}, "days"),
    ({"days": "three"}, "days"),
    ({"days": 400}, "days"),
    ({"days": True}, "days"),
    ({"days": "1e9"}, "days"),
    ({"days": 4}, "days"),
    ({"days": "7/2"}, "days"),
    ({"days": "1/3"}, "days"),
    ({"hours": 1.125}, "hours"),
    ({"hours": 99999}, "hours"),
    ({"subjects": 1.5}, "subjects"),
    ({"months": 1}, "months"),
    ({"presented": 1}, "presented"),
    ({"start": "2025-02-30"}, "start"),
    ({"start": "20250506"}, "start"),
    ({"start": "2025-5-6"}, "start"),
    ({"end": "2025-05-05"}, "end"),
    ({"end": "2026-07-02"}, "end"),
    ({"start": "2026-07-02", "end": "2026-07-02"}, "start"),
    ({"start": "2024-05-06", "end": "2024-05-08"}, "end"),
    ({"end": "2026-05-08"}, "end"),
    ({"title": 5}, "title"),
    ({"title": "长" * 201}, "title"),
    ({"title": "甲\u202e乙"}, "title"),
    ({"certificate": "1" * 101}, "certificate"),
    ({"year": 2025}, "year"),
    ({"done_public": 3}, "done_public"),
])
def test_an_activity_that_cannot_be(kb: KnowledgeBase, changed: dict[str, Any], field: str) -> None:
    assert _refused(kb, draft(activities=[conference(**changed)])).field == f"{ACTIVITY}.{field}"


def test_the_second_activity_is_named(kb: KnowledgeBase) -> None:
    assert _refused(kb, draft(activities=[conference(), conference(days=9)])).field == "activities.1.days"


def test_anything_that_is_no_object_is_refused(kb: KnowledgeBase) -> None:
    for raw in (None, [], "x", 3):
        assert _refused(kb, raw).code == "invalid"


def test_the_kind_is_needed_to_begin_with(kb: KnowledgeBase) -> None:
    assert _refused(kb, {}).field == "kind"


def test_a_draft_may_lack_everything_else(kb: KnowledgeBase) -> None:
    found = read_draft(kb, {"kind": "recognition", "activities": [{}], "year": None, "title_level": "", "version": 3},
                       TODAY)
    assert (found.region, found.year, found.title_level) == (None, None, None)
    assert (found.activities, found.personal) == (({},), {})


def test_numbers_are_exact_and_empty_values_are_left_out(kb: KnowledgeBase) -> None:
    given = conference(days=1.5, hours="22.5", certificate="  ", level=None, presented=False, title=" 某  年会 ")
    activity = read_draft(kb, draft(activities=[given]), TODAY).activities[0]
    assert (activity["days"], activity["hours"], activity["presented"]) == ("3/2", "45/2", False)
    assert activity["title"] == "某 年会"
    assert not {"certificate", "level"} & set(activity)


def test_what_is_stored_reads_back_as_the_same_draft(kb: KnowledgeBase) -> None:
    raw = draft(activities=[conference(days="5/2"), conference(start="2025-06-01", end="2025-06-03")],
                person={"still_in_post": True})
    found = read_draft(kb, raw, TODAY)
    facts = facts_of(found)
    again = read_draft(kb, {**raw, **facts}, TODAY)
    assert facts_of(again) == facts
    assert stored_draft("recognition", "xj-city", 2025, "middle", facts, 1, None, found.personal) == found


def test_the_level_may_be_stated_with_the_person(kb: KnowledgeBase) -> None:
    found = read_draft(kb, draft(title_level=None, person={"title_level": "full_senior"}), TODAY)
    assert (found.title_level, found.person) == ("full_senior", {})


def test_no_refusal_repeats_what_was_typed(kb: KnowledgeBase) -> None:
    typed = "机密内容甲乙丙"
    for name in (*FACTS, "title", "start", "end", "certificate"):
        try:
            read_draft(kb, draft(activities=[conference(**{name: typed})], personal=person()), TODAY)
        except Refused as refused:
            assert typed not in refused.message
    assert typed not in _refused(kb, draft(personal=person(name=typed + "1"))).message


class TestNewYear:
    def test_days_of_two_years_are_filed_in_two_pieces(self, kb: KnowledgeBase) -> None:
        crossing = conference(start="2024-12-30", end="2025-01-02", days=4)
        for year, field in ((2024, "end"), (2025, "start")):
            refused = _refused(kb, draft(year=year, activities=[crossing]))
            assert refused.field == f"{ACTIVITY}.{field}"
            assert "拆成两项" in refused.message

    def test_what_does_not_count_by_days_belongs_to_the_year_in_which_it_ends(self, kb: KnowledgeBase) -> None:
        degree = {"activity": "degree_education", "start": "2022-09-01", "end": "2025-06-30"}
        assert read_draft(kb, draft(activities=[degree]), TODAY).activities[0]["end"] == "2025-06-30"
        refused = _refused(kb, draft(year=2024, activities=[degree]))
        assert refused.field == f"{ACTIVITY}.end"
        assert "2025" in refused.message

    def test_months_of_study_are_one_event_though_they_cross_new_year(self, kb: KnowledgeBase) -> None:
        study = {"activity": "further_study", "months": 6, "start": "2024-10-01", "end": "2025-03-31"}
        assert read_draft(kb, draft(activities=[study]), TODAY).activities[0]["months"] == 6

    def test_a_post_reaches_into_the_year_of_its_exemption(self, kb: KnowledgeBase) -> None:
        post = {"activity": "village_stationing", "start": "2024-03-01", "end": "2026-02-28"}
        for year in (2024, 2025, 2026):
            assert read_draft(kb, draft(kind="exemption", year=year, activities=[post]), TODAY).year == year
        assert _refused(kb, draft(kind="exemption", year=2023, activities=[post])).field == f"{ACTIVITY}.start"
        ended = {**post, "end": "2024-12-31"}
        assert _refused(kb, draft(kind="exemption", year=2025, activities=[ended])).field == f"{ACTIVITY}.end"

    def test_an_exemption_is_of_one_post(self, kb: KnowledgeBase) -> None:
        assert _refused(kb, draft(kind="exemption", activities=[conference()] * 2)).field == "activities"


@pytest.mark.parametrize(("start", "end", "months"), [
    ("2025-03-01", "2025-03-31", 1), ("2025-03-01", "2025-03-30", 0), ("2025-03-15", "2025-04-14", 1),
    ("2025-03-15", "2025-04-13", 0), ("2025-01-31", "2025-02-28", 1), ("2025-02-01", "2025-02-28", 1),
    ("2024-02-01", "2024-02-28", 0), ("2024-03-01", "2025-02-28", 12), ("2024-03-01", "2025-02-27", 11),
    ("2025-03-31", "2025-04-29", 1), ("2025-12-01", "2025-12-31", 1), ("2025-05-05", "2025-05-05", 0),
])
def test_whole_months_between_two_days(start: str, end: str, months: int) -> None:
    from datetime import date

    assert whole_months(date.fromisoformat(start), date.fromisoformat(end)) == months
