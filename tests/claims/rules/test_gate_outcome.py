"""The gate: what it decides is what the rules core decides, and there is no figure while anything is open."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from drafts import TODAY, conference, draft, person
from walking import REGIONS, filled, start_of

from claims.rules.draft import read_draft
from claims.rules.gate import compute
from claims.rules.outcome import Outcome
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase
from policy_kb.stated_terms import with_implied_facts
from rules_core.decide import decide
from rules_core.decision import Decision, to_json
from rules_core.question import read_question
from rules_core.trace_check import trace_faults

CLAIMABLE = {"hours", "deemed_complete", "recognized", "set_elsewhere"}
START, END = "2025-02-03", "2025-02-28"


def _by_hand(kb: KnowledgeBase, region: str, year: int, activities: list[dict[str, Any]], stated: dict[str, Any],
             days: list[str]) -> Decision:
    """As `xueshi compute` decides a question in plain JSON."""
    question = read_question({"question": "hours", "region": region, "year": year, "activities": activities,
                              "person": stated, "dates": days})
    question = with_implied_facts(question, kb.terms)
    decision = decide(question, kb.book, TODAY)
    assert trace_faults(decision, question, kb.book, TODAY) == []
    return decision


def outcome_of(kb: KnowledgeBase, **raw: Any) -> Outcome:
    """The gate's outcome of a DRAFT."""
    return compute(kb, read_draft(kb, {"kind": "recognition", **raw}, TODAY), TODAY)


@pytest.mark.parametrize("region", REGIONS)
def test_every_activity_is_decided_as_by_the_command(kb: KnowledgeBase, region: str) -> None:
    seen = set()
    for facts, stated in filled(kb, region):
        raw = {"region": region, "year": 2025, "title_level": "middle", "person": stated,
               "activities": [{**facts, "start": start_of(facts), "end": END}]}
        found = outcome_of(kb, **raw)
        wanted = _by_hand(kb, region, 2025, [facts], stated, [END])
        assert json.loads(json.dumps(found.decision)) == found.decision
        if found.ask_for:
            assert found.hours is None and found.outcome is None and not found.claimable, facts
            continue
        if not found.claimable:
            assert found.hours is None or found.hours == 0
            assert found.message
            refused = any(condition.test(facts) for condition, _ in kb.chains[region, "recognition"].not_taken)
            assert wanted.outcome not in CLAIMABLE or refused, (facts, wanted.outcome)
            continue
        seen.add(found.outcome)
        assert found.outcome == wanted.outcome
        shown = to_json(wanted)
        assert found.hours == (wanted.hours if wanted.outcome == "hours" else None)
        assert found.decision["trace"] == shown["trace"]
        assert found.decision["caveats"] == shown["caveats"]
        assert found.citations == [{"clause": c.clause, "quote": c.quote} for c in wanted.citations]
        assert found.decision["hours"] == (shown["hours"] if wanted.outcome == "hours" else None)
        assert found.needs_basis == (wanted.outcome in ("set_elsewhere", "recognized"))
        assert found.deemed == tuple(wanted.detail.get("subjects", ()))
        assert found.decision["exact_hours"] == (str(wanted.hours) if wanted.outcome == "hours" else None)
    assert seen


def test_several_activities_are_one_question(kb: KnowledgeBase) -> None:
    activities = [conference(presented=True), conference(level="provincial", presented=False, start="2025-06-02",
                                                         end="2025-06-05", days=4)]
    found = outcome_of(kb, region="bt", year=2025, activities=activities)
    bare = [{k: one[k] for k in ("activity", "level", "days", "presented")} for one in activities]
    wanted = _by_hand(kb, "bt", 2025, bare, {}, ["2025-05-08", "2025-06-05"])
    assert wanted.hours == 24 + 16
    assert (found.hours, found.claimable, found.needs_basis) == (40, True, False)
    assert found.decision["trace"] == to_json(wanted)["trace"]
    assert [part["exact_hours"] for part in found.decision["parts"]] == ["24", "16"]
    assert [one["hours"] for one in found.activities] == [24, 16]


def test_what_counts_as_complete_has_no_figure(kb: KnowledgeBase) -> None:
    post = {"activity": "village_stationing", "months": 12, "start": "2024-03-01", "end": "2025-02-28"}
    found = outcome_of(kb, region="bt", year=2025, activities=[post])
    assert (found.outcome, found.hours, found.needs_basis) == ("deemed_complete", None, False)
    assert found.deemed == ("public", "professional") and found.decision["deemed"] == ["public", "professional"]
    assert found.decision["by_subject"] == {"public": None, "professional": None}


