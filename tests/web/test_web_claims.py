"""Filing a claim over HTTP: from an empty draft to the office that has it, for who may, and once for each key."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from claims_api_kit import Caller, ClaimsService, fresh_key
from web_kit import check_schema

from claims.actors import Grant
from tests.claims.filing.filing_world import conference, id_number, personal

PREVIEW = {"kind": "recognition", "region": "xj-city", "year": 2026, "title_level": "middle",
           "activities": [conference()], "person": {}}


async def filed(claims: ClaimsService, region: str = "xj-city") -> tuple[Any, Caller, Any]:
    """A claim that its first office has; with who filed it."""
    who, caller = claims.applicant()
    draft = await caller.claim("POST", "/api/claims", claims.world.draft(region), 201)
    stored = claims.world.look("read", who, draft["number"])
    claims.world.add_evidence(who, stored)
    return who, caller, await caller.claim("POST", f"/api/claims/{draft['number']}/submit",
                                           {"version": draft["version"]})


async def test_a_draft_grows_and_reaches_the_first_office(claims: ClaimsService) -> None:
    world = claims.world
    who, caller = claims.applicant()
    draft = await caller.claim("POST", "/api/claims", {"kind": "recognition", "region": "xj-city", "year": 2026}, 201)
    assert (draft["state"], draft["state_text"], draft["version"] >= 1) == ("draft", "草稿", True)
    assert draft["actions"] == ["save", "submit", "withdraw"]
    assert draft["region_name"] == world.kb.book.jurisdictions["xj-city"].name

    whole = world.draft("xj-city", 1)
    saved = await caller.claim("PUT", f"/api/claims/{draft['number']}", {**whole, "version": draft["version"]})
    assert (saved["computed_hours"], saved["decision"]["hours"]) == (36, 36)
    assert saved["decision"]["trace"][0]["clause"] == "xj-city-2022#附件3/4"
    assert saved["organisation"] == {"id": whole["organisation"], "name": "测试xj-cityemployer单位"}
    assert {needed["given"] for needed in saved["evidence_needed"]} == {False}

    world.add_evidence(who, world.look("read", who, draft["number"]))
    read = await caller.claim("GET", f"/api/claims/{draft['number']}")
    assert {needed["given"] for needed in read["evidence_needed"]} == {True}
    assert [file["activity"] for file in read["evidence"]] == [0]

    sent = await caller.claim("POST", f"/api/claims/{draft['number']}/submit", {"version": read["version"]})
    assert (sent["state"], sent["step"], sent["actions"]) == ("submitted", 0, ["withdraw"])
    employer = "测试xj-cityemployer单位"
    assert sent["next"] == {"office": employer, "text": f"已提交，下一步由“{employer}”审核。"}
    assert [step["office"] for step in sent["steps"]] == ["所在单位", "专业技术人员职称办公室"]
    assert sent["verify_url"] is None
    assert sent["form_name"] == "附件 1 登记表"


async def test_personal_numbers_come_out_masked_and_go_back_in_as_they_were(claims: ClaimsService) -> None:
    who, caller = claims.applicant()
    draft = await caller.claim("POST", "/api/claims", claims.world.draft("xj-city", 7), 201)
    assert draft["personal"]["id_number"] == f"650***********{id_number(7)[-4:]}"
    assert "*" in draft["personal"]["phone"]
    assert id_number(7) not in json.dumps(draft)
    back = {"version": draft["version"], "personal": {**draft["personal"], "title": "高级工程师"}}
    saved = await caller.claim("PUT", f"/api/claims/{draft['number']}", back)
    assert saved["personal"]["title"] == "高级工程师"
    assert claims.world.look("read", who, draft["number"]).personal["id_number"] == id_number(7)


async def test_the_list_holds_ones_own_claims_alone(claims: ClaimsService) -> None:
    _, caller, sent = await filed(claims)
    _, other = claims.applicant()
    mine = await caller.get("/api/claims")
    assert [claim["number"] for claim in mine["claims"]] == [sent["number"]]
    check_schema("BriefClaim", mine["claims"][0])
    assert "decision" not in mine["claims"][0]
    assert await other.get("/api/claims") == {"claims": []}


ADDRESSES: tuple[tuple[str, str, Any], ...] = (
    ("GET", "", None),
    ("PUT", "", {"kind": "recognition", "version": 1}),
    ("POST", "/submit", {"version": 1}),
    ("POST", "/withdraw", {"version": 1}),
    ("GET", "/history", None),
    ("GET", "/form.pdf", None),
    ("GET", "/form.docx", None),
)


async def test_a_claim_of_somebody_else_is_not_there(claims: ClaimsService) -> None:
    _, caller, sent = await filed(claims)
    _, other = claims.applicant()
    for method, path, body in ADDRESSES:
        for number in (sent["number"], "R251121-0000000A", "no number", "%00"):
            await other.refused(method, f"/api/claims/{number}{path}", body, 404, "not_found")
    assert (await caller.claim("GET", f"/api/claims/{sent['number']}"))["version"] == sent["version"]


async def test_the_history_says_what_happened_and_whose_turn_it_was(claims: ClaimsService) -> None:
    _, caller, sent = await filed(claims)
    reviewer = claims.staff("xj-city:employer")
    await reviewer.claim("POST", f"/api/reviews/{sent['number']}/return",
                         {"version": sent["version"], "reason": "缺结业证", "field": "evidence"})
    events = (await caller.get(f"/api/claims/{sent['number']}/history"))["events"]
    for event in events:
        check_schema("Event", event)
    assert [(event["action"], event["office"]) for event in events] == [
        ("submit", None), ("return", "测试xj-cityemployer单位")]
    assert (events[1]["reason"], events[1]["field"]) == ("缺结业证", "evidence")
    returned = await caller.claim("GET", f"/api/claims/{sent['number']}")
    assert (returned["state"], returned["reason"], returned["returned_field"]) == ("returned", "缺结业证", "evidence")
    assert returned["actions"] == ["save", "submit", "withdraw"]
    again = await caller.claim("POST", f"/api/claims/{sent['number']}/submit", {"version": returned["version"]})
    assert (again["number"], again["state"]) == (sent["number"], "submitted")


async def test_the_same_key_files_one_claim(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    key, draft = fresh_key(), claims.world.draft("xj-city", 2)
    first = await caller.claim("POST", "/api/claims", draft, 201, key)
    assert await caller.claim("POST", "/api/claims", draft, 201, key) == first
    await caller.refused("POST", "/api/claims", {**draft, "year": 2025}, 409, "key_reused", "Idempotency-Key", key)
    assert len((await caller.get("/api/claims"))["claims"]) == 1


async def test_a_post_without_a_key_is_refused(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    headers = {"Authorization": f"Bearer {caller.token}"}
    async with claims.client.post("/api/claims", json=claims.world.draft(), headers=headers) as response:
        assert response.status == 422
        assert (await response.json())["error"]["field"] == "Idempotency-Key"
    assert (await caller.get("/api/claims"))["claims"] == []


async def test_a_withdrawn_claim_is_over(claims: ClaimsService) -> None:
    _, caller, sent = await filed(claims)
    gone = await caller.claim("POST", f"/api/claims/{sent['number']}/withdraw", {"version": sent["version"]})
    assert (gone["state"], gone["actions"], gone["next"]["office"]) == ("withdrawn", [], None)
    await caller.refused("POST", f"/api/claims/{sent['number']}/submit", {"version": gone["version"]}, 409,
                         "not_allowed_now")


async def test_a_preview_computes_as_the_gate_does_and_stores_nothing(claims: ClaimsService) -> None:
    preview = await claims.nobody.post("/api/claims/preview", PREVIEW)
    check_schema("Preview", preview)
    assert (preview["claimable"], preview["decision"]["hours"]) == (True, 36)
    assert [step["office"] for step in preview["steps"]] == ["所在单位", "专业技术人员职称办公室"]
    wanted = preview["activities"][0]["evidence"]
    assert any(proof["clause"] == "xj-city-2022#附件3/4" for proof in wanted)
    for proof in wanted:
        text = claims.world.kb.clause_text(proof["clause"])
        assert text is not None
        assert "".join(proof["quote"].split()) in "".join(text.split())
    assert {citation["clause"] for citation in preview["citations"]} >= {"xj-city-2022#附件3/4"}
    _, caller = claims.applicant()
    sent = await caller.claim("POST", "/api/claims", {**claims.world.draft("xj-city"), **PREVIEW}, 201)
    assert sent["decision"]["hours"] == preview["decision"]["hours"]


async def test_a_preview_takes_no_personal_data(claims: ClaimsService) -> None:
    await claims.nobody.refused("POST", "/api/claims/preview", {**PREVIEW, "personal": personal(1)}, 422, "invalid",
                                "personal")


async def test_a_preview_says_what_is_still_needed(claims: ClaimsService) -> None:
    little = {**PREVIEW, "activities": [{"activity": "academic_conference"}]}
    preview = await claims.nobody.post("/api/claims/preview", little)
    assert not preview["claimable"]
    assert "activities.0.level" in preview["ask_for"]


async def test_the_reference_offers_the_activities_of_a_region(claims: ClaimsService) -> None:
    form = await claims.nobody.get("/api/claims/reference", region="xj-city", kind="recognition")
    check_schema("Form", form)
    assert "academic_conference" in {activity["id"] for activity in form["activities"]}
    assert {field["name"] for field in form["fields"]} >= {"name", "id_number", "graduation"}
    await claims.nobody.refused("GET", "/api/claims/reference?region=nowhere", None, 422, "invalid", "region")


async def test_a_status_is_for_hotline_applicant_and_reviewers(claims: ClaimsService) -> None:
    _, caller, sent = await filed(claims)
    status = await caller.get(f"/api/status/{sent['number'].lower().replace('-', '')}")
    check_schema("Status", status)
    assert (status["number"], status["state"], status["next_office"]) == (
        sent["number"], "submitted", "测试xj-cityemployer单位")
    assert await claims.staff("xj-city:hr").get(f"/api/status/{sent['number']}") == status
    hotline = replace(claims.world.staff("xj-city:hr"), grants=(
        Grant("hotline", claims.world.organisation["xj-city:hr"], "xj-city"),))
    asked = claims.account(hotline)
    assert await asked.get(f"/api/status/{sent['number']}") == status
    for path in (f"/api/claims/{sent['number']}", f"/api/reviews/{sent['number']}",
                 f"/api/claims/{sent['number']}/form.pdf"):
        await asked.refused("GET", path, None, 403, "forbidden")
    far = replace(claims.world.staff("bt:hr"), grants=(Grant("hotline", claims.world.organisation["bt:hr"], "bt"),))
    _, other = claims.applicant()
    for stranger in (other, claims.staff("bt:hr"), claims.account(far)):
        await stranger.refused("GET", f"/api/status/{sent['number']}", None, 404, "not_found")
    await caller.refused("GET", "/api/status/12345", None, 422, "invalid", "number")
    await claims.nobody.refused("GET", f"/api/status/{sent['number']}", None, 401, "login_required")
