"""Staff log in by password: the whole way from the first admin's password on the console to logging out."""

from __future__ import annotations

import re
from typing import Any

import pytest
import sqlalchemy as sa
from login_kit import AUDITOR, PASSWORD, Person, applicant, in_database, staff
from web_kit import Client, FailingAgent, check_error, check_schema

from claims.people import sessions as open_sessions
from db.moments import now
from db.tables import accounts, audit_log, sessions
from web.login.current import COOKIE


@pytest.fixture
async def client(start_service: Any) -> Client:
    """The service with an agent that is not asked."""
    started: Client = await start_service(FailingAgent(None))
    return started


async def login(client: Client, name: str, password: str = PASSWORD, **more: Any) -> Any:
    return await client.post("/api/session/password", json={"login": name, "password": password}, **more)


async def test_the_first_start_makes_one_admin_who_must_change_his_password(
    start_service: Any, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    client = await start_service(FailingAgent(None))
    said = capsys.readouterr()
    shown = re.search(r"password: (\S+) ", said.err)
    assert shown and not said.out and shown.group(1) not in caplog.text
    again = await start_service(FailingAgent(None))
    assert "password" not in capsys.readouterr().err
    async with await login(again, "Admin", shown.group(1)) as response:
        told = await response.json()
        check_schema("Session", told)
        cookie = response.cookies[COOKIE]
        assert cookie["httponly"] and cookie["samesite"] == "Lax" and cookie["path"] == "/" and not cookie["secure"]
    assert told["must_change"] and told["grants"][0]["role"] == "admin" and "bearer" not in told
    async with again.get("/api/admin/accounts") as response:
        await check_error(response, 403, "must_change")
    change = {"old": shown.group(1), "new": PASSWORD}
    async with again.post("/api/session/new-password", json=change) as response:
        await check_error(response, 403, "csrf")
    async with again.post("/api/session/new-password", json=change, headers={"X-CSRF-Token": told["csrf"]}) as response:
        fresh = await response.json()
        assert response.status == 200 and "must_change" not in fresh and fresh["csrf"] != told["csrf"]
        assert response.cookies[COOKIE].value != cookie.value
    async with again.get("/api/admin/accounts") as response:
        assert response.status == 200
    async with client.get("/api/session", headers={"Cookie": f"{COOKIE}={cookie.value}"}) as response:
        await check_error(response, 401, "login_required")
    async with await login(client, "admin", shown.group(1)) as response:
        await check_error(response, 401, "wrong_login", "password")

    def stored(connection: Any, _sealer: Any) -> str:
        return str([connection.execute(sa.select(table)).all() for table in (accounts, sessions, audit_log)])

    kept = await in_database(again, stored)
    assert shown.group(1) not in kept and PASSWORD not in kept and cookie.value not in kept


async def test_in_and_out_by_cookie(client: Client) -> None:
    await staff(client, AUDITOR, login="zhangsan")
    async with client.get("/api/session") as response:
        await check_error(response, 401, "login_required")
    async with await login(client, " ZhangSan ") as response:
        told = await response.json()
    async with client.get("/api/session") as response:
        assert await response.json() == told
    assert told["grants"] == [{"role": "auditor", "organisation": None, "organisation_name": None, "region": None}]
    async with client.delete("/api/session") as response:
        await check_error(response, 403, "csrf")
    async with client.delete("/api/session", headers={"X-CSRF-Token": told["csrf"]}) as response:
        assert response.status == 204 and not response.cookies[COOKIE].value
    async with client.get("/api/session") as response:
        await check_error(response, 401, "login_required")


async def test_a_second_login_ends_the_session_of_the_browser(client: Client) -> None:
    await staff(client, login="zhangsan")
    tokens = []
    for _ in range(2):
        async with await login(client, "zhangsan") as response:
            tokens.append(response.cookies[COOKIE].value)
    for token, status in zip(tokens, (401, 200)):
        async with client.get("/api/session", headers={"Authorization": f"Bearer {token}"}) as response:
            assert response.status == status


async def test_wrong_logins_are_all_alike_and_ten_lock(client: Client) -> None:
    await staff(client, login="zhangsan")
    messages = set()
    for name in ("zhangsan", "nobody", "zhangsan' OR 1=1 --"):
        async with await login(client, name, "wrong password") as response:
            messages.add((await check_error(response, 401, "wrong_login", "password"))["message"])
    assert len(messages) == 1
    for _ in range(9):
        async with await login(client, "zhangsan", "wrong password") as response:
            await check_error(response, 401, "wrong_login", "password")
    async with await login(client, "zhangsan") as response:
        assert "分钟" in (await check_error(response, 429, "locked"))["message"]


async def test_a_login_that_is_nobodys_locks_like_any_other(client: Client) -> None:
    await staff(client, login="zhangsan")
    answers: dict[str, list[Any]] = {}
    for name in ("zhangsan", "nobody"):
        for _ in range(12):
            async with await login(client, name, "wrong password") as response:
                error = (await response.json())["error"]
                answers.setdefault(name, []).append((response.status, error["code"], error["message"], error["field"],
                                                     response.headers.get("Retry-After")))
    assert answers["zhangsan"] == answers["nobody"]
    assert answers["nobody"][-1][:2] == (429, "locked") and 0 < int(answers["nobody"][-1][-1]) <= 900


@pytest.mark.parametrize(("body", "field"), [
    ({}, "login"), ({"login": "a", "password": ""}, "password"), ({"login": 1, "password": "x"}, "login"),
    ({"login": "a", "password": "x" * 401}, "password"), ({"login": "a\u0000", "password": "x"}, "login"),
    ({"login": "a", "password": "x", "more": 1}, "more"), ({"login": "\ud800", "password": "x"}, "login"),
])
async def test_a_body_that_does_not_fit_is_refused(client: Client, body: dict[str, Any], field: str) -> None:
    async with client.post("/api/session/password", json=body) as response:
        await check_error(response, 422, "invalid", field)


async def test_a_form_of_another_site_cannot_log_anybody_in(client: Client) -> None:
    async with client.post("/api/session/password", data='{"login": "a", "password": "b"}',
                           headers={"Content-Type": "text/plain"}) as response:
        await check_error(response, 415, "unsupported_media_type")


async def test_a_new_password_is_checked(client: Client) -> None:
    who = await staff(client, login="zhangsan", must_change=True)
    other = await staff(client, login="lisi")
    for body, field in (
        ({"old": PASSWORD, "new": "short"}, "new"), ({"old": "wrong", "new": "a good new one"}, "old"),
        ({"old": PASSWORD, "new": PASSWORD}, "new"), ({"old": PASSWORD, "new": "i am zhangsan 1"}, "new"),
    ):
        async with who.post("/api/session/new-password", body) as response:
            await check_error(response, 422, "invalid", field)
    async with who.post("/api/session/new-password", {"old": PASSWORD, "new": "a good new one"}) as response:
        assert response.status == 200
    for person, status in ((who, 401), (other, 200)):
        async with person.get("/api/session") as response:
            assert response.status == status
    async with await login(client, "zhangsan", "a good new one") as response:
        assert "must_change" not in await response.json()


async def test_the_cookie_is_secure_behind_https(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), trusted_proxies=1)
    await staff(client, login="zhangsan")
    async with await login(client, "zhangsan", headers={"X-Forwarded-Proto": "https"}) as response:
        assert response.cookies[COOKIE]["secure"]


