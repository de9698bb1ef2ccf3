"""Reviewing over HTTP: the queue of an office, a claim beside its fresh computation, decisions, numbers in clear."""

from __future__ import annotations

import json
from dataclasses import replace
from fractions import Fraction
from typing import Any

from claims_api_kit import Caller, ClaimsService
from web_kit import check_schema

from claims.actors import Applicant, Grant
from tests.claims.filing.filing_world import id_number


def filed(claims: ClaimsService, region: str = "xj-city", serial: int = 1, **changes: Any) -> Any:
    """A claim that waits at its employer."""
    return claims.world.filed(claims.world.applicant(), claims.world.draft(region, serial, **changes))


async def decide(caller: Caller, claim: Any, action: str, **said: Any) -> Any:
    """The CLAIM after an action; claim: a StoredClaim or a CLAIM."""
    number, version = (claim["number"], claim["version"]) if isinstance(claim, dict) else (claim.number, claim.version)
    return await caller.claim("POST", f"/api/reviews/{number}/{action}", {"version": version, **said})


async def test_a_claim_goes_through_its_offices_to_the_approval(claims: ClaimsService) -> None:
    claim = filed(claims)
    employer, office = claims.staff("xj-city:employer"), claims.staff("xj-city:hr")
    assert [one["number"] for one in (await employer.get("/api/reviews"))["claims"]] == [claim.number]
    assert (await office.get("/api/reviews"))["claims"] == []

    passed = await decide(employer, claim, "approve")
    assert (passed["state"], passed["step"], passed["actions"]) == ("under_review", 1, [])
    assert passed["next"]["office"] == "测试xj-cityhr单位"
    seen = await office.claim("GET", f"/api/reviews/{claim.number}")
    assert seen["actions"] == ["approve", "return", "reject"]
    assert (seen["now"]["hours"], seen["decision"]["hours"], seen["now"]["claimable"]) == (36, 36, True)
    assert seen["personal"]["name"] == "古丽·测试"
    assert id_number(1) not in json.dumps(seen)

    done = await decide(office, seen, "approve", recognised_hours=24.5, reason="第三天只有半天")
    assert (done["state"], done["computed_hours"], done["recognised_hours"]) == ("approved", 36, 24.5)
    assert (done["difference"], done["reason"], done["actions"]) == (11.5, "第三天只有半天", [])
    assert done["verify_url"].startswith("http://127.0.0.1:")
    assert (await office.get("/api/reviews"))["total"] == 0
    assert (await office.get("/api/reviews", state="approved"))["total"] == 1


async def test_the_queue_pages_filters_and_searches(claims: ClaimsService) -> None:
    numbers = [filed(claims, serial=serial).number for serial in range(1, 23)]
    employer = claims.staff("xj-city:employer")
    first = await employer.get("/api/reviews")
    assert (first["total"], first["page"], first["pages"], len(first["claims"])) == (22, 1, 2, 20)
    for claim in first["claims"]:
        check_schema("BriefClaim", claim)
    second = await employer.get("/api/reviews", page="2")
    assert [claim["number"] for claim in (*first["claims"], *second["claims"])] == numbers
    assert (await employer.get("/api/reviews", year="2025"))["total"] == 0
    assert (await employer.get("/api/reviews", year="2026"))["total"] == 22
    assert [claim["number"] for claim in (await employer.get("/api/reviews", q=numbers[3][-8:].lower()))["claims"]] == [
        numbers[3]]
    assert (await employer.get("/api/reviews", q="xj-cityemployer"))["total"] == 22
    assert (await employer.get("/api/reviews", q="没有这个单位"))["total"] == 0
    assert (await employer.get("/api/reviews", q=id_number(1)))["total"] == 0
    for query, field in (("state=sleeping", "state"), ("page=0", "page"), ("page=x", "page"), ("year=x", "year")):
        await employer.refused("GET", f"/api/reviews?{query}", None, 422, "invalid", field)


async def test_what_one_has_decided_oneself_is_found_and_paged(claims: ClaimsService) -> None:
    world = claims.world
    mine, colleague = claims.staff("xj-city:employer"), claims.staff("xj-city:employer")
    office = claims.staff("xj-city:hr")
    filings = [filed(claims, serial=serial) for serial in range(1, 25)]
    for claim in filings[:22]:
        await decide(mine, claim, "approve")
    await decide(colleague, filings[22], "approve")
    await decide(mine, world.look("by_number", filings[23].number), "return", reason="缺证明", field="evidence")
    assert (await mine.get("/api/reviews", state="all"))["total"] == 24
    own = await mine.get("/api/reviews", state="all", mine="1")
    assert (own["total"], own["pages"], len(own["claims"])) == (23, 2, 20)
    rest = await mine.get("/api/reviews", state="all", mine="1", page="2")
    seen = [claim["number"] for claim in (*own["claims"], *rest["claims"])]
    assert len(set(seen)) == 23 and filings[22].number not in seen
    assert (await mine.get("/api/reviews", state="returned", mine="1"))["total"] == 1
    assert [one["number"] for one in (await colleague.get("/api/reviews", state="all", mine="1"))["claims"]] == [
        filings[22].number]
    assert (await office.get("/api/reviews", state="all", mine="1"))["total"] == 0
    assert (await mine.get("/api/reviews", mine="1"))["total"] == 0
    await mine.refused("GET", "/api/reviews?mine=yes", None, 422, "invalid", "mine")


