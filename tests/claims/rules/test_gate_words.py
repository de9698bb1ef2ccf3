"""What people read of a decision: conditions that the notice sets, names that it uses, sentences without slips."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import TODAY, conference, draft

from claims.rules.chains import chain_of
from claims.rules.draft import read_draft
from claims.rules.form import reference_form
from claims.rules.gate import complete, compute, counted_of
from claims.rules.outcome import Outcome
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase

DAYS = {"start": "2025-05-06", "end": "2025-05-08"}


def filed(kb: KnowledgeBase, region: str, activity: dict[str, Any], year: int = 2025, **raw: Any) -> Outcome:
    """The gate's outcome of a claim of one activity."""
    given = draft(region=region, year=year, activities=[{**DAYS, "title": "某", "organizer_name": "某", **activity}],
                  **raw)
    return compute(kb, read_draft(kb, given, TODAY), TODAY)


def _hhht(**facts: Any) -> dict[str, Any]:
    return {"start": "2022-05-06", "end": "2022-05-08", "in_region": True, **facts}


class TestFilingBeforehand:
    """备案 is asked of training in 专业科目 (hhht-2022#一/二), not of what 三/六 and 三/八 convert."""

    @pytest.mark.parametrize("activity", ["academic_conference", "forum", "study_tour", "further_study",
                                          "academic_visit", "skill_training"])
    def test_is_nothing_that_a_conference_needs(self, kb: KnowledgeBase, activity: str) -> None:
        for facts in ({}, {"recorded": False}, {"recorded": True}):
            found = filed(kb, "nm-hhht", _hhht(activity=activity, **facts), 2022)
            assert (found.outcome, found.claimable, found.needs_basis) == ("recognized", True, True), facts

    @pytest.mark.parametrize("activity", ["training_class", "advanced_seminar", "sanke_training"])
    def test_is_what_training_needs(self, kb: KnowledgeBase, activity: str) -> None:
        found = filed(kb, "nm-hhht", _hhht(activity=activity, recorded=False, course_subject="professional"), 2022)
        assert not found.claimable and "备案" in found.message
        asked = filed(kb, "nm-hhht", _hhht(activity=activity, course_subject="professional"), 2022)
        assert "activities.0.recorded" in asked.ask_for


class TestAksu:
    @pytest.mark.parametrize("facts", [{"on_platform": False, "passed": True}, {"on_platform": True, "passed": False}])
    def test_a_refusal_goes_before_what_registers_itself(self, kb: KnowledgeBase, facts: dict[str, Any]) -> None:
        for activity in ({"activity": "training_class", "organizer": "base", "course_subject": "professional"},
                         {"activity": "advanced_seminar", "organizer": "base", "level": "prefecture"},
                         {"activity": "advanced_seminar", "organizer": "department", "level": "national"}):
            found = filed(kb, "xj-aks", {**activity, **facts})
            assert not found.claimable and "自动登记，" not in found.message, activity
            assert ("不予认可" in found.message) == (facts["on_platform"] is False)

    @pytest.mark.parametrize("level", ["prefecture", "county", "provincial"])
    def test_what_a_base_holds_registers_itself(self, kb: KnowledgeBase, level: str) -> None:
        found = filed(kb, "xj-aks", {"activity": "advanced_seminar", "organizer": "base", "level": level,
                                     "on_platform": True, "passed": True})
        assert not found.claimable and "自动登记学时" in found.message


class TestCaveats:
    def test_outlive_a_refusal(self, kb: KnowledgeBase) -> None:
        found = filed(kb, "bt", {"activity": "degree_education", "degree": "associate", "degree_obtained": True})
        assert not found.claimable
        assert any("专科" in one for one in found.decision["caveats"])
        assert any("专科" in one for one in found.activities[0]["caveats"])

    def test_outlive_a_question(self, kb: KnowledgeBase) -> None:
        found = filed(kb, "xj-city", {"activity": "advanced_seminar", "days": 3})
        assert found.ask_for and "限主管部门组织的专业高级研修班" in found.activities[0]["caveats"]

    def test_what_a_caveat_hangs_on_is_asked(self, kb: KnowledgeBase) -> None:
        asked = filed(kb, "xj-city", {"activity": "degree_education"})
        assert (asked.ask_for, asked.hours) == (["activities.0.degree"], None)
        form = reference_form(kb, "xj-city", "recognition", TODAY)
        degree = next(one for one in form["activities"] if one["id"] == "degree_education")
        assert "degree" in [fact["name"] for fact in degree["facts"]]
        told = filed(kb, "xj-city", {"activity": "degree_education", "degree": "associate"})
        assert told.outcome == "set_elsewhere" and told.hours is None
        assert any("专科" in one for one in told.decision["caveats"])

    def test_aid_to_xinjiang_is_of_those_who_apply_for_a_title_in_the_corps(self, kb: KnowledgeBase) -> None:
        found = filed(kb, "bt", {"activity": "aid_xinjiang"})
        assert any("在兵团申报专业技术职务任职资格评定" in one for one in found.decision["caveats"])

    def test_a_degree_is_credited_once(self, kb: KnowledgeBase) -> None:
        found = filed(kb, "xj-city", {"activity": "degree_education", "degree": "master"})
        assert any("一次性" in one and "学习结束的那一年" in one for one in found.decision["caveats"])

    def test_a_part_of_a_day_is_no_half_day(self, kb: KnowledgeBase) -> None:
        found = filed(kb, "xj-city", conference(days="0.3"))
        assert any("不足一天" in one for one in found.decision["caveats"])

    def test_days_beside_new_year(self, kb: KnowledgeBase) -> None:
        found = filed(kb, "xj-city", conference(start="2025-01-01", end="2025-01-03"))
        assert any("跨年度" in one for one in found.decision["caveats"])
        assert not any("跨年度" in one for one in filed(kb, "xj-city", conference()).decision["caveats"])


