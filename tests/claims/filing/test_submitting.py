"""From the draft to the first office: everything there, hours computed, the chain resolved; and back again."""

from __future__ import annotations

import json
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
import sqlalchemy as sa
from filing_world import World, conference

from claims.actors import Applicant
from claims.people import organisations as offices
from claims.trouble import Refused
from db.tables import claim_steps, organisations


def _offices(claim: Any) -> list[tuple[str, str, str]]:
    return [(step["role"], step["region"], step["kind"]) for step in claim.steps]


def _drafted(world: World, who: Applicant, draft: dict[str, Any]) -> Any:
    claim = world.write("create", who, draft)
    for place in range(len(claim.activities)):
        world.add_evidence(who, claim, place)
    return claim


@pytest.mark.parametrize("region, level, activity, chain", [
    ("xj-city", "middle", conference(), [("employer_reviewer", "xj-city", "review"),
                                         ("hr_authority", "xj-city", "review")]),
    ("bt", "middle", conference(), [("employer_reviewer", "bt", "review"), ("industry_authority", "bt", "review"),
                                    ("hr_authority", "bt", "spot_check")]),
    ("xj-aks", "middle", conference(), [("employer_reviewer", "xj-aks", "review"),
                                        ("industry_authority", "xj-aks", "review")]),
    ("xj-aks", "senior", conference(), [("employer_reviewer", "xj-aks", "review"),
                                        ("industry_authority", "xj-aks", "review"),
                                        ("industry_authority", "xj", "review")]),
    ("nm-hhht", "junior", {"activity": "forum", "title": "论坛", "organizer_name": "某某协会", "start": "2026-04-01",
                           "end": "2026-04-02", "in_region": True},
     [("hr_authority", "nm-hhht", "review")]),
])
def test_each_region_has_its_own_chain(world: World, region: str, level: str, activity: dict[str, Any],
                                       chain: list[tuple[str, str, str]]) -> None:
    claim = world.filed(world.applicant(), world.draft(region, title_level=level, activities=[activity]))
    assert claim.state == "submitted" and claim.step == 0
    assert _offices(claim) == chain
    assert claim.waiting_at == claim.steps[0]["organisation"]
    assert all(step["clause"] and step["quote"] in world.kb.clause_text(step["clause"]) for step in claim.steps)
    query = sa.select(claim_steps).where(claim_steps.c.claim == claim.id).order_by(claim_steps.c.place)
    rows = world.database.write_now(lambda connection: connection.execute(query).all())
    assert [(row.role, row.region, row.kind) for row in rows] == chain


def test_an_exemption_goes_to_the_office_that_was_chosen(world: World) -> None:
    claim = world.filed(world.applicant(), world.exemption())
    assert claim.number.startswith("E") and claim.outcome == "per_prior_policy" and claim.computed_hours is None
    assert _offices(claim) == [("posting_office", "xj-city", "review")]
    assert claim.waiting_at == world.organisation["xj-city:posting"]


def test_the_decision_is_kept_with_what_it_was_computed_from(world: World) -> None:
    who = world.applicant()
    claim = world.filed(who, world.draft())
    assert claim.computed_hours == Fraction(18) and claim.recognised_hours is None
    assert claim.kb_digest == world.kb.digest
    assert claim.decision is not None and claim.decision["trace"][0]["clause"].startswith("bt-2019#")
    (event,) = world.history(claim)
    assert (event.action, event.state_from, event.state_to) == ("submit", "draft", "submitted")
    assert event.decision == claim.decision and event.facts == claim.facts and event.version == claim.version
    detail = json.loads(world.audit(claim)[-1].detail)
    assert detail["from"] == "draft" and detail["to"] == "submitted" and detail["computed_hours"] == "18"


def test_what_is_missing_is_named_and_the_draft_stays(world: World) -> None:
    who = world.applicant()
    claim = world.write("create", who, world.draft())
    for changes, field in (({"activities": []}, "activities"), ({}, "evidence"),
                           ({"organisation": None}, "organisation"),
                           ({"personal": {"education": ""}}, "personal.education")):
        if field == "organisation":
            world.add_evidence(who, claim)
        saved = world.write("save", who, claim.number, {**world.draft(), **changes}, claim.version)
        with pytest.raises(Refused) as refused:
            world.write("submit", who, claim.number, saved.version)
        assert refused.value.code == "incomplete" and (refused.value.field or "").startswith(field), field
        claim = world.look("read", who, claim.number)
        assert claim == saved and claim.state == "draft" and world.history(claim) == []


def test_what_the_notice_does_not_count_is_refused_in_its_words(world: World) -> None:
    who = world.applicant()
    failed = {"activity": "computer_exam", "passed": False, "title": "考试", "organizer_name": "考试院",
              "start": "2026-03-02", "end": "2026-03-02"}
    claim = _drafted(world, who, world.draft(activities=[failed]))
    with pytest.raises(Refused) as refused:
        world.write("submit", who, claim.number, claim.version)
    assert refused.value.code == "not_claimable"
    assert world.look("read", who, claim.number).state == "draft"


