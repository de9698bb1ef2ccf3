"""Professionals log in by phone or by a host page's token; one-time links carry facts to the form."""

from __future__ import annotations

import re
import time
import uuid
from typing import Any

import jwt
import pytest
from aiohttp.test_utils import TestServer
from login_kit import applicant, in_database
from web_kit import Client, FailingAgent, check_error, check_schema

from claims.filing.applicant_record import remember
from web.app import init_app
from web.login.current import COOKIE
from web.settings import Settings
from web.start_failed import StartFailed

PHONE, KEY = "13912345678", "k" * 32


class Broken:
    """A gateway that is down, and tells what it was told."""

    async def send(self, phone: str, code: str) -> None:
        raise RuntimeError(f"cannot send {code} to {phone}")


def token(**changes: Any) -> str:
    moment = int(time.time())
    return jwt.encode({"iss": "portal", "aud": "xueshi", "sub": "u-1", "iat": moment, "exp": moment + 300,
                       "jti": uuid.uuid4().hex, **changes}, KEY, algorithm="HS256")


async def code_for(client: Client, capsys: pytest.CaptureFixture[str], phone: str = PHONE) -> str:
    capsys.readouterr()
    async with client.post("/api/session/code", json={"phone": phone}) as response:
        told = await response.json()
        assert response.status == 200, told
    check_schema("CodeSent", told)
    shown = re.search(r"login code (\d{6}) ", capsys.readouterr().err)
    assert shown
    return shown.group(1)


async def test_a_trial_prints_the_code_and_it_lets_in(start_service: Any, capsys: pytest.CaptureFixture[str]) -> None:
    client = await start_service(FailingAgent(None), development=True)
    code = await code_for(client, capsys)
    wrong = f"{(int(code) + 1) % 10 ** 6:06d}"
    async with client.post("/api/session/phone", json={"phone": PHONE, "code": wrong}) as response:
        await check_error(response, 401, "wrong_login", "code")
    async with client.post("/api/session/phone", json={"phone": f"+86 {PHONE}", "code": f" {code} "}) as response:
        told = await response.json()
        assert response.status == 200 and response.cookies[COOKIE]["httponly"]
    check_schema("Session", told)
    assert (told["kind"], told["name"], told["grants"]) == ("applicant", "139****5678", []) and "bearer" not in told
    async with client.get("/api/me") as response:
        me = await response.json()
    check_schema("Me", me)
    assert me == {"phone": "139****5678", "organisation": None, "personal": {"phone": "139****5678"}}
    async with client.post("/api/session/phone", json={"phone": PHONE, "code": code}) as response:
        await check_error(response, 401, "wrong_login", "code")


async def test_wrong_tries_stay_counted(start_service: Any, capsys: pytest.CaptureFixture[str]) -> None:
    client = await start_service(FailingAgent(None), development=True)
    code = await code_for(client, capsys)
    for _ in range(5):
        async with client.post("/api/session/phone", json={"phone": PHONE, "code": "abcdef"}) as response:
            assert response.status == 401
    async with client.post("/api/session/phone", json={"phone": PHONE, "code": code}) as response:
        await check_error(response, 401, "wrong_login", "code")


