"""The guard: no way in beside the route table, no session without its token, no write from another site."""

from __future__ import annotations

import re
import uuid
from datetime import timedelta
from typing import Any

import pytest
from login_kit import ADMIN, PASSWORD, app_of, applicant, in_database, staff
from web_kit import Client, FailingAgent, check_error

from claims.actors import Staff
from claims.people import accounts, sessions
from db.moments import now
from db.tables import ROLES
from db.tables import sessions as table
from web.app import init_app
from web.guard import ANYBODY, LOGGED_IN, Route, actor_if_any, add_guarded
from web.json_reply import json_reply
from web.keys import ROUTE_TABLE
from web.login.current import COOKIE
from web.settings import Settings

#: Addresses of the API from before there were sessions: anybody's, and nothing is written by them but a chat's turn.
PUBLIC = {("POST", "/api/chat"), ("GET", "/api/regions"), ("GET", "/api/clauses/{address}"),
          ("GET", "/api/openapi.json")}


@pytest.fixture
async def client(start_service: Any) -> Client:
    """The service with an agent that is not asked."""
    started: Client = await start_service(FailingAgent(None))
    return started


def test_every_address_of_the_api_stands_in_the_route_table() -> None:
    app = init_app(Settings())
    served = {(route.method, resource.canonical) for resource in app.router.resources() for route in resource
              if resource.canonical.startswith("/api")}
    guarded = {(route.method, canonical(route.path)) for route in app[ROUTE_TABLE]}
    heads = {("HEAD", path) for method, path in PUBLIC if method == "GET"}
    assert served - guarded - heads == PUBLIC


def canonical(path: str) -> str:
    """As aiohttp names it: {id} for {id:\\d+}."""
    return re.sub(r"\{(\w+):(?:[^{}]|\{[^{}]*\})*\}", r"{\1}", path)


def test_a_route_names_who_may_call_it() -> None:
    async def handler(_request: Any) -> Any:
        raise AssertionError

    for who in (frozenset(), frozenset({"root"}), frozenset({"admin", "root"})):
        with pytest.raises(ValueError):
            Route("GET", "/api/x", handler, who)
    with pytest.raises(ValueError):
        Route("OPTIONS", "/api/x", handler, ANYBODY)
    for role in ROLES:
        assert Route("GET", "/api/x", handler, frozenset({role})).who == {role}


async def by_cookie(client: Client, who: Any, method: str, **headers: str) -> Any:
    """A write as a browser would send it."""
    return await client.request(method, "/api/session", headers={"Cookie": f"{COOKIE}={who.token}", **headers})


@pytest.mark.parametrize("headers", [
    {}, {"X-CSRF-Token": "x" * 64}, {"X-CSRF-Token": ""}, {"X-CSRF-Token": "CSRF", "Sec-Fetch-Site": "cross-site"},
    {"X-CSRF-Token": "CSRF", "Sec-Fetch-Site": "same-site"}, {"X-CSRF-Token": "CSRF", "Origin": "https://evil.example"},
    {"X-CSRF-Token": "CSRF", "Origin": "null"},
])
async def test_a_write_by_cookie_must_be_the_pages_own(client: Client, headers: dict[str, str]) -> None:
    who = await applicant(client)
    csrf = await in_database(client, lambda _connection, sealer: sessions.csrf_of(sealer, who.token))
    sent = {name: csrf if value == "CSRF" else value for name, value in headers.items()}
    async with await by_cookie(client, who, "DELETE", **sent) as response:
        await check_error(response, 403, "csrf")
    async with await by_cookie(client, who, "GET", **sent) as response:
        assert response.status == 200
    own = f"http://{client.host}:{client.port}"
    async with await by_cookie(client, who, "DELETE", **{"X-CSRF-Token": csrf, "Origin": own}) as response:
        assert response.status == 204


async def test_anothers_csrf_token_is_none(client: Client) -> None:
    who, other = await applicant(client), await applicant(client, "13912345679")
    csrf = await in_database(client, lambda _connection, sealer: sessions.csrf_of(sealer, other.token))
    async with await by_cookie(client, who, "DELETE", **{"X-CSRF-Token": csrf}) as response:
        await check_error(response, 403, "csrf")


@pytest.mark.parametrize("authorization", ["Bearer", "Bearer x", "Bearer  ", "Basic eDp5", "Bearer x y", "x" * 5000,
                                           "Bearer ../../x", ""])
async def test_a_token_that_is_none_lets_nobody_in(client: Client, authorization: str) -> None:
    async with client.get("/api/session", headers={"Authorization": authorization}) as response:
        await check_error(response, 401, "login_required")


async def test_a_cookie_does_not_stand_in_for_a_wrong_bearer(client: Client) -> None:
    who = await applicant(client)
    headers = {"Authorization": "Bearer wrong", "Cookie": f"{COOKIE}={who.token}"}
    async with client.delete("/api/session", headers=headers) as response:
        await check_error(response, 401, "login_required")