def test_an_office_that_is_not_there_is_named(world: World) -> None:
    who = world.applicant()
    claim = _drafted(world, who, world.draft())
    change = sa.update(organisations).where(organisations.c.id == world.organisation["bt:industry"])
    world.database.write_now(lambda connection: connection.execute(change.values(active=False)))
    with pytest.raises(Refused) as refused:
        world.write("submit", who, claim.number, claim.version)
    assert (refused.value.code, refused.value.field) == ("incomplete", "organisation")
    assert "行业主管部门" in refused.value.message
    assert world.look("read", who, claim.number) == claim


def test_an_office_that_cannot_be_chosen_is_refused(world: World) -> None:
    who = world.applicant()
    claim = _drafted(world, who, world.exemption(posting_office=world.organisation["bt:hr"]))
    with pytest.raises(Refused) as refused:
        world.write("submit", who, claim.number, claim.version)
    assert refused.value.field == "posting_office"


def test_withdrawn_is_withdrawn(world: World) -> None:
    who = world.applicant()
    claim = world.filed(who, world.draft())
    gone = world.write("withdraw", who, claim.number, claim.version)
    assert (gone.state, gone.step, gone.waiting_at) == ("withdrawn", None, None)
    for name, arguments in (("submit", ()), ("withdraw", ()), ("save", ({},))):
        with pytest.raises(Refused) as refused:
            world.write(name, who, gone.number, *arguments, gone.version)
        assert refused.value.code == "not_allowed_now"
    with pytest.raises(Refused, match="not_allowed_now"):
        world.add_evidence(who, gone)


def test_a_submitted_claim_is_not_edited(world: World) -> None:
    who = world.applicant()
    claim = world.filed(who, world.draft())
    with pytest.raises(Refused, match="not_allowed_now"):
        world.write("save", who, claim.number, {"year": 2025}, claim.version)
    with pytest.raises(Refused, match="not_allowed_now"):
        world.write("editable", who, claim.number)
    with pytest.raises(Refused, match="not_allowed_now"):
        world.add_evidence(who, claim)


def test_a_returned_claim_keeps_its_number_and_history(world: World) -> None:
    who = world.applicant()
    claim = world.filed(who, world.draft())
    back = world.act(world.office_of(claim), claim, "return", reason="结束日期与证书不符", field="activities.0.end")
    assert (back.state, back.reason, back.returned_field) == ("returned", "结束日期与证书不符", "activities.0.end")
    assert back.step is None and back.waiting_at is None
    fixed = world.write("save", who, back.number, {"activities": [conference(days=2)]}, back.version)
    assert fixed.state == "returned" and fixed.reason == back.reason
    again = world.write("submit", who, back.number, fixed.version)
    assert (again.number, again.state, again.step, again.reason) == (claim.number, "submitted", 0, None)
    assert again.computed_hours == Fraction(12)
    assert [event.action for event in world.history(again)] == ["submit", "return", "submit"]
    assert [event.computed_hours for event in world.history(again)] == ["18", "18", "12"]


def test_a_chain_is_resolved_anew(world: World) -> None:
    who = world.applicant()
    claim = world.filed(who, world.draft("xj-aks", title_level="middle"))
    back = world.act(world.office_of(claim), claim, "return", reason="级别不对", field="title_level")
    fixed = world.write("save", who, back.number, {"title_level": "senior"}, back.version)
    again = world.write("submit", who, back.number, fixed.version)
    assert len(again.steps) == 3


def test_an_activity_of_tomorrow_is_refused(world: World) -> None:
    who = world.applicant()
    claim = _drafted(world, who, world.draft())
    world.today -= timedelta(days=300)
    with pytest.raises(Refused) as refused:
        world.write("submit", who, claim.number, claim.version)
    assert refused.value.field is not None and refused.value.field.startswith("activities.0")


class TestPostingOffices:
    """附件2/注: 同级, 南疆四地州…领导小组办公室, 地州市或自治区区属主管单位: not only those of the city."""

    def _office(self, world: World, region: str) -> int:
        made: int = world.database.write_now(lambda connection: offices.create(
            connection, world.sealer, "system", places=world.kb.book.jurisdictions, now=world.now,
            name=f"测试{region}主管单位", kind="posting_office", region=region, parent=None).id)
        world.organisation[f"{region}:posting"] = made
        return made

    @pytest.mark.parametrize("region", ["xj", "xj-aks", "xj-city"])
    def test_of_the_autonomous_region_and_below(self, world: World, region: str) -> None:
        office = self._office(world, region)
        claim = world.filed(world.applicant(), world.exemption(posting_office=office))
        step = claim.steps[0]
        assert (step["organisation"], step["region"]) == (office, region)
        assert step["clause"] == "xj-city-2022#附件2/注/1" and "访惠聚" in step["quote"]
        done = world.act(world.office_of(claim), claim, "approve")
        assert done.state == "approved"

    @pytest.mark.parametrize("region", ["bt", "nm-hhht"])
    def test_of_no_other(self, world: World, region: str) -> None:
        office = self._office(world, region)
        with pytest.raises(Refused) as refused:
            world.filed(world.applicant(), world.exemption(posting_office=office))
        assert (refused.value.code, refused.value.field) == ("incomplete", "posting_office")