def test_a_fact_that_is_missing_leaves_no_figure_at_all(kb: KnowledgeBase) -> None:
    found = outcome_of(kb, region="bt", year=2025, activities=[conference(), conference(presented=True)])
    assert found.ask_for == ["activities.0.presented"]
    assert (found.hours, found.outcome, found.decision["hours"], found.claimable) == (None, None, None, False)
    assert [part["exact_hours"] for part in found.decision["parts"]] == [None, "24"]
    assert "第 1 项" in found.message


@pytest.mark.parametrize(("activity", "asked"), [
    # An examination counts where it was passed: nobody said so yet.
    ({"activity": "qualification_exam", "subjects": 2}, "passed"),
    ({"activity": "remote_training", "hours": 20}, "on_platform"),
    ({"activity": "training_class", "organizer": "university", "days": 3}, "course_subject"),
    ({"activity": "advanced_seminar", "days": 3}, "organizer"),
])
def test_a_claim_is_not_decided_on_silence(kb: KnowledgeBase, activity: dict[str, Any], asked: str) -> None:
    found = outcome_of(kb, region="xj-city", year=2025, activities=[{**activity, "start": START, "end": END}])
    assert f"activities.0.{asked}" in found.ask_for
    assert found.hours is None


class TestLevels:
    def test_of_an_examination_is_not_that_of_the_person(self, kb: KnowledgeBase) -> None:
        exam = {"activity": "title_exam", "passed": True, "start": START, "end": START}
        for level in ("junior", "senior", None):
            asked = outcome_of(kb, region="bt", year=2025, title_level=level, activities=[exam])
            assert asked.ask_for == ["activities.0.title_level"]
            assert "考试的级别" in asked.message
            middle = outcome_of(kb, region="bt", year=2025, title_level=level,
                                activities=[{**exam, "title_level": "middle"}])
            assert middle.hours == 35
            named = outcome_of(kb, region="bt", year=2025, title_level=level,
                               activities=[{**exam, "activity": "junior_title_exam"}])
            assert named.hours == 30

    def test_of_the_person_is_asked_for_where_it_chooses_the_chain(self, kb: KnowledgeBase) -> None:
        found = outcome_of(kb, region="xj-aks", year=2025, activities=[conference()])
        assert (found.ask_for, found.steps, found.claimable) == (["title_level"], (), False)
        assert outcome_of(kb, region="xj-city", year=2025, activities=[conference()]).ask_for == []


class TestDays:
    """自 2022-07-01 起施行: what ended before is counted by what was in force then."""

    @pytest.mark.parametrize(("start", "end", "outcome", "hours"), [
        ("2022-06-28", "2022-06-30", "set_elsewhere", None),
        ("2022-07-01", "2022-07-03", "hours", Fraction(36)),
        ("2022-12-29", "2022-12-31", "hours", Fraction(36)),
        ("2022-01-01", "2022-01-03", "set_elsewhere", None),
    ])
    def test_the_notice_in_force_on_the_day(self, kb: KnowledgeBase, start: str, end: str, outcome: str,
                                            hours: Fraction | None) -> None:
        found = outcome_of(kb, region="xj-city", year=2022, activities=[conference(start=start, end=end)])
        assert (found.outcome, found.hours, found.claimable) == (outcome, hours, True)
        told = any("自 2022-07-01 起施行" in caveat for caveat in found.decision["caveats"])
        assert told == (outcome == "set_elsewhere")
        rules = {part["rule"] for part in found.decision["parts"]}
        assert rules == ({"city.conference"} if hours else {"xj.conference"})

    def test_days_on_both_sides_are_no_figure(self, kb: KnowledgeBase) -> None:
        found = outcome_of(kb, region="xj-city", year=2022,
                           activities=[conference(start="2022-06-30", end="2022-07-02")])
        assert (found.hours, found.claimable, found.decision["hours"]) == (None, False, None)
        assert "换了新的通知" in found.message

    def test_what_is_credited_once_at_the_end_goes_by_its_end(self, kb: KnowledgeBase) -> None:
        degree = {"activity": "degree_education", "degree": "master", "start": "2019-09-01", "end": "2022-07-05"}
        assert outcome_of(kb, region="xj-city", year=2022, activities=[degree]).hours == 60

    def test_both_halves_of_the_year_in_one_claim(self, kb: KnowledgeBase) -> None:
        found = outcome_of(kb, region="xj-city", year=2022, activities=[
            conference(start="2022-03-01", end="2022-03-03"), conference(start="2022-08-01", end="2022-08-03")])
        assert [part["rule"] for part in found.decision["parts"]] == ["xj.conference", "city.conference"]
        assert (found.hours, found.needs_basis, found.claimable) == (None, False, False)
        assert "分成两份" in found.message

    def test_before_any_notice(self, kb: KnowledgeBase) -> None:
        found = outcome_of(kb, region="xj-city", year=2020,
                           activities=[conference(start="2020-07-01", end="2020-07-03")])
        assert (found.claimable, found.hours) == (False, None)
        assert "职称办公室" in found.message