async def test_only_the_office_of_the_step_decides(claims: ClaimsService) -> None:
    claim = filed(claims)
    path, body = f"/api/reviews/{claim.number}/approve", {"version": claim.version}
    later, elsewhere = claims.staff("xj-city:hr"), claims.staff("bt:hr")
    await later.refused("POST", path, body, 403, "forbidden")
    await elsewhere.refused("POST", path, body, 404, "not_found")
    await claims.nobody.refused("POST", path, body, 401, "login_required")
    _, applicant = claims.applicant()
    await applicant.refused("POST", path, body, 403, "forbidden")
    await elsewhere.refused("GET", f"/api/reviews/{claim.number}", None, 404, "not_found")
    own = claims.account(claims.world.staff("xj-city:employer", own_serial=1))
    assert (await own.claim("GET", f"/api/reviews/{claim.number}"))["actions"] == []
    await own.refused("POST", path, body, 403, "forbidden")
    assert claims.world.look("by_number", claim.number).version == claim.version


WRONG: tuple[tuple[str, dict[str, Any], int, str, str | None], ...] = (
    ("return", {"reason": "缺证明"}, 422, "incomplete", "field"),
    ("return", {"field": "evidence"}, 422, "incomplete", "reason"),
    ("return", {"reason": "缺证明", "field": "personal.password"}, 422, "invalid", "field"),
    ("reject", {}, 422, "incomplete", "reason"),
    ("approve", {"recognised_hours": 40}, 422, "invalid", "recognised_hours"),
    ("approve", {"recognised_hours": 30}, 422, "incomplete", "reason"),
    ("approve", {"recognised_hours": -1, "reason": "错"}, 422, "invalid", "recognised_hours"),
    ("approve", {"recognised_hours": "many"}, 422, "invalid", "recognised_hours"),
    ("approve", {"recognised_hours": True}, 422, "invalid", "recognised_hours"),
    ("approve", {"hours": 3}, 422, "invalid", "hours"),
    ("approve", {"reason": 7}, 422, "invalid", "reason"),
    ("approve", {"version": None}, 422, "invalid", "version"),
    ("approve", {"version": "1"}, 422, "invalid", "version"),
    ("approve", {"version": 999}, 409, "stale_version", "version"),
    ("draw", {}, 409, "not_allowed_now", None),
    ("pass", {}, 409, "not_allowed_now", None),
    ("revoke", {"reason": "错"}, 409, "not_allowed_now", None),
)
"""(action, what is said with it, status, code, field)"""


async def test_what_cannot_be_decided_so_leaves_the_claim_as_it_was(claims: ClaimsService) -> None:
    claim = filed(claims)
    employer = claims.staff("xj-city:employer")
    before = await employer.claim("GET", f"/api/reviews/{claim.number}")
    for action, said, status, code, field in WRONG:
        body = {"version": claim.version, **said}
        await employer.refused("POST", f"/api/reviews/{claim.number}/{action}", body, status, code, field)
        assert await employer.claim("GET", f"/api/reviews/{claim.number}") == before, (action, said)


async def test_a_spot_check_is_drawn_and_ends_by_its_own_office(claims: ClaimsService) -> None:
    world = claims.world
    who = world.applicant()
    claim = world.approved(who, world.draft("bt", activities=[{
        **world.draft()["activities"][0], "organizer": "ministry"}]), recognised_hours=Fraction(12), reason="按证明",
        basis="某文件")
    office = claims.staff("bt:hr")
    seen = await office.claim("GET", f"/api/reviews/{claim.number}")
    assert seen["actions"] == ["draw"]
    drawn = await decide(office, seen, "draw")
    assert (drawn["state"], drawn["actions"], drawn["next"]["office"]) == (
        "spot_drawn", ["pass", "revoke"], "测试bthr单位")
    assert (await office.get("/api/reviews"))["total"] == 1
    gone = await decide(office, drawn, "revoke", reason="证明不实")
    assert (gone["state"], gone["reason"], gone["actions"]) == ("revoked", "证明不实", [])


async def test_a_number_in_clear_is_for_reviewers_and_stands_in_the_audit_log(claims: ClaimsService) -> None:
    claim = filed(claims, serial=9)
    employer, path = claims.staff("xj-city:employer"), f"/api/reviews/{claim.number}/reveal"
    assert await employer.post(path, {"field": "id_number"}) == {"value": id_number(9)}
    rows = claims.world.audit(claim)
    assert [(row.action, json.loads(row.detail)["field"]) for row in rows if row.action == "claim.reveal"] == [
        ("claim.reveal", "id_number")]
    assert id_number(9) not in "".join(row.detail for row in rows)
    await employer.refused("POST", path, {"field": "name"}, 422, "invalid", "field")
    await employer.refused("POST", path, {"field": "phone", "why": "?"}, 422, "invalid", "why")
    await claims.staff("bt:employer").refused("POST", path, {"field": "phone"}, 404, "not_found")


async def test_two_claims_of_one_certificate_are_flagged_to_who_may_see_the_other(claims: ClaimsService) -> None:
    world = claims.world
    activity = {**world.draft()["activities"][0], "certificate": "XH-2026-7"}
    first = filed(claims, serial=1, activities=[activity])
    second = filed(claims, serial=2, activities=[activity])
    seen = await claims.staff("xj-city:employer").claim("GET", f"/api/reviews/{second.number}")
    assert [(flag["kind"], flag["claim"]) for flag in seen["flags"]] == [("certificate", first.number)]
    shown = await claims.caller(Applicant(second.applicant)).claim("GET", f"/api/claims/{second.number}")
    assert [(flag["kind"], flag["claim"]) for flag in shown["flags"]] == [("certificate", None)]


async def test_an_account_with_a_grant_elsewhere_sees_an_empty_queue(claims: ClaimsService) -> None:
    filed(claims)
    made = claims.world.staff("xj-city:employer")
    other = claims.account(replace(made, grants=(Grant("employer_reviewer", claims.world.organisation["bt:employer"],
                                                       "bt"),)))
    assert (await other.get("/api/reviews", state="all"))["total"] == 0
