"""What nobody may find afterwards: personal data in logs, figures, files of the database; answers kept for too long."""

from __future__ import annotations

import io
import logging
import re
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import ClientSession, FormData
from claims_api_kit import ClaimsService, fresh_key
from login_kit import ADMIN, Person, in_database, staff
from service_process import Service
from web_kit import Client, FailingAgent, check_error

from claims.actors import Grant, Staff
from claims.filing.service import Filing
from claims.people import grant_changes, sessions
from claims.people.accounts import there
from claims.people.grants import kept
from claims.sealing.key_file import KeyFile
from claims.sealing.keyring import load_ring
from claims.sealing.sealer import Sealer
from db.database import Database
from db.moments import now
from db.tables import audit_log, idempotency
from policy_kb.loader import load
from tests.claims.evidence.sample_files import FILES
from tests.claims.filing.filing_world import World, id_number, personal
from web.keys import DATABASE
from web.login.current import COOKIE

SERIAL = 4711
PERSON = {**personal(SERIAL), "name": "阿依古丽㙘", "phone": "13987651234"}
FILE = f"阿依古丽㙘 {PERSON['id_number']} 证书.pdf"
#: What must be nowhere but sealed. The phone without its first digits too.
SECRETS = (PERSON["name"], PERSON["id_number"], PERSON["phone"], "阿依古丽", "87651234", PERSON["id_number"][6:])


async def test_after_a_filing_nothing_personal_lies_in_a_log_a_figure_or_a_file(tmp_path: Path) -> None:
    """The service as a process of its own, on SQLite, from the form to the approval."""
    environment = {"DATABASE_URL": f"sqlite:///{tmp_path / 'xueshi.db'}", "XUESHI_DEVELOPMENT": "1",
                   "XUESHI_LOG_LEVEL": "debug"}
    tokens: list[str] = []
    with Service(tmp_path, **environment) as service:
        database = Database(environment["DATABASE_URL"])
        sealer = Sealer(load_ring(tmp_path / "keys.json"), "aes-256-gcm", KeyFile(tmp_path / "keys.json"))
        kb = load()
        world = World(database, sealer, Filing(kb, sealer), kb, now=now(), today=now().date()).build()
        world.database.write_now(lambda connection: None)

        def session(actor: Any) -> str:
            tokens.append(database.write_now(lambda connection: sessions.start(connection, sealer, actor, now())))
            return tokens[-1]

        async with ClientSession(service.url) as client:
            async def call(method: str, path: str, token: str, **more: Any) -> Any:
                headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": fresh_key()}
                async with client.request(method, path, headers=headers, **more) as response:
                    assert response.status < 300, await response.text()
                    return await response.json() if response.content_type == "application/json" else (
                        await response.read())

            async with client.post("/api/session/code", json={"phone": PERSON["phone"]}) as response:
                assert response.status == 200
            code = re.findall(r"login code (\d{6})", service.errors)[-1]
            async with client.post("/api/session/phone", json={"phone": PERSON["phone"], "code": code}) as response:
                assert response.status == 200
                own = response.cookies[COOKIE].value
            tokens.append(own)
            draft = world.draft("bt", SERIAL, personal=PERSON, year=2026)
            claim = await call("POST", "/api/claims", own, json=draft)
            path = f"/api/claims/{claim['number']}"
            form = FormData()
            form.add_field("file", io.BytesIO(FILES["pdf"]), filename=FILE)
            file = await call("POST", f"{path}/evidence?activity=0", own, data=form)
            assert await call("GET", f"{path}/evidence/{file['id']}", own) == FILES["pdf"]
            claim = await call("PUT", path, own, json={"version": claim["version"], "personal": PERSON})
            claim = await call("POST", f"{path}/submit", own, json={"version": claim["version"]})
            for key in ("bt:employer", "bt:industry"):
                reviewer = world.staff(key)
                database.write_now(lambda connection, reviewer=reviewer: grants_of(connection, reviewer))
                token = session(reviewer)
                assert PERSON["name"] in str(await call("GET", f"/api/reviews/{claim['number']}", token))
                review = f"/api/reviews/{claim['number']}"
                told = await call("POST", f"{review}/reveal", token, json={"field": "id_number"})
                assert told == {"value": PERSON["id_number"]}
                await call("GET", f"/api/reviews?q={PERSON['name']}&state=all", token)
                assert len(await call("GET", f"{path}/form.pdf", token)) > 5000
                claim = await call("POST", f"{review}/approve", token, json={"version": claim["version"]})
            assert claim["state"] == "approved"
            for bad in (f"/api/claims/{PERSON['id_number']}", f"/api/status/{PERSON['phone']}",
                        f"/{PERSON['name']}?q={PERSON['phone']}", f"/api/organisations?q={PERSON['name']}"):
                async with client.get(bad, headers={"Authorization": f"Bearer {own}"}) as response:
                    assert response.status in (200, 404, 422)
            form = FormData()
            form.add_field("file", io.BytesIO(b"x"), filename=FILE)
            headers = {"Authorization": f"Bearer {own}", "Idempotency-Key": fresh_key(),
                       "Content-Type": "multipart/form-data; boundary=f"}
            broken = f"--f\r\nContent-Disposition: form-data; name=\"file\"; {FILE}\r\n\r\nx\r\n--f--\r\n".encode()
            async with client.post(f"{path}/evidence", data=broken, headers=headers) as response:
                assert response.status >= 400
            async with client.get("/metrics") as response:
                figures = await response.text()
        log = re.sub(r"login code \d{6} for the phone ending in \d{4}", "", service.errors) + service.output
        database.close()
        assert "POST /api/claims 201" in log
        for secret in (*SECRETS, *tokens, claim["number"]):
            assert secret not in log and secret not in figures, secret
        found = files_in(tmp_path)
    assert any(name.endswith("-wal") for name in found) and "xueshi.db" in found
    for name, content in found.items():
        for secret in (*SECRETS, *tokens):
            if name not in ("serve.err", "serve.out"):
                assert secret.encode() not in content and ascii(secret)[1:-1].encode() not in content, (name, secret)