class TestRefused:
    @pytest.mark.parametrize(("region", "activity", "said"), [
        ("xj", conference(), "自治区人力资源和社会保障厅"),
        ("xj-city", {"activity": "village_stationing"}, "免试"),
        ("xj-city", {"activity": "first_secretary"}, "请向"),
        ("xj-city", {"activity": "qualification_exam", "subjects": 1, "passed": False}, "不符合"),
        ("xj-city", {"activity": "remote_training", "course_subject": "public", "on_platform": True, "hours": 9,
                     "passed": True}, "公需科目"),
        ("xj-city", {"activity": "aid_xinjiang"}, "没有规定"),
        ("bt", {"activity": "remote_training", "course_subject": "public"}, "公需科目"),
        ("bt", {"activity": "degree_education", "degree_obtained": False, "degree": "master"}, "不符合"),
        ("xj-aks", {"activity": "training_class", "organizer": "base", "course_subject": "professional"}, "自动登记"),
        ("xj-aks", {"activity": "advanced_seminar", "level": "national", "organizer": "department"}, "自动登记"),
        ("nm-hhht", {"activity": "training_class", "recorded": False, "course_subject": "professional",
                     "in_region": True}, "不予认可"),
    ])
    def test_in_the_words_of_the_decision(self, kb: KnowledgeBase, region: str, activity: dict[str, Any],
                                          said: str) -> None:
        given = {"start": START, "end": START, **activity}
        if "days" in given:
            given |= {"start": "2025-05-06", "end": "2025-05-08"}
        found = outcome_of(kb, region=region, year=2025, title_level="middle", activities=[given])
        assert not found.claimable and found.hours is None and found.decision["hours"] is None
        assert said in found.message

    def test_the_message_names_the_activity(self, kb: KnowledgeBase) -> None:
        found = outcome_of(kb, region="xj-city", year=2025,
                           activities=[conference(), {"activity": "village_stationing", "start": START, "end": START}])
        assert found.message.startswith("第 2 项活动")
        assert [one["claimable"] for one in found.activities] == [True, False]


class TestExemption:
    def test_goes_to_the_office_of_the_notes(self, kb: KnowledgeBase) -> None:
        raw = draft(kind="exemption", activities=[{"activity": "village_stationing", "start": "2024-03-01"}],
                    person={"still_in_post": True})
        found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
        assert (found.outcome, found.claimable) == ("per_prior_policy", True)
        assert (found.hours, found.needs_basis) == (None, False)
        assert [step.office for step in found.steps] == ["同级“访惠聚”办公室"]

    def test_a_post_that_the_notes_leave_out(self, kb: KnowledgeBase) -> None:
        for post in ("first_secretary", "village_party_secretary", "inland_service", "minority_tech_training"):
            raw = draft(kind="exemption", activities=[{"activity": post, "start": "2024-03-01"}],
                        person={"still_in_post": True})
            found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
            assert not found.claimable
            assert "原政策" in found.message and "职称办公室" in found.message

    def test_what_is_no_post(self, kb: KnowledgeBase) -> None:
        raw = draft(kind="exemption", activities=[conference()], person={"still_in_post": True})
        found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
        assert not found.claimable and "学时认定" in found.message


class TestIncomplete:
    @pytest.mark.parametrize("missing", ["region", "year", "activities"])
    def test_what_is_asked_first(self, kb: KnowledgeBase, missing: str) -> None:
        raw = {key: value for key, value in draft().items() if key != missing}
        found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
        assert (found.ask_for, found.claimable, found.hours) == ([missing], False, None)

    def test_an_activity_without_a_kind(self, kb: KnowledgeBase) -> None:
        found = outcome_of(kb, region="xj-city", year=2025, activities=[{"title": "某会"}])
        assert found.ask_for == ["activities.0.activity"]

    def test_the_same_twice(self, kb: KnowledgeBase) -> None:
        one, two = (outcome_of(kb, region="bt", year=2025, activities=[conference(presented=True)]) for _ in range(2))
        assert one == two

    def test_it_is_the_day_that_is_given(self, kb: KnowledgeBase) -> None:
        with pytest.raises(Refused):
            read_draft(kb, draft(), date(2025, 5, 7))

    def test_personal_fields_are_nowhere(self, kb: KnowledgeBase) -> None:
        found = compute(kb, read_draft(kb, draft(), TODAY), TODAY)
        told = json.dumps(found.decision, ensure_ascii=False) + found.message
        assert not [value for value in person().values() if value in told]