class TestEvidence:
    @pytest.mark.parametrize(("region", "year", "activity"), [
        ("nm-hhht", 2022, _hhht(activity="skill_training")),
        ("nm-hhht", 2022, _hhht(activity="sanke_training", recorded=True, hours=20)),
        ("xj-city", 2025, {"activity": "academic_conference", "level": "national", "days": 3}),
    ])
    def test_every_activity_is_proved(self, kb: KnowledgeBase, region: str, year: int,
                                      activity: dict[str, Any]) -> None:
        raw = draft(region=region, year=year, activities=[{**DAYS, "title": "某", "organizer_name": "某", **activity}])
        read = read_draft(kb, raw, TODAY)
        found = compute(kb, read, TODAY)
        assert found.claimable and found.activities[0]["evidence"]
        with pytest.raises(Refused) as refused:
            complete(kb, read, found, [], TODAY)
        assert refused.value.field == "evidence"
        complete(kb, read, found, [0], TODAY)

    def test_where_the_notice_names_none_no_clause_is_invented(self, kb: KnowledgeBase) -> None:
        shown = filed(kb, "nm-hhht", _hhht(activity="skill_training"), 2022).activities[0]["evidence"]
        assert [(one["clause"], one["quote"]) for one in shown] == [("", "")]
        assert "通知没有写明" in shown[0]["text"]
        form = reference_form(kb, "nm-hhht", "recognition", TODAY)
        assert all(one["evidence"] for one in form["activities"])

    def test_study_online_in_the_corps_is_entered_by_others(self, kb: KnowledgeBase) -> None:
        found = filed(kb, "bt", {"activity": "remote_training", "course_subject": "professional", "on_platform": True,
                                 "hours": 60})
        assert not found.claimable
        assert "由相关部门或单位通过专技平台计入" in found.message
        off = filed(kb, "bt", {"activity": "remote_training", "course_subject": "professional", "on_platform": False,
                               "hours": 60})
        assert not off.claimable and "不符合" in off.message


class TestNames:
    def test_are_those_of_the_regions_notice(self, kb: KnowledgeBase) -> None:
        def names(region: str, kind: str) -> dict[str, str]:
            return {one["id"]: one["name"] for one in reference_form(kb, region, kind, TODAY)["activities"]}
        assert names("xj-city", "exemption")["teaching_support"] == "南疆学前教育支教"
        assert names("bt", "recognition")["teaching_support"] == "支教"

    def test_the_day_of_an_examination_is_that_of_its_certificate(self, kb: KnowledgeBase) -> None:
        """视同完成取得证书年度 (hhht-2022#三/六)."""
        form = reference_form(kb, "nm-hhht", "recognition", TODAY)
        days = {one["id"]: [(day["name"], day["label"]) for day in one["days"]] for one in form["activities"]}
        assert days["licence_exam"] == [("end", "取得证书的日期")]
        assert days["academic_conference"] == [("start", "开始日期"), ("end", "结束日期")]
        raw = draft(region="nm-hhht", year=2022, activities=[
            {"activity": "licence_exam", "passed": True, "in_region": True, "title": "某", "organizer_name": "某"}])
        read = read_draft(kb, raw, TODAY)
        with pytest.raises(Refused) as refused:
            complete(kb, read, compute(kb, read, TODAY), [0], TODAY)
        assert refused.value.field == "activities.0.end" and "证书" in refused.value.message
        raw["activities"][0]["end"] = "2022-09-01"
        read = read_draft(kb, raw, TODAY)
        complete(kb, read, compute(kb, read, TODAY), [0], TODAY)
        raw["activities"][0]["end"] = "2023-01-05"
        with pytest.raises(Refused) as refused:
            read_draft(kb, raw, TODAY)
        assert refused.value.field == "activities.0.end" and "2023" in refused.value.message


class TestRefusals:
    def test_the_autonomous_region_names_two_offices_and_no_order(self, kb: KnowledgeBase) -> None:
        with pytest.raises(Refused) as refused:
            chain_of(kb, "xj", "recognition")
        for said in ("地州市人力资源和社会保障局", "自治区行业主管部门", "自治区人力资源和社会保障厅"):
            assert said in refused.value.message

    def test_where_no_notice_is_held_that_is_said(self, kb: KnowledgeBase) -> None:
        for kind in ("recognition", "exemption"):
            with pytest.raises(Refused) as refused:
                chain_of(kb, "nm", kind)
            assert "没有收录" in refused.value.message

    def test_an_exemption_before_the_notice(self, kb: KnowledgeBase) -> None:
        raw = draft(kind="exemption", year=2021, person={"still_in_post": False},
                    activities=[{"activity": "village_stationing", "start": "2021-01-01", "end": "2021-12-31"}])
        found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
        assert not found.claimable and "2022-07-01" in found.message and "2021" in found.message

    def test_no_room_is_a_sentence(self, kb: KnowledgeBase) -> None:
        full = filed(kb, "bt", conference(days=7, presented=True, start="2025-05-01", end="2025-05-07"))
        raw = draft(region="bt", activities=[conference(presented=False)])
        found = compute(kb, read_draft(kb, raw, TODAY), TODAY, [counted_of(full.decision, full.hours)])
        assert "0 学时" not in found.decision["text"] and "上限" in found.decision["text"]