def files_in(folder: Path) -> dict[str, bytes]:
    """Content by name, of every file below."""
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def grants_of(connection: Any, who: Staff) -> None:
    """Keep an account's grants, as the service asks for them."""
    from db.tables import grants

    connection.execute(grants.insert(), [{"account": who.id, "role": one.role, "organisation": one.organisation,
                                          "region": one.region, "created_at": now()} for one in who.grants])


async def test_a_paper_that_an_office_gets_is_on_record(claims: ClaimsService) -> None:
    who, caller = claims.applicant()
    claim = claims.world.filed(who, claims.world.draft("bt", 9))
    reviewer = claims.staff("bt:employer")
    for kind in ("pdf", "docx"):
        for one in (reviewer, caller):
            response = await one.send("GET", f"/api/claims/{claim.number}/form.{kind}")
            assert response.status == 200 and response.headers["Cache-Control"] == "no-store"
    stranger = claims.staff("xj-city:employer")
    await stranger.refused("GET", f"/api/claims/{claim.number}/form.pdf", None, 404, "not_found")
    rows = [row for row in claims.world.audit(claim) if row.action == "claim.print"]
    assert [(row.actor.partition(":")[0], row.detail) for row in rows] == [
        ("account", '{"kind":"pdf","state":"submitted"}'), ("account", '{"kind":"docx","state":"submitted"}')]


async def test_a_number_is_shown_again_only_to_who_may_still_see_it_and_each_time_on_record(claims: ClaimsService
                                                                                            ) -> None:
    world, claim = claims.world, claims.world.filed(claims.world.applicant(), claims.world.draft("bt", 9))
    who = world.staff("bt:employer", own_serial=99)
    elsewhere = world.staff("bt:industry")
    both = Staff(who.id, (*who.grants, *(Grant(one.role, world.organisation["xj-city:industry"], "xj-city")
                                         for one in elsewhere.grants)), who.id_number_index)
    reviewer, key = claims.account(both), fresh_key()
    path, body = f"/api/reviews/{claim.number}", {"field": "id_number"}
    for _ in range(2):
        assert await reviewer.post(f"{path}/reveal", body, key=key) == {"value": id_number(9)}
    assert [row.action for row in world.audit(claim)].count("claim.reveal") == 2
    approve, kept_key = {"version": claim.version}, fresh_key()
    assert (await reviewer.claim("POST", f"{path}/approve", approve, key=kept_key))["state"] == "under_review"

    def take_away(connection: Any) -> None:
        account = there(connection, who.id)
        first = kept(connection, who.id)[0]
        assert first.grant.role == "employer_reviewer"
        grant_changes.remove(connection, world.sealer, "account:1", account, account.version, first.id, now())

    world.database.write_now(take_away)
    again = claims.caller(both)
    await again.refused("POST", f"{path}/reveal", body, 404, "not_found", key=key)
    await again.refused("POST", f"{path}/approve", approve, 404, "not_found", key=kept_key)
    stored = world.database.write_now(lambda connection: str(connection.execute(sa.select(idempotency)).all()))
    assert id_number(9) not in stored


@pytest.fixture
async def embedded(start_service: Any) -> Client:
    """A service that another site may embed, reached by people over https."""
    started: Client = await start_service(FailingAgent(None), embed_origins=("https://host.example",),
                                          public_url="https://xueshi.example")
    return started


