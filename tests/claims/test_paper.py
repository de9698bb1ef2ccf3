"""A claim as a form: what it says before and after each decision, in each region, and that nothing is made up."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from claims.documents.form_data import AuthorityOpinion, ExemptionForm, Opinion, RegistrationForm
from claims.documents.sheet import Sheet, sheet_of
from claims.filing.stored import StoredClaim
from claims.filing.totals import YearTotals
from claims.paper.activity_lines import days_text, lines_of, organisers_of
from claims.paper.forms import form_name, form_of
from policy_kb.loader import load
from tests.claims.filed_claims import (
    AKS_STEPS,
    BT_STEPS,
    CONFERENCE,
    PERSONAL,
    SUBMITTED,
    approved,
    event,
    made_up_claim,
)

KB = load()
CLAIM = made_up_claim()
BOTH = [SUBMITTED, approved(0), approved(1, Fraction(36))]
SUM = YearTotals(Fraction(36), Fraction(60), Fraction(24), False)


def registration(claim: StoredClaim = CLAIM, events: Any = (), totals: YearTotals | None = None,
                 hours: Any = (Fraction(36),)) -> RegistrationForm:
    form = form_of(KB, claim, events, employer="某某水利勘测设计院", verify_url="https://x.example.cn/verify/a",
                   issued=date(2025, 6, 10), hours=hours, totals=totals)
    assert isinstance(form, RegistrationForm)
    return form


def words(sheet: Sheet) -> str:
    boxes = [box for row in sheet.rows for box in row]
    said = ["".join(box.label) + "".join(piece.text for line in box.paragraphs for piece in line) + "".join(box.foot)
            for box in boxes]
    return "".join((sheet.annex, *sheet.title, *said, *sheet.notes))


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2025-03-01", "2025-03-01", "2025年3月1日"),
        ("2025-03-01", "2025-03-03", "2025年3月1日至3日"),
        ("2025-03-30", "2025-04-02", "2025年3月30日至4月2日"),
        ("2024-12-30", "2025-01-02", "2024年12月30日至2025年1月2日"),
        ("2024-03-01", "2025-03-02", "2024年3月1日至2025年3月2日"),
    ],
)
def test_days_are_said_without_what_repeats(start: str, end: str, text: str) -> None:
    assert days_text(date.fromisoformat(start), date.fromisoformat(end)) == text


def test_a_line_says_when_what_how_long_and_how_many_hours() -> None:
    assert lines_of(KB, "xj-city", [CONFERENCE], [Fraction(36)]) == (
        "2025年3月1日至3日，参加全国性学术会议“某某水利学术年会”（3天，宣读或报告论文，证书编号SL-2025-017），36学时",
    )


@pytest.mark.parametrize(
    ("activity", "line"),
    [
        ({"activity": "further_study", "months": "5/2"}, "参加进修（2.5个月）"),
        ({"activity": "title_exam", "subjects": 2, "passed": True, "year": 2024},
         "2024年，专业技术资格考试（2门，考试合格）"),
        ({"activity": "teaching", "hours": 4, "presented": False}, "继续教育授课（4学时）"),
        ({"activity": "first_secretary", "months": 12}, "担任第一书记（12个月）"),
        ({"activity": "academic_conference", "level": "provincial", "start": "2025-05-06"},
         "2025年5月6日，参加自治区级学术会议"),
        ({}, ""),
    ],
)
def test_a_line_of_whatever_was_said(activity: dict[str, Any], line: str) -> None:
    assert lines_of(KB, "xj-city", [activity], [None]) == (line,)


def test_several_lines_are_numbered_and_an_organiser_stands_once() -> None:
    activities = [CONFERENCE, {"activity": "training_class", "days": 2, "organizer": "university"}, CONFERENCE]
    lines = lines_of(KB, "xj-city", activities, [Fraction(36), None])
    assert [line[:3] for line in lines] == ["1. ", "2. ", "3. "]
    assert lines[0].endswith("36学时")
    assert lines[1] == "2. 参加培训班（2天）"
    assert organisers_of(KB, "xj-city", activities) == ("某某水利学会", "高等院校")


def test_before_any_decision_the_boxes_of_the_offices_are_blank() -> None:
    form = registration(events=[SUBMITTED])
    assert (form.total_hours, form.employer_opinion, form.authority_opinion) == (36, None, None)
    assert "经审验，年符合专业课继续教育共计学时，还需完成学时的继续教育。" in words(sheet_of(form))


def test_an_employers_approval_stands_in_its_box_alone() -> None:
    form = registration(replace(CLAIM, state="under_review"), [SUBMITTED, approved(0)], SUM)
    assert form.employer_opinion == Opinion("审核通过。", "某某水利勘测设计院", date(2025, 6, 2))
    assert form.authority_opinion is None


def test_the_final_approval_fills_in_the_sum() -> None:
    claim = replace(CLAIM, state="approved", recognised_hours=Fraction(36))
    text = words(sheet_of(registration(claim, BOTH, SUM)))
    assert "经审验，2025年符合专业课继续教育共计36学时，还需完成24学时的继续教育。某某市职称办公室公 章" in text
    assert text.count("公 章2025 年 6 月 2 日") == 2


@pytest.mark.parametrize("totals", [None, YearTotals(Fraction(0), Fraction(60), None, False),
                                    YearTotals(Fraction(1, 3), None, None, False)])
def test_a_sum_that_is_not_known_stays_blank(totals: YearTotals | None) -> None:
    claim = replace(CLAIM, state="approved", recognised_hours=Fraction(36))
    assert "共计学时，还需完成学时" in words(sheet_of(registration(claim, BOTH, totals)))


def test_fewer_hours_are_told_with_their_reason_and_counted() -> None:
    claim = replace(CLAIM, state="approved", recognised_hours=Fraction(24))
    events = [SUBMITTED, approved(0), approved(1, Fraction(24), "第三天为考察活动")]
    form = registration(claim, events, YearTotals(Fraction(24), Fraction(60), Fraction(36), False))
    assert form.total_hours == 24
    assert isinstance(form.authority_opinion, AuthorityOpinion)
    assert form.authority_opinion.text == "审核通过。\n申报36学时，认定24学时。原因：第三天为考察活动"


@pytest.mark.parametrize("state", ["draft", "returned", "withdrawn"])
def test_what_was_said_before_a_return_is_not_printed(state: str) -> None:
    form = registration(replace(CLAIM, state=state), [SUBMITTED, approved(0), event("return", 1, reason="缺证明")])
    assert (form.employer_opinion, form.authority_opinion) == (None, None)


def test_an_approval_before_a_fresh_submission_is_void() -> None:
    events = [SUBMITTED, approved(0), event("return", 1, reason="缺证明"), SUBMITTED]
    assert registration(events=events).employer_opinion is None


def test_hours_of_another_document_are_told_with_its_name() -> None:
    claim = replace(CLAIM, state="approved", computed_hours=None, recognised_hours=Fraction(40))
    said = approved(1, Fraction(40), computed_hours=None, basis="某厅《学时登记认定实施细则》")
    form = registration(claim, [SUBMITTED, approved(0), said])
    assert isinstance(form.authority_opinion, AuthorityOpinion)
    assert form.authority_opinion.text == "审核通过。\n认定40学时，依据某厅《学时登记认定实施细则》。"
    assert form.total_hours == 40


def test_a_rejection_is_an_opinion_without_a_sum() -> None:
    events = [SUBMITTED, approved(0), event("reject", 1, reason="不属于专业科目")]
    form = registration(replace(CLAIM, state="rejected"), events, SUM)
    assert form.authority_opinion == Opinion("不予认定。原因：不属于专业科目", "某某市职称办公室", date(2025, 6, 2))


def test_a_revoked_recognition_says_so_and_holds_no_sum() -> None:
    claim = made_up_claim(region="bt", steps=BT_STEPS, state="revoked", recognised_hours=Fraction(12))
    events = [SUBMITTED, approved(0), approved(1), event("revoke", 2, reason="材料不实")]
    text = words(sheet_of(registration(claim, events, SUM)))
    assert "经抽审，撤销认定。原因：材料不实经审验，年符合" in text
    assert "某某师人力资源和社会保障局公 章" in text


def test_a_form_is_called_what_its_notice_prints() -> None:
    assert form_name(KB, CLAIM) == f"{sheet_of(registration()).annex} 登记表" == "附件 1 登记表"
    assert form_name(KB, made_up_claim(kind="exemption")) == "附件 2 申请表"


@pytest.mark.parametrize(("region", "steps"), [("xj-aks", AKS_STEPS), ("bt", BT_STEPS)])
def test_another_regions_form_does_not_pass_for_the_citys_annex(region: str, steps: Any) -> None:
    claim = made_up_claim(region=region, steps=steps, state="approved", recognised_hours=Fraction(12))
    reviews = [place for place, step in enumerate(steps) if step["kind"] == "review"]
    form = registration(claim, [SUBMITTED, *(approved(place) for place in reviews)], SUM)
    sheet = sheet_of(form)
    text = words(sheet)
    assert sheet.annex == "" and form_name(KB, claim) == "登记表"
    assert "附件" not in text
    assert "《继续教育专业科目学时认定标准》" not in text
    assert "职称" not in text.replace("专业技术职务", "")
    for step in steps:
        assert step["quote"] in text
        assert (step["organisation_name"] + "公 章" in text) == (step["kind"] == "review")
        assert (f"{step['office']}审核意见" in text) == (step["kind"] == "review")
    assert text.count("经审验，2025年符合专业课继续教育共计36学时") == 1
    assert {sum(1 + box.span for box in row) for row in sheet.rows} == {6}


def test_an_exemption_names_post_reason_and_the_office_that_said_yes() -> None:
    personal = {**PERSONAL, "work_start": "2007-08", "applied_title": "高级工程师", "reason": "2024年起驻村至今。"}
    post = {"activity": "village_stationing", "start": "2025-01-01", "end": "2025-05-31"}
    steps = [{"role": "posting_office", "office": "同级“访惠聚”办公室", "clause": "xj-city-2022#附件2/注/1",
              "quote": "审核", "organisation": 9, "organisation_name": "某某县“访惠聚”办公室", "region": "xj-city",
              "kind": "review"}]
    claim = made_up_claim(kind="exemption", state="approved", steps=steps, personal=personal, computed_hours=None,
                        facts={"activities": [post], "person": {"still_in_post": True}})
    form = form_of(KB, claim, [SUBMITTED, approved(0)], employer="某某院", verify_url="https://x.example.cn/verify/a",
                   issued=date(2025, 6, 10))
    assert isinstance(form, ExemptionForm)
    assert (form.work_start, form.applied_title) == ((2007, 8), "高级工程师")
    assert form.reason == "2025年1月1日至5月31日，参加“访惠聚”驻村\n2024年起驻村至今。"
    assert form.opinion == Opinion("审核通过。", "某某县“访惠聚”办公室", date(2025, 6, 2))


@pytest.mark.parametrize(("still", "reason"), [
    (True, "2025年1月10日起，参加“访惠聚”驻村\n在村工作"), (False, "2025年1月10日，参加“访惠聚”驻村\n在村工作")])
def test_a_post_that_goes_on_has_a_beginning_and_no_end(still: bool, reason: str) -> None:
    claim = made_up_claim(kind="exemption", state="submitted", computed_hours=None,
                          personal={**PERSONAL, "reason": "在村工作"},
                          facts={"activities": [{"activity": "village_stationing", "start": "2025-01-10"}],
                                 "person": {"still_in_post": still}})
    form = form_of(KB, claim, (), employer="某某院", verify_url="https://x.example.cn/verify/a",
                   issued=date(2025, 6, 10))
    assert isinstance(form, ExemptionForm) and form.reason == reason


@pytest.mark.parametrize("kind", ["recognition", "exemption"])
@pytest.mark.parametrize("region", ["xj-city", "bt", "nm-hhht"])
def test_an_empty_draft_is_a_blank_form(kind: str, region: str) -> None:
    claim = made_up_claim(kind=kind, region=region, state="draft", steps=(), facts={}, personal={},
                          computed_hours=None)
    form = form_of(KB, claim, [], employer="", verify_url="https://x.example.cn/verify/a", issued=date(2025, 6, 10))
    sheet = sheet_of(form)
    boxes = [box for row in sheet.rows for box in row if not box.foot]
    assert {piece.text for box in boxes for line in box.paragraphs for piece in line} == {""}
