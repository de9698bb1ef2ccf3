"""Organisations over HTTP: found by who files, kept by admins, never half-changed."""

from __future__ import annotations

from typing import Any

from claims_api_kit import ClaimsService, fresh_key
from reports_kit import everywhere
from web_kit import check_schema

NEW = {"name": "演示新单位", "kind": "employer", "region": "bt"}


async def test_a_professional_finds_an_employer(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    found = await caller.get("/api/organisations", region="bt", kind="employer", q="测试")
    check_schema("FoundOrganisations", found)
    assert found == {"organisations": [{"id": claims.world.organisation["bt:employer"], "name": "测试btemployer单位",
                                        "region": "bt", "kind": "employer"}]}
    assert (await caller.get("/api/organisations", q="没有这个"))["organisations"] == []
    assert len((await caller.get("/api/organisations"))["organisations"]) > 5


async def test_the_offices_that_review_an_exemption_are_those_of_the_whole_autonomous_region(
        claims: ClaimsService) -> None:
    admin, (_, caller) = everywhere(claims, "admin"), claims.applicant()
    for region in ("xj", "xj-aks", "bt"):
        await admin.post("/api/admin/organisations",
                         {"name": f"演示{region}主管单位", "kind": "posting_office", "region": region}, 201)
    found = (await caller.get("/api/organisations", region="xj-city", kind="posting_office"))["organisations"]
    assert {one["region"] for one in found} == {"xj", "xj-aks", "xj-city"}
    named = (await caller.get("/api/organisations", region="xj-city", kind="posting_office", q="xj-aks"))
    assert [one["name"] for one in named["organisations"]] == ["演示xj-aks主管单位"]
    corps = (await caller.get("/api/organisations", region="bt", kind="posting_office"))["organisations"]
    assert {one["region"] for one in corps} == {"bt"}


async def test_a_question_without_meaning_is_refused(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    await caller.refused("GET", "/api/organisations?region=nowhere", None, 422, "invalid", "region")
    await caller.refused("GET", "/api/organisations?kind=shop", None, 422, "invalid", "kind")
    await caller.refused("GET", "/api/organisations?q=" + "x" * 101, None, 422, "invalid", "q")
    await caller.refused("GET", "/api/organisations?q=%00", None, 422, "invalid", "q")
    await claims.nobody.refused("GET", "/api/organisations", None, 401, "login_required")


async def test_an_admin_keeps_organisations(claims: ClaimsService) -> None:
    admin, above = everywhere(claims, "admin"), claims.world.organisation["bt:industry"]
    made = await admin.post("/api/admin/organisations", {**NEW, "parent": above, "code": "91110000600037341L"}, 201)
    check_schema("Organisation", made)
    assert (made["parent_name"], made["version"], made["active"]) == ("测试btindustry单位", 1, True)
    changed = await _patch(admin, made["id"], {"version": 1, "name": "演示改名", "code": None, "active": False})
    assert (changed["name"], changed["code"], changed["active"], changed["version"]) == ("演示改名", None, False, 2)
    listed = await admin.get("/api/admin/organisations", q="演示")
    check_schema("Organisations", listed)
    assert listed["organisations"] == [changed] and listed["total"] == 1
    assert (await claims.applicant()[1].get("/api/organisations", q="演示"))["organisations"] == []


async def test_the_list_has_pages(claims: ClaimsService) -> None:
    admin = everywhere(claims, "admin")
    for number in range(55):
        await admin.post("/api/admin/organisations", {**NEW, "name": f"演示单位{number}"}, 201)
    first, second = [await admin.get("/api/admin/organisations", q="演示", page=page) for page in (1, 2)]
    assert (first["total"], first["pages"], len(first["organisations"]), len(second["organisations"])) == (55, 2, 50, 5)


async def test_what_does_not_fit_is_refused_with_its_field(claims: ClaimsService) -> None:
    admin = everywhere(claims, "admin")
    employer = claims.world.organisation["bt:employer"]
    for change, field in (({"name": ""}, "name"), ({"kind": "shop"}, "kind"), ({"region": "x"}, "region"),
                          ({"parent": employer}, "parent"), ({"parent": "1"}, "parent"), ({"code": "1"}, "code"),
                          ({"extra": 1}, "extra"), ({"name": "测试bthr单位"}, "name")):
        await admin.refused("POST", "/api/admin/organisations", {**NEW, **change}, 422, "invalid", field)
    path = f"/api/admin/organisations/{employer}"
    await admin.refused("PATCH", path, {"name": "演示"}, 422, "invalid", "version")
    await admin.refused("PATCH", path, {"version": 9, "name": "演示"}, 409, "stale_version", "version")
    await admin.refused("PATCH", path, {"version": 1, "kind": "hr_authority"}, 422, "invalid", "kind")
    await admin.refused("PATCH", path, {"version": 1, "name": None}, 422, "invalid", "name")
    await admin.refused("PATCH", path, {"version": 1, "active": None}, 422, "invalid", "active")
    await admin.refused("PATCH", "/api/admin/organisations/999999", {"version": 1}, 404, "not_found")
    assert (await admin.get("/api/admin/organisations", q="演示"))["total"] == 0


async def test_a_write_happens_once_for_each_key(claims: ClaimsService) -> None:
    admin, key = everywhere(claims, "admin"), fresh_key()
    first = await admin.post("/api/admin/organisations", NEW, 201, key)
    assert await admin.post("/api/admin/organisations", NEW, 201, key) == first
    await admin.refused("POST", "/api/admin/organisations", {**NEW, "name": "演示别的"}, 409, "key_reused",
                        "Idempotency-Key", key)


async def test_only_admins_keep_them(claims: ClaimsService) -> None:
    _, applicant = claims.applicant()
    for caller in (applicant, claims.staff("bt:hr"), everywhere(claims, "auditor")):
        await caller.refused("GET", "/api/admin/organisations", None, 403, "forbidden")
        await caller.refused("POST", "/api/admin/organisations", NEW, 403, "forbidden")
        await caller.refused("PATCH", "/api/admin/organisations/1", {"version": 1}, 403, "forbidden")
    await claims.nobody.refused("POST", "/api/admin/organisations", NEW, 401, "login_required")


async def _patch(caller: Any, organisation: int, body: Any) -> Any:
    response = await caller.send("PATCH", f"/api/admin/organisations/{organisation}", body)
    assert response.status == 200, await response.json()
    return await response.json()