async def test_attempts_are_slowed_down_by_client_and_by_login(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), login_per_minute=1, trusted_proxies=1)
    for place in range(20):
        headers = {"X-Forwarded-For": f"192.0.2.{place}"}
        async with await login(client, "nobody", "wrong password", headers=headers) as response:
            assert (await response.json())["error"]["code"] == ("wrong_login" if place < 10 else "locked")
    async with await login(client, "nobody", "wrong", headers={"X-Forwarded-For": "192.0.2.99"}) as response:
        await check_error(response, 429, "too_often")
        assert int(response.headers["Retry-After"]) >= 1
    async with await login(client, "other", "wrong", headers={"X-Forwarded-For": "192.0.2.98"}) as response:
        assert response.status == 401
    for place in range(19):
        async with await login(client, f"other{place}", "wrong", headers={"X-Forwarded-For": "192.0.2.98"}) as response:
            assert response.status == 401
    async with await login(client, "another", "wrong", headers={"X-Forwarded-For": "192.0.2.98"}) as response:
        await check_error(response, 429, "too_often")


@pytest.mark.parametrize("kind", ["staff", "staff with a first password", "applicant"])
async def test_logging_out_everywhere_ends_every_session_of_the_person_and_no_other(client: Client, kind: str) -> None:
    who = await applicant(client) if kind == "applicant" else await staff(client, must_change="first" in kind)
    other = await applicant(client, "13912345679") if kind == "applicant" else await staff(client)
    elsewhere = await again(client, who)
    async with who.request("DELETE", "/api/session/all") as response:
        assert response.status == 204 and response.cookies[COOKIE].value == ""
    for person, status in ((who, 401), (elsewhere, 401), (other, 200)):
        async with person.get("/api/session") as response:
            assert response.status == status
    async with (await again(client, who)).get("/api/session") as response:
        assert response.status == 200

    def rows(connection: Any, _sealer: Any) -> Any:
        query = sa.select(audit_log.c.actor, audit_log.c.object).where(audit_log.c.action == "session.close_all")
        return [tuple(row) for row in connection.execute(query)]

    assert await in_database(client, rows) == [(who.actor.key, who.actor.key)]


async def test_another_site_cannot_log_anybody_out_everywhere(client: Client) -> None:
    await staff(client, login="zhangsan")
    async with await login(client, "zhangsan") as response:
        assert response.status == 200
    async with client.delete("/api/session/all") as response:
        await check_error(response, 403, "csrf")
    async with client.get("/api/session") as response:
        assert response.status == 200


async def again(client: Client, who: Person) -> Person:
    """The same person on another device."""
    return await in_database(client, lambda connection, sealer: Person(
        client, who.actor, open_sessions.start(connection, sealer, who.actor, now())))
