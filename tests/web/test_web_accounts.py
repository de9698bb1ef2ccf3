"""Admins keep accounts and roles, auditors read what was done."""

from __future__ import annotations

from typing import Any

import pytest
from login_kit import ADMIN, AUDITOR, Person, id_number, in_database, office, staff
from web_kit import Client, FailingAgent, check_error, check_schema

from claims.audit import log
from db.moments import now


@pytest.fixture
async def client(start_service: Any, database_url: str) -> Client:
    """The service on each kind of database in turn."""
    started: Client = await start_service(FailingAgent(None), database_url=database_url)
    return started


async def account_of(response: Any, status: int = 200) -> dict[str, Any]:
    told: dict[str, Any] = await response.json()
    assert response.status == status, told
    check_schema("AccountWithPassword" if "password" in told else "Account", told)
    return told


async def test_an_account_from_its_making_to_its_closing(client: Client) -> None:
    admin = await staff(client, ADMIN)
    employer = await office(client, "employer", "bt", "某某团医院")
    body = {"login": "Li.Si", "display_name": "李四", "id_number": id_number(5)}
    async with admin.post("/api/admin/accounts", body) as response:
        made = await account_of(response, 201)
    path = f"/api/admin/accounts/{made['id']}"
    assert made["must_change"] and made["id_number_known"] and made["grants"] == []
    grant = {"version": made["version"], "role": "employer_reviewer", "organisation": employer}
    async with admin.post(f"{path}/grants", grant) as response:
        given = await account_of(response, 201)
    assert [(one["role"], one["organisation_name"], one["region"]) for one in given["grants"]] == [
        ("employer_reviewer", "某某团医院", "bt")]
    async with client.post("/api/session/password", json={"login": "li.si", "password": made["password"]}) as response:
        told = await response.json()
        assert told["must_change"] and told["grants"][0]["organisation"] == employer
    async with admin.post(f"{path}/password", {"version": given["version"]}) as response:
        reset = await account_of(response)
    async with client.post("/api/session/password", json={"login": "li.si", "password": made["password"]}) as response:
        await check_error(response, 401, "wrong_login", "password")
    number = given["grants"][0]["id"]
    async with admin.request("DELETE", f"{path}/grants/{number}?version={reset['version']}") as response:
        bare = await account_of(response)
        assert bare["grants"] == []
    async with admin.request("PATCH", path, json={"version": reset["version"], "active": False}) as response:
        await check_error(response, 409, "stale_version", "version")
    closing = {"version": bare["version"], "active": False, "display_name": "李四（调离）"}
    async with admin.request("PATCH", path, json=closing) as response:
        closed = await account_of(response)
        assert (closed["active"], closed["display_name"]) == (False, "李四（调离）")
    async with client.post("/api/session/password", json={"login": "li.si", "password": reset["password"]}) as response:
        await check_error(response, 401, "wrong_login", "password")
    async with admin.get("/api/admin/accounts") as response:
        listed = await response.json()
    check_schema("Accounts", listed)
    assert closed in listed["accounts"] and "password" not in str(listed)


async def test_nobody_changes_his_own_account(client: Client) -> None:
    admin = await staff(client, ADMIN)
    path = f"/api/admin/accounts/{admin.actor.id}"
    for method, more, body in (("PATCH", "", {"version": 1, "active": False}), ("POST", "/password", {"version": 1}),
                               ("POST", "/grants", {"version": 1, "role": "auditor"})):
        async with admin.request(method, path + more, json=body) as response:
            await check_error(response, 403, "forbidden")
    async with admin.request("DELETE", f"{path}/grants/1?version=1") as response:
        await check_error(response, 403, "forbidden")


@pytest.mark.parametrize(("body", "field"), [
    ({}, "login"), ({"login": "x", "display_name": "李四"}, "login"), ({"login": "lisi"}, "display_name"),
    ({"login": "lisi", "display_name": 5}, "display_name"),
    ({"login": "lisi", "display_name": "李四", "id_number": "123"}, "id_number"),
    ({"login": "lisi", "display_name": "李四", "password": "mine"}, "password"),
])
async def test_what_makes_no_account(client: Client, body: dict[str, Any], field: str) -> None:
    admin = await staff(client, ADMIN)
    async with admin.post("/api/admin/accounts", body) as response:
        await check_error(response, 422, "invalid", field)


async def test_an_account_that_there_is_none_of(client: Client) -> None:
    admin = await staff(client, ADMIN)
    async with admin.request("PATCH", "/api/admin/accounts/999999999", json={"version": 1}) as response:
        await check_error(response, 404, "not_found")
    async with admin.request("PATCH", "/api/admin/accounts/9999999999", json={"version": 1}) as response:
        await check_error(response, 404, "not_found")


async def rows(auditor: Person, query: str = "") -> dict[str, Any]:
    """A page of the audit log."""
    async with auditor.get(f"/api/admin/audit{query}") as response:
        told: dict[str, Any] = await response.json()
        assert response.status == 200, told
    check_schema("AuditRows", told)
    return told


async def test_the_auditor_reads_every_change_and_nothing_personal(client: Client) -> None:
    admin, auditor = await staff(client, ADMIN), await staff(client, AUDITOR)
    body = {"login": "lisi", "display_name": "李四", "id_number": id_number(5)}
    async with admin.post("/api/admin/accounts", body) as response:
        made = await account_of(response, 201)
    told = await rows(auditor, f"?actor={admin.actor.key}")
    assert [(one["action"], one["object"]) for one in told["rows"]] == [("account.create", f"account:{made['id']}")]
    assert told["before"] is None
    assert id_number(5) not in str(await rows(auditor)) and made["password"] not in str(await rows(auditor))
    assert (await rows(auditor, "?object=account:4711"))["rows"] == []

    def careless(connection: Any, sealer: Any) -> None:
        log.append(connection, sealer, at=now(), actor="system", action="test", object="claim:R250601-1",
                   detail={"text": f"打 13912345678，证件 {id_number(7)}", "number": 13912345678, "sha256": "1" * 64})

    await in_database(client, careless)
    detail = (await rows(auditor, "?object=claim:R250601-1"))["rows"][0]["detail"]
    assert "13912345678" not in str(detail) and id_number(7) not in str(detail)


async def test_the_log_comes_in_pages_without_gaps(client: Client) -> None:
    auditor = await staff(client, AUDITOR)

    def fill(connection: Any, sealer: Any) -> None:
        for place in range(120):
            log.append(connection, sealer, at=now(), actor="system", action="test", object="x", detail={"place": place})

    await in_database(client, fill)
    seen: list[int] = []
    told = await rows(auditor)
    while True:
        seen += [one["seq"] for one in told["rows"]]
        if told["before"] is None:
            break
        told = await rows(auditor, f"?before={told['before']}")
    assert seen == sorted(seen, reverse=True) == list(range(len(seen), 0, -1)) and len(seen) > 120
    for query in ("?before=x", "?before=-1", "?object=" + "x" * 81):
        async with auditor.get(f"/api/admin/audit{query}") as response:
            assert response.status == 422