async def test_the_answer_is_the_same_for_a_phone_known_or_not(
    start_service: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    client = await start_service(FailingAgent(None), development=True)
    await applicant(client, PHONE)
    answers = []
    for phone in (PHONE, "13912345679"):
        async with client.post("/api/session/code", json={"phone": phone}) as response:
            answers.append((response.status, await response.json()))
    assert answers[0] == answers[1]
    async with client.post("/api/session/code", json={"phone": PHONE}) as response:
        await check_error(response, 429, "too_often", "phone")
        assert 0 < int(response.headers["Retry-After"]) <= 60


async def test_without_a_sender_login_by_phone_is_not_set_up(
    start_service: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    client = await start_service(FailingAgent(None))
    for path in ("code", "phone"):
        async with client.post(f"/api/session/{path}", json={"phone": PHONE, "code": "123456"}) as response:
            assert "没有开通" in (await check_error(response, 503, "not_configured"))["message"]
    assert "login code" not in capsys.readouterr().err


async def test_a_gateway_that_is_down_is_said_and_nothing_of_it_logged(
    start_service: Any, caplog: pytest.LogCaptureFixture
) -> None:
    client = await start_service(FailingAgent(None), code_sender=f"{__name__}:Broken")
    async with client.post("/api/session/code", json={"phone": PHONE}) as response:
        await check_error(response, 503, "not_sent")
    assert "RuntimeError" in caplog.text and PHONE not in caplog.text and not re.search(r"\b\d{6}\b", caplog.text)


async def test_a_host_pages_token_logs_in_with_a_bearer(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), host_token_key=KEY, host_token_issuers=("portal",))
    signed = token(phone=PHONE, phone_verified=True)
    async with client.post("/api/session/token", json={"token": signed}) as response:
        told = await response.json()
        assert response.status == 200
    check_schema("Session", told)
    client.session.cookie_jar.clear()
    bearer = {"Authorization": f"Bearer {told['bearer']}"}
    async with client.get("/api/me", headers=bearer) as response:
        assert (await response.json())["phone"] == "139****5678"
    async with client.delete("/api/session", headers=bearer) as response:
        assert response.status == 204
    async with client.get("/api/me", headers=bearer) as response:
        await check_error(response, 401, "login_required")
    async with client.post("/api/session/token", json={"token": signed}) as response:
        await check_error(response, 401, "token_used", "token")
    for bad, code in ((token(aud="other"), "token_invalid"), (token(iss="stranger"), "token_invalid"),
                      (token(exp=int(time.time()) - 1), "token_expired"), ("x", "token_invalid")):
        async with client.post("/api/session/token", json={"token": bad}) as response:
            await check_error(response, 401, code, "token")


async def test_without_a_key_no_token_is_taken(start_service: Any) -> None:
    client = await start_service(FailingAgent(None))
    async with client.post("/api/session/token", json={"token": token()}) as response:
        await check_error(response, 503, "not_configured")


async def test_a_key_without_issuers_and_a_sender_that_is_none_stop_the_start(sqlite_url: str) -> None:
    for settings, named in ((Settings(database_url=sqlite_url, host_token_key=KEY), "XUESHI_HOST_TOKEN_ISSUERS"),
                            (Settings(database_url=sqlite_url, code_sender="os:path"), "XUESHI_CODE_SENDER")):
        server = TestServer(init_app(settings, agent=FailingAgent(None)))
        with pytest.raises(StartFailed, match=named):
            await server.start_server()
        await server.close()


async def test_what_is_known_comes_masked(start_service: Any) -> None:
    client = await start_service(FailingAgent(None))
    who = await applicant(client)
    await in_database(client, lambda connection, sealer: remember(
        connection, sealer, who.actor.id, None, {"name": "张三", "id_number": "65290119900101001X", "degree": "学士"}))
    async with who.get("/api/me") as response:
        personal = (await response.json())["personal"]
    assert personal["name"] == "张三" and personal["degree"] == "学士" and "19900101" not in personal["id_number"]
    async with who.get("/api/session") as response:
        assert (await response.json())["name"] == "张三"


async def test_a_link_carries_facts_once(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), link_key="l" * 32, public_url="https://xueshi.example.gov.cn")
    body = {"prefill": {"kind": "recognition", "region": "xj-city", "year": 2025,
                        "activities": [{"activity": "academic_conference", "days": 3}]}}
    for headers in ({}, {"X-Link-Key": "x" * 32}, {"X-Link-Key": "密"}):
        async with client.post("/api/links", json=body, headers=headers) as response:
            await check_error(response, 401, "login_required")
    key = {"X-Link-Key": "l" * 32}
    personal = {"prefill": {**body["prefill"], "personal": {}}}
    async with client.post("/api/links", json=personal, headers=key) as response:
        await check_error(response, 422, "invalid", "prefill.personal")
    async with client.post("/api/links", json=body, headers=key) as response:
        told = await response.json()
        assert response.status == 201
    check_schema("Link", told)
    page, _, opened = told["url"].partition("#link=")
    assert page == "https://xueshi.example.gov.cn/claims"
    async with client.get(f"/api/links/{opened}") as response:
        assert (await response.json())["prefill"]["activities"] == body["prefill"]["activities"]
    async with client.get(f"/api/links/{opened}") as response:
        await check_error(response, 404, "not_found")


async def test_links_need_a_key_of_the_deployment(start_service: Any) -> None:
    client = await start_service(FailingAgent(None))
    async with client.post("/api/links", json={}, headers={"X-Link-Key": ""}) as response:
        await check_error(response, 503, "not_configured")
