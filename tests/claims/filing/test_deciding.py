"""What offices do: hours computed anew, never more than that, by the right office alone, nobody on his own claim."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest
from filing_world import World, conference, personal

from claims.actors import Grant, Staff
from claims.filing.stored import StoredClaim
from claims.trouble import Refused
from db.tables import organisations

LECTURE = {"activity": "academic_conference", "level": "national", "title": "讲座", "organizer_name": "某某学会",
           "start": "2026-04-01", "end": "2026-04-02", "days": 2, "presented": False}


def _refused(world: World, who: Staff, claim: StoredClaim, action: str, **said: Any) -> Refused:
    with pytest.raises(Refused) as refused:
        world.act(who, claim, action, **said)
    assert world.look("read", world.office_of(claim), claim.number) == claim
    return refused.value


def test_the_way_through_the_offices(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    second = world.act(world.staff("bt:employer"), claim, "approve")
    assert (second.state, second.step, second.waiting_at) == ("under_review", 1, world.organisation["bt:industry"])
    assert second.recognised_hours is None and second.decided_at is None
    done = world.act(world.staff("bt:industry"), second, "approve")
    # The spot check does not delay it.
    assert (done.state, done.step, done.waiting_at) == ("approved", None, None)
    assert done.recognised_hours == done.computed_hours == Fraction(18) and done.decided_at == world.now
    assert [(e.action, e.step, e.organisation) for e in world.history(done)] == [
        ("submit", None, None), ("approve", 0, world.organisation["bt:employer"]),
        ("approve", 1, world.organisation["bt:industry"])]
    row = world.audit(done)[-1]
    assert row.action == "claim.approve" and row.organisation == world.organisation["bt:industry"]
    assert json.loads(row.detail)["recognised_hours"] == "18"


def test_only_the_office_whose_turn_it_is(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    here = world.organisation["bt:employer"]
    for who in (world.staff("bt:industry"), world.staff("bt:hr")):
        assert _refused(world, who, claim, "approve").code == "forbidden"
    for who in (world.staff("xj-city:employer"), world.staff("xj-aks:industry"),
                replace(world.staff("bt:employer"), grants=(Grant("industry_authority", here, "bt"),)),
                replace(world.staff("bt:employer"), grants=(Grant("employer_reviewer", here, "xj"),)),
                replace(world.staff("bt:employer"), grants=(Grant("hotline", here, "bt"),)),
                replace(world.staff("bt:employer"), grants=(Grant("admin", None, None), Grant("auditor", None, None)))):
        assert _refused(world, who, claim, "approve").code == "not_found"


def test_nobody_decides_on_his_own_claim(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft(serial=7))
    own = world.staff("bt:employer", own_serial=7)
    for action, said in (("approve", {}), ("reject", {"reason": "不"}),
                         ("return", {"reason": "不", "field": "evidence"})):
        refused = _refused(world, own, claim, action, **said)
        assert (refused.code, refused.status) == ("forbidden", 403) and "本人" in refused.message
    done = world.approved(world.applicant(), world.draft(serial=9))
    spot = world.staff("bt:hr", own_serial=9)
    with pytest.raises(Refused, match="forbidden"):
        world.act(spot, done, "draw")


def test_a_stale_version_and_a_state_that_has_passed(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    who = world.staff("bt:employer")
    world.act(who, claim, "approve")
    with pytest.raises(Refused) as refused:
        world.act(who, claim, "approve")
    assert (refused.value.code, refused.value.status) == ("stale_version", 409)
    now = world.look("read", who, claim.number)
    assert _refused(world, who, now, "draw").code == "not_allowed_now"


def test_fewer_hours_need_a_reason_and_more_are_refused(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft("xj-city"))
    assert claim.computed_hours == Fraction(36)
    employer = world.staff("xj-city:employer")
    assert _refused(world, employer, claim, "approve", recognised_hours=Fraction(24)).field == "reason"
    assert _refused(world, employer, claim, "approve", recognised_hours=Fraction(37)).field == "recognised_hours"
    for wrong in (Fraction(-1), Fraction(1, 3), Fraction(1, 100_000), Fraction(10**9)):
        refused = _refused(world, employer, claim, "approve", recognised_hours=wrong, reason="核减")
        assert refused.field == "recognised_hours"
    second = world.act(employer, claim, "approve", recognised_hours=Fraction(24), reason="有一天没有签到")
    assert (second.recognised_hours, second.reason, second.state) == (Fraction(24), "有一天没有签到", "under_review")
    office = world.staff("xj-city:hr")
    # What lies before the office stands unless it says otherwise.
    kept = world.act(office, second, "approve")
    assert (kept.recognised_hours, kept.computed_hours, kept.reason) == (Fraction(24), Fraction(36), "有一天没有签到")
    assert [event.reason for event in world.history(kept)] == [None, "有一天没有签到", None]


def test_the_last_office_may_set_again_what_the_first_took_off(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft("xj-city"))
    second = world.act(world.staff("xj-city:employer"), claim, "approve", recognised_hours=Fraction(24), reason="核减")
    office = world.staff("xj-city:hr")
    assert _refused(world, office, second, "approve", recognised_hours=Fraction(30)).field == "reason"
    assert _refused(world, office, second, "approve", recognised_hours=Fraction(40)).field == "recognised_hours"
    done = world.act(office, second, "approve", recognised_hours=Fraction(36))
    assert (done.recognised_hours, done.reason) == (Fraction(36), None)


def test_nothing_recognised_is_not_rejected(world: World) -> None:
    done = world.approved(world.applicant(), world.draft("xj-city"), recognised_hours=Fraction(0), reason="没有签到表")
    assert (done.state, done.recognised_hours) == ("approved", Fraction(0))


def test_hours_that_another_document_sets(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft("xj-aks", activities=[LECTURE]))
    assert claim.computed_hours is None and claim.outcome == "set_elsewhere"
    second = world.act(world.staff("xj-aks:employer"), claim, "approve")
    assert second.recognised_hours is None
    office = world.staff("xj-aks:industry")
    assert _refused(world, office, second, "approve").field == "recognised_hours"
    assert _refused(world, office, second, "approve", recognised_hours=Fraction(16)).field == "basis"
    assert _refused(world, office, second, "approve", basis="某号文件").field == "recognised_hours"
    done = world.act(office, second, "approve", recognised_hours=Fraction(16), basis="新人社规〔2022〕9号")
    assert (done.state, done.recognised_hours, done.basis) == ("approved", Fraction(16), "新人社规〔2022〕9号")
    assert world.history(done)[-1].basis == "新人社规〔2022〕9号"


def test_a_figure_proposed_by_the_first_office_is_carried(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft("xj-aks", activities=[LECTURE]))
    second = world.act(world.staff("xj-aks:employer"), claim, "approve", recognised_hours=Fraction(16), basis="甲文件")
    done = world.act(world.staff("xj-aks:industry"), second, "approve")
    assert (done.recognised_hours, done.basis) == (Fraction(16), "甲文件")


def test_no_hours_where_nothing_is_counted_in_hours(world: World) -> None:
    claim = world.filed(world.applicant(), world.exemption())
    office = world.staff("xj-city:posting")
    assert _refused(world, office, claim, "approve", recognised_hours=Fraction(5)).field == "recognised_hours"
    done = world.act(office, claim, "approve")
    assert (done.state, done.recognised_hours) == ("approved", None)


@pytest.mark.parametrize("field", ["personal.id_number", "activities.0", "activities.0.end", "organisation",
                                   "evidence", "person.still_in_post", "title_level"])
def test_a_return_names_reason_and_field(world: World, field: str) -> None:
    claim = world.filed(world.applicant(), world.draft())
    back = world.act(world.staff("bt:employer"), claim, "return", reason=" 请  核对\n", field=field)
    assert (back.state, back.reason, back.returned_field) == ("returned", "请 核对", field)


def test_a_return_without_them_is_refused(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    who = world.staff("bt:employer")
    assert _refused(world, who, claim, "return", field="evidence").field == "reason"
    assert _refused(world, who, claim, "return", reason="  ", field="evidence").field == "reason"
    assert _refused(world, who, claim, "return", reason="请核对").field == "field"
    for wrong in ("personal.password", "activities.1", "activities.0.salary", "activities.-1", "x" * 99,
                  "activities.0.", "version", "activities.٠"):
        refused = _refused(world, who, claim, "return", reason="请核对", field=wrong)
        assert (refused.code, refused.field) == ("invalid", "field"), wrong


def test_a_rejection_needs_a_reason(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    who = world.staff("bt:employer")
    assert _refused(world, who, claim, "reject").field == "reason"
    done = world.act(who, claim, "reject", reason="不是专业课")
    assert (done.state, done.reason, done.step, done.decided_at) == ("rejected", "不是专业课", None, world.now)


def test_a_reason_holds_nobodys_numbers_and_is_not_endless(world: World) -> None:
    claim = world.filed(world.applicant(), world.draft())
    who = world.staff("bt:employer")
    for reason in (f"身份证 {personal(1)['id_number']} 不符", "请打 13900000001 联系", "长" * 501):
        refused = _refused(world, who, claim, "reject", reason=reason)
        assert (refused.code, refused.field) == ("invalid", "reason")
        assert "13900000001" not in refused.message


def test_hours_change_when_another_claim_was_approved_meanwhile(world: World) -> None:
    """bt-2019: 40 hours of conferences a year at most."""
    who = world.applicant()
    first = world.filed(who, world.draft(activities=[conference(days=5)]))
    second = world.filed(who, world.draft(activities=[conference(start="2026-05-02", days=5)]))
    assert first.computed_hours == second.computed_hours == Fraction(30)
    for claim in (first, second):
        while claim.state != "approved":
            claim = world.act(world.office_of(claim), claim, "approve")
    assert (claim.computed_hours, claim.recognised_hours) == (Fraction(10), Fraction(10))
    event = world.history(claim)[1]
    assert event.computed_hours == "10" and event.decision["before"]["computed_hours"] == "30"
    assert "before" not in (claim.decision or {})


def test_a_carried_figure_never_passes_what_is_left(world: World) -> None:
    who = world.applicant()
    first = world.filed(who, world.draft(activities=[conference(days=5)]))
    second = world.filed(who, world.draft(activities=[conference(start="2026-05-02", days=5)]))
    second = world.act(world.office_of(second), second, "approve", recognised_hours=Fraction(25), reason="核减")
    while first.state != "approved":
        first = world.act(world.office_of(first), first, "approve")
    done = world.act(world.office_of(second), second, "approve")
    assert done.recognised_hours == done.computed_hours == Fraction(10)


def test_what_is_not_recognised_leaves_room_for_another(world: World) -> None:
    who = world.applicant()
    five = world.draft(activities=[conference(days=5)])
    first = world.approved(who, five, recognised_hours=Fraction(5), reason="核减")
    assert first.recognised_hours == Fraction(5)
    second = world.approved(who, world.draft(activities=[conference(start="2026-05-02", days=5)]))
    third = world.approved(who, world.draft(activities=[conference(start="2026-06-02", days=5)]))
    assert (second.recognised_hours, third.recognised_hours) == (Fraction(30), Fraction(5))


def test_a_revoked_claim_gives_its_room_back(world: World) -> None:
    who = world.applicant()
    first = world.approved(who, world.draft(activities=[conference(days=7)]))
    assert first.recognised_hours == Fraction(40)
    office = world.staff("bt:hr")
    drawn = world.act(office, first, "draw")
    world.act(office, drawn, "revoke", reason="材料不实")
    second = world.approved(who, world.draft(activities=[conference(start="2026-05-02", days=5)]))
    assert second.recognised_hours == Fraction(30)


def test_the_spot_check_is_the_right_offices(world: World) -> None:
    done = world.approved(world.applicant(), world.draft())
    for key, code in (("bt:employer", "forbidden"), ("bt:industry", "forbidden"), ("xj-city:hr", "not_found")):
        with pytest.raises(Refused, match=code):
            world.act(world.staff(key), done, "draw")
    office = world.staff("bt:hr")
    drawn = world.act(office, done, "draw")
    assert (drawn.state, drawn.step, drawn.waiting_at) == ("spot_drawn", 2, world.organisation["bt:hr"])
    assert drawn.recognised_hours == done.recognised_hours
    with pytest.raises(Refused, match="incomplete"):
        world.act(office, drawn, "revoke")
    passed = world.act(office, drawn, "pass")
    assert (passed.state, passed.step, passed.waiting_at) == ("spot_passed", None, None)
    assert passed.decided_at == done.decided_at


def test_where_no_spot_check_is_printed_there_is_none(world: World) -> None:
    done = world.approved(world.applicant(), world.draft("xj-city"))
    with pytest.raises(Refused, match="forbidden"):
        world.act(world.staff("xj-city:hr"), done, "draw")


class TestAConferenceWithoutARate:
    """bt-2019#附件/二/四: 40 hours of all academic conferences of a year, also where a reviewer enters hours."""

    def test_no_more_than_the_year_leaves(self, world: World) -> None:
        who = world.applicant()
        world.approved(who, world.draft(activities=[conference("2026-03-02", 5)]))
        claim = world.filed(who, world.draft(activities=[conference("2026-04-02", 5, "prefecture")]))
        first = world.office_of(claim)
        refused = _refused(world, first, claim, "approve", recognised_hours=Fraction(20), basis="师市确认")
        assert (refused.code, refused.field) == ("invalid", "recognised_hours") and "10 学时" in refused.message
        second = world.act(first, claim, "approve", recognised_hours=Fraction(10), basis="师市确认")
        done = world.act(world.office_of(second), second, "approve")
        assert done.recognised_hours == Fraction(10)
        with pytest.raises(Refused, match="not_claimable"):
            world.filed(who, world.draft(activities=[conference("2026-05-04", 1)]))

    def test_a_year_that_is_full_takes_no_claim(self, world: World) -> None:
        who = world.applicant()
        world.approved(who, world.draft(activities=[conference("2026-03-02", 7)]))
        with pytest.raises(Refused, match="not_claimable"):
            world.filed(who, world.draft(activities=[conference("2026-04-02", 5, "prefecture")]))

    def test_nobody_enters_more_than_the_limit(self, world: World) -> None:
        claim = world.filed(world.applicant(), world.draft(activities=[conference("2026-04-02", 5, "prefecture")]))
        who = world.office_of(claim)
        refused = _refused(world, who, claim, "approve", recognised_hours=Fraction(100), basis="文件")
        assert refused.field == "recognised_hours" and "40 学时" in refused.message

    def test_a_carried_figure_never_passes_what_is_left(self, world: World) -> None:
        who = world.applicant()
        claim = world.filed(who, world.draft(activities=[conference("2026-04-02", 5, "prefecture")]))
        claim = world.act(world.office_of(claim), claim, "approve", recognised_hours=Fraction(30), basis="师市确认")
        world.approved(who, world.draft(activities=[conference("2026-03-02", 5)]))
        done = world.act(world.office_of(claim), claim, "approve")
        assert done.recognised_hours == Fraction(10)

    def test_it_takes_room_from_the_others(self, world: World) -> None:
        who = world.applicant()
        world.approved(who, world.draft(activities=[conference("2026-04-02", 5, "prefecture")]),
                       recognised_hours=Fraction(20), basis="师市确认")
        done = world.approved(who, world.draft(activities=[conference("2026-03-02", 7)]))
        assert done.recognised_hours == Fraction(20)


