"""FORM: what it offers is counted, what may be asked stands on it, and its fields are those that the notice prints."""

from __future__ import annotations

from typing import Any

import pytest
from drafts import TODAY
from walking import REGIONS, filled, start_of

from claims.documents.printed_form import EXEMPTION, REGISTRATION, printed_form
from claims.rules.asking import OF_ACTIVITY
from claims.rules.draft import read_draft
from claims.rules.form import reference_form
from claims.rules.gate import compute
from claims.rules.personal import FIELDS
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS

#: What the service itself fills in: the employer, the activities, their sum, and the opinions.
_FILLED_IN = {"现工作单位", "继续教育活动组织单位", "继续教育时间及方式", "累计学时", "所在单位审核意见",
              "所在地同级人事(职称)部门审批意见", "审核意见"}


@pytest.mark.parametrize(("kind", "annex"), [("recognition", REGISTRATION), ("exemption", EXEMPTION)])
def test_the_fields_are_the_printed_ones(kb: KnowledgeBase, kind: str, annex: str) -> None:
    form = reference_form(kb, "xj-city", kind, TODAY)
    printed = {cell.name for row in printed_form(annex).rows for cell in row}
    labels = {field["label"] for field in form["fields"]}
    assert printed - labels == _FILLED_IN & printed
    assert labels - printed == {FIELDS["phone"]}
    assert all(field["required"] for field in form["fields"])
    assert form["notes"] == list(printed_form(annex).notes)


@pytest.mark.parametrize("region", REGIONS)
def test_whatever_may_be_asked_stands_on_the_form(kb: KnowledgeBase, region: str) -> None:
    """No answer leads to a question that the form does not show, in the first and in the last year that it offers."""
    form = reference_form(kb, region, "recognition", TODAY)
    shown = {one["id"]: {fact["name"] for fact in one["facts"]} for one in form["activities"]}
    checked = 0
    for facts, person in filled(kb, region):
        for left_out in (None, *facts):
            stated = {name: value for name, value in facts.items() if name != left_out or name == "activity"}
            for year in (form["years"][0], form["years"][-1]):
                day = f"{min(year, TODAY.year)}-03-01"
                raw = {"kind": "recognition", "region": region, "year": year, "title_level": "senior", "person": person,
                       "activities": [{**stated, "start": day}]}
                found = compute(kb, read_draft(kb, raw, TODAY), TODAY)
                asked = {path.rpartition(".")[2] for path in found.ask_for}
                assert asked <= shown[facts["activity"]], (stated, year, found.ask_for)
                checked += 1
    assert checked > 100


@pytest.mark.parametrize("region", REGIONS)
def test_what_is_offered_can_be_claimed_in_some_case(kb: KnowledgeBase, region: str) -> None:
    form = reference_form(kb, region, "recognition", TODAY)
    claimed = set()
    for facts, person in filled(kb, region):
        raw = {"kind": "recognition", "region": region, "year": 2025, "title_level": "senior", "person": person,
               "activities": [{**facts, "start": start_of(facts), "end": "2025-02-28"}]}
        if compute(kb, read_draft(kb, raw, TODAY), TODAY).claimable:
            claimed.add(facts["activity"])
    assert {one["id"] for one in form["activities"]} == claimed


def test_exemptions_offer_the_posts_that_the_notes_name(kb: KnowledgeBase) -> None:
    form = reference_form(kb, "xj-city", "exemption", TODAY)
    assert [one["id"] for one in form["activities"]] == ["village_stationing", "temple_management", "teaching_support"]
    assert all([fact["name"] for fact in one["facts"]] == ["still_in_post"] for one in form["activities"])
    assert len(form["steps"]) == 3


def test_facts_have_a_label_and_terms_their_names_in_the_region(kb: KnowledgeBase) -> None:
    for region in REGIONS:
        for one in reference_form(kb, region, "recognition", TODAY)["activities"]:
            for fact in one["facts"]:
                assert any("\u4e00" <= c <= "\u9fff" for c in fact["label"])
                assert bool(fact["choices"]) == (FACTS[fact["name"]].type == "term")
                of_person = OF_ACTIVITY | {"occupation", "still_in_post"}
                assert FACTS[fact["name"]].scope == "activity" or fact["name"] in of_person
    levels = _fact(reference_form(kb, "bt", "recognition", TODAY), "academic_conference", "level")["choices"]
    assert {"id": "provincial", "name": "兵团（省）级"} in levels


def test_the_evidence_is_that_of_the_clause(kb: KnowledgeBase) -> None:
    form = reference_form(kb, "xj-city", "recognition", TODAY)
    shown = next(one["evidence"] for one in form["activities"] if one["id"] == "academic_conference")
    assert [one["clause"] for one in shown] == ["xj-city-2022#附件3/4", "xj-city-2022#附件1/注"]
    for one in shown:
        text = kb.clause_text(one["clause"])
        assert text is not None and one["quote"] in text


def test_years_levels_and_offices(kb: KnowledgeBase) -> None:
    assert reference_form(kb, "bt", "recognition", TODAY)["years"] == list(range(2026, 2018, -1))
    assert reference_form(kb, "xj-city", "recognition", TODAY)["years"][-1] == 2021
    aks = reference_form(kb, "xj-aks", "recognition", TODAY)
    assert aks["years"] == [2026, 2025], "of the years before its own notice none says who reviews"
    assert {row["title_level"]: len(row["offices"]) for row in aks["steps"]} == {"senior": 3, "middle": 2, "junior": 2}
    assert [row["title_level"] for row in reference_form(kb, "bt", "recognition", TODAY)["steps"]] == [None]


@pytest.mark.parametrize(("region", "kind", "code", "field"), [
    ("nowhere", "recognition", "invalid", "region"), ("xj-city", "party", "invalid", "kind"),
    ("xj", "recognition", "not_claimable", "region"), ("bt", "exemption", "not_claimable", "region"),
    ("nm", "recognition", "not_claimable", "region"),
])
def test_there_is_no_form(kb: KnowledgeBase, region: str, kind: str, code: str, field: str) -> None:
    with pytest.raises(Refused) as error:
        reference_form(kb, region, kind, TODAY)
    assert (error.value.code, error.value.field) == (code, field)


def _fact(form: dict[str, Any], activity: str, name: str) -> dict[str, Any]:
    facts = next(one["facts"] for one in form["activities"] if one["id"] == activity)
    found: dict[str, Any] = next(fact for fact in facts if fact["name"] == name)
    return found