async def test_an_expired_session_is_none_and_use_keeps_one_alive(client: Client) -> None:
    who = await applicant(client)

    def seen(connection: Any, **changes: Any) -> None:
        connection.execute(table.update().where(table.c.token_hash == sessions.token_hash(who.token)).values(changes))

    soon = now() + timedelta(minutes=1)
    before = now() - timedelta(hours=1)
    await in_database(client, lambda connection, _: seen(connection, seen_at=before, expires_at=soon))
    async with who.get("/api/session") as response:
        assert response.status == 200
    kept = await in_database(client, lambda connection, _: sessions.find(connection, who.token, soon))
    assert kept is not None
    await in_database(client, lambda connection, _: seen(connection, expires_at=now()))
    async with who.get("/api/session") as response:
        await check_error(response, 401, "login_required")


async def test_closing_an_account_ends_it_at_once(client: Client) -> None:
    who = await staff(client, ADMIN, login="zhangsan")
    async with who.get("/api/admin/accounts") as response:
        assert response.status == 200

    def close(connection: Any, sealer: Any) -> None:
        found = accounts.find_login(connection, "zhangsan")
        assert found is not None
        accounts.change(connection, sealer, "system", found, found.version, now=now(), active=False)

    await in_database(client, close)
    async with who.get("/api/admin/accounts") as response:
        await check_error(response, 401, "login_required")
    async with client.post("/api/session/password", json={"login": "zhangsan", "password": PASSWORD}) as response:
        await check_error(response, 401, "wrong_login", "password")


async def test_without_the_role_an_account_is_refused(client: Client) -> None:
    who = await staff(client, login="zhangsan")
    async with who.get("/api/admin/accounts") as response:
        await check_error(response, 403, "forbidden")


async def test_writes_need_a_key_and_the_same_key_does_nothing_twice(client: Client) -> None:
    admin = await staff(client, ADMIN)
    body = {"login": "lisi", "display_name": "李四"}
    for key in ("", "short", "x" * 65, "with space", "汉字汉字汉字汉字"):
        async with admin.post("/api/admin/accounts", body, headers={"Idempotency-Key": key}) as response:
            await check_error(response, 422, "invalid", "Idempotency-Key")
    same = {"Idempotency-Key": uuid.uuid4().hex}
    answers = []
    for _ in range(2):
        async with admin.post("/api/admin/accounts", body, headers=same) as response:
            answers.append((response.status, await response.json()))
    assert answers[0] == answers[1] and answers[0][0] == 201
    async with admin.post("/api/admin/accounts", {**body, "login": "wangwu"}, headers=same) as response:
        await check_error(response, 409, "key_reused", "Idempotency-Key")
    async with admin.get("/api/admin/accounts") as response:
        assert (await response.json())["total"] == 3


async def test_requests_of_one_person_are_limited(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), rate_per_minute=1, rate_burst=3)
    one, other = await applicant(client), await applicant(client, "13912345679")
    for _ in range(3):
        async with one.get("/api/session") as response:
            assert response.status == 200
    async with one.get("/api/session") as response:
        await check_error(response, 429, "too_often")
        assert int(response.headers["Retry-After"]) > 0
    async with other.get("/api/session") as response:
        assert response.status == 200


async def test_an_address_for_anybody_knows_who_asks_where_it_can(sqlite_url: str) -> None:
    from aiohttp.test_utils import TestClient, TestServer

    async def who(request: Any) -> Any:
        actor = await actor_if_any(request)
        return json_reply({"who": actor.key if actor else None})

    async def refuses(request: Any) -> Any:
        return json_reply({})

    app = init_app(Settings(database_url=sqlite_url), agent=FailingAgent(None))
    add_guarded(app, [Route("GET", "/api/who", who, ANYBODY), Route("GET", "/api/no", refuses, LOGGED_IN)])
    client: Any = TestClient(TestServer(app))
    await client.start_server()
    person, fresh = await applicant(client), await staff(client, must_change=True)
    for headers, key in (({}, None), ({"Authorization": f"Bearer {person.token}"}, person.actor.key),
                         ({"Authorization": f"Bearer {fresh.token}"}, None), ({"Authorization": "Bearer x"}, None)):
        async with client.get("/api/who", headers=headers) as response:
            assert (await response.json())["who"] == key
    async with client.get("/api/no") as response:
        await check_error(response, 401, "login_required")
    assert isinstance(fresh.actor, Staff) and app_of(client) is app
    await client.close()


async def test_a_browser_may_ask_for_an_embedding_site(start_service: Any) -> None:
    client = await start_service(FailingAgent(None), embed_origins=("https://portal.example",))
    asks = {"Origin": "https://portal.example", "Access-Control-Request-Method": "PUT"}
    async with client.options("/api/session", headers=asks) as response:
        assert response.status == 204 and "Access-Control-Allow-Credentials" not in response.headers
        assert "PUT" in response.headers["Access-Control-Allow-Methods"]
        assert {"Authorization", "Idempotency-Key"} <= set(response.headers["Access-Control-Allow-Headers"].split(", "))
    async with client.options("/api/session", headers={**asks, "Origin": "https://evil.example"}) as response:
        assert response.status == 405 and "Access-Control-Allow-Origin" not in response.headers