def test_what_counts_as_complete_has_no_hours(world: World) -> None:
    post = {"activity": "village_stationing", "months": 12, "start": "2025-03-01", "end": "2026-02-28",
            "title": "驻村", "organizer_name": "某单位"}
    claim = world.filed(world.applicant(), world.draft(activities=[post]))
    refused = _refused(world, world.office_of(claim), claim, "approve", recognised_hours=Fraction(90), basis="文件")
    assert refused.field == "recognised_hours"
    done = world.act(world.office_of(claim), claim, "approve")
    done = world.act(world.office_of(done), done, "approve")
    assert (done.state, done.recognised_hours, done.basis) == ("approved", None, None)


class TestASpotCheckWithoutAnOffice:
    def _close(self, world: World, active: bool) -> None:
        world.database.write_now(lambda connection: connection.execute(
            organisations.update().where(organisations.c.id == world.organisation["bt:hr"]).values(active=active)))

    def test_delays_nothing_and_is_drawn_once_there_is_one(self, world: World) -> None:
        self._close(world, False)
        claim = world.filed(world.applicant(), world.draft())
        assert [(step["kind"], step["organisation"]) for step in claim.steps][-1] == ("spot_check", None)
        while claim.state != "approved":
            claim = world.act(world.office_of(claim), claim, "approve")
        office = world.staff("bt:hr")
        with pytest.raises(Refused, match="not_found"):
            world.act(office, claim, "draw")
        self._close(world, True)
        drawn = world.act(office, claim, "draw")
        assert (drawn.state, drawn.waiting_at) == ("spot_drawn", world.organisation["bt:hr"])
        assert drawn.steps[-1]["organisation"] == world.organisation["bt:hr"]
        found, total = world.look("queue", office, state="all", year=None, q=None, page=1)
        assert total == 1 and found[0].number == claim.number

    def test_is_found_at_the_last_approval(self, world: World) -> None:
        self._close(world, False)
        claim = world.filed(world.applicant(), world.draft())
        self._close(world, True)
        while claim.state != "approved":
            claim = world.act(world.office_of(claim), claim, "approve")
        assert claim.steps[-1]["organisation"] == world.organisation["bt:hr"]
        assert world.look("read", world.staff("bt:hr"), claim.number).number == claim.number