async def test_another_site_never_gets_in_by_the_cookie(embedded: Client) -> None:
    admin = await staff(embedded, ADMIN)
    csrf = await in_database(embedded, lambda _connection, sealer: sessions.csrf_of(sealer, admin.token))
    cookie = {"Cookie": f"{COOKIE}={admin.token}"}
    body = {"login": "newcomer", "display_name": "某人"}
    for origin in ("https://host.example", "https://evil.example", "null", "https://host.example.evil.example"):
        headers = {**cookie, "Origin": origin}
        async with embedded.get("/api/session", headers=headers) as response:
            assert "Access-Control-Allow-Credentials" not in response.headers
            allowed = response.headers.get("Access-Control-Allow-Origin")
            assert allowed == ("https://host.example" if origin == "https://host.example" else None)
            assert response.headers["Cache-Control"] == "no-store"
        sent = {**headers, "X-CSRF-Token": csrf, "Idempotency-Key": fresh_key()}
        async with embedded.post("/api/admin/accounts", json=body, headers=sent) as response:
            await check_error(response, 403, "csrf")
        asks = {"Origin": origin, "Access-Control-Request-Method": "POST",
                "Access-Control-Request-Headers": "x-csrf-token"}
        async with embedded.options("/api/admin/accounts", headers=asks) as response:
            assert "Access-Control-Allow-Credentials" not in response.headers
            assert "csrf" not in response.headers.get("Access-Control-Allow-Headers", "").lower()
    async with embedded.get("/api/session", headers=cookie) as response:
        assert response.status == 200
    # A wrong bearer does not fall back on the cookie, a right one does not need it.
    for authorization, status in (("Bearer x", 401), (f"Bearer {admin.token}", 201)):
        sent = {**cookie, "Authorization": authorization, "Idempotency-Key": fresh_key()}
        async with embedded.post("/api/admin/accounts", json=body, headers=sent) as response:
            assert response.status == status


async def test_the_cookie_is_secure_where_people_come_by_https(embedded: Client) -> None:
    from login_kit import PASSWORD

    await staff(embedded, login="zhangsan")
    body = {"login": "zhangsan", "password": PASSWORD}
    async with embedded.post("/api/session/password", json=body) as response:
        assert response.cookies[COOKIE]["secure"] and response.cookies[COOKIE]["httponly"]
        assert response.headers["Referrer-Policy"] == "no-referrer"


async def test_a_session_that_somebody_prepared_is_not_the_one_that_is_opened(embedded: Client) -> None:
    from login_kit import PASSWORD

    planted: Person = await staff(embedded, login="attacker")
    await staff(embedded, login="zhangsan")
    body = {"login": "zhangsan", "password": PASSWORD}
    async with embedded.post("/api/session/password", json=body,
                             headers={"Cookie": f"{COOKIE}={planted.token}"}) as response:
        assert response.cookies[COOKIE].value != planted.token
    async with planted.get("/api/session") as response:
        await check_error(response, 401, "login_required")


async def test_every_429_says_when_to_come_back(start_service: Any) -> None:
    client: Client = await start_service(FailingAgent(None), development=True, login_per_minute=0.1)
    seen = set()
    for _ in range(25):
        for path, body in (("/api/session/code", {"phone": "13912345678"}),
                           ("/api/session/password", {"login": "nobody", "password": "x"})):
            async with client.post(path, json=body) as response:
                if response.status == 429:
                    seen.add((path, (await response.json())["error"]["code"]))
                    assert int(response.headers["Retry-After"]) > 0
    assert seen >= {("/api/session/code", "too_often"), ("/api/session/password", "too_often")}


async def test_the_hour_comes_again_after_a_failure(
        start_service: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    import asyncio

    from web import hourly

    caplog.set_level(logging.INFO)
    client: Client = await start_service(FailingAgent(None))
    app: Any = client.app
    tries, again = 0, asyncio.Event()

    async def broken(_app: Any) -> None:
        nonlocal tries
        tries += 1
        if tries > 2:
            again.set()
        raise KeyError(PERSON["name"])

    monkeypatch.setattr(hourly, "once", broken)
    monkeypatch.setattr(hourly, "EVERY_SECONDS", 0.01)
    task = asyncio.ensure_future(hourly._again_and_again(app))
    await asyncio.wait_for(again.wait(), 60)
    assert not task.done()
    task.cancel()
    assert "KeyError" in caplog.text and PERSON["name"] not in caplog.text
    assert await app[DATABASE].reachable(5)
    assert not [row for row in await in_database(client, lambda connection, _: connection.execute(
        sa.select(audit_log)).all()) if PERSON["name"] in str(row)]
