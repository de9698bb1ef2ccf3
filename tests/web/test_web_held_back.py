"""A request whose body comes late: what the caller may do is judged when it is done, not when the request began."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import sqlalchemy as sa
from aiohttp import ClientResponse
from claims_api_kit import Caller, ClaimsService, fresh_key
from login_kit import ADMIN, AUDITOR, staff
from web_kit import check_error

from claims.actors import Staff
from claims.people import accounts, grant_changes, sessions
from claims.people.grants import kept
from db.moments import now
from db.tables import claims as claims_table
from db.tables import organisations
from tests.claims.evidence.sample_files import FILES

BOUNDARY = "held-back"
UPLOAD = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n'.encode()
          + FILES["pdf"] + f"\r\n--{BOUNDARY}--\r\n".encode())


async def held_back(caller: Caller, method: str, path: str, body: bytes, meanwhile: Callable[[], object],
                    content_type: str = "application/json") -> ClientResponse:
    """A request whose body's last bytes come after `meanwhile`, long after the guard let it in."""
    async def slowly() -> AsyncIterator[bytes]:
        yield body[:5]
        # The service has seen the headers and waits for the rest: another request of his was answered.
        for _ in range(3):
            await (await caller.send("GET", "/api/session")).read()
        await asyncio.to_thread(meanwhile)
        yield body[5:]

    headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": fresh_key(), "Content-Type": content_type}
    return await caller.client.request(method, path, data=slowly(), headers=headers)


def _in_world(claims: ClaimsService, work: Callable[[Any], object]) -> Callable[[], object]:
    return lambda: claims.world.database.write_now(work)


@pytest.fixture
def reviewer(claims: ClaimsService) -> tuple[Staff, Caller]:
    """Of the employer in bt, known to the database with his role."""
    who = claims.world.staff("bt:employer", 77)
    return who, claims.account(who)


def _ways(claims: ClaimsService, who: Staff) -> dict[str, Callable[[Any], object]]:
    sealer = claims.world.sealer

    def role_taken(connection: Any) -> None:
        account = accounts.there(connection, who.id)
        grant = kept(connection, who.id)[0]
        grant_changes.remove(connection, sealer, "account:1", account, account.version, grant.id, now())

    def closed(connection: Any) -> None:
        account = accounts.there(connection, who.id)
        accounts.change(connection, sealer, "account:1", account, account.version, now=now(), active=False)

    def office_closed(connection: Any) -> None:
        connection.execute(sa.update(organisations).where(
            organisations.c.id == who.grants[0].organisation).values(active=False))

    def logged_out(connection: Any) -> None:
        sessions.end_all(connection, account=who.id)

    return {"role_taken": role_taken, "closed": closed, "office_closed": office_closed, "logged_out": logged_out}


@pytest.mark.parametrize(("action", "way"), [
    *(("approve", way) for way in ("role_taken", "closed", "office_closed", "logged_out")), ("reveal", "role_taken")])
async def test_whoever_lost_his_role_meanwhile_decides_nothing(
        claims: ClaimsService, reviewer: tuple[Staff, Caller], way: str, action: str) -> None:
    who, caller = reviewer
    claim = claims.world.filed(claims.world.applicant(), claims.world.draft("bt"))
    body = {"version": claim.version} if action == "approve" else {"field": "id_number"}
    response = await held_back(caller, "POST", f"/api/reviews/{claim.number}/{action}", json.dumps(body).encode(),
                               _in_world(claims, _ways(claims, who)[way]))
    status, code = (403, "forbidden") if way == "office_closed" else (401, "login_required")
    await check_error(response, status, code)
    state = claims.world.database.write_now(lambda connection: connection.execute(
        sa.select(claims_table.c.state, claims_table.c.version).where(claims_table.c.id == claim.id)).one())
    assert tuple(state) == ("submitted", claim.version)


async def test_nothing_is_uploaded_in_a_session_that_has_ended(claims: ClaimsService) -> None:
    who, caller = claims.applicant()
    draft = await caller.claim("POST", "/api/claims", claims.world.draft("bt"), 201)
    ended = _in_world(claims, lambda connection: sessions.end_all(connection, applicant=who.id))
    response = await held_back(caller, "POST", f"/api/claims/{draft['number']}/evidence", UPLOAD, ended,
                               f"multipart/form-data; boundary={BOUNDARY}")
    await check_error(response, 401, "login_required")
    shown = await claims.caller(who).claim("GET", f"/api/claims/{draft['number']}")
    assert shown["evidence"] == []


async def test_an_admin_who_is_one_no_more_makes_no_account(claims: ClaimsService) -> None:
    person = await staff(claims.client, ADMIN, AUDITOR)
    caller, number = Caller(claims.client, person.token), person.actor.id

    def role_taken(connection: Any) -> None:
        account = accounts.there(connection, number)
        grant_changes.remove(connection, claims.world.sealer, "account:1", account, account.version,
                             kept(connection, number)[0].id, now())

    response = await held_back(caller, "POST", "/api/admin/accounts",
                               json.dumps({"login": "late.one", "display_name": "某人"}).encode(),
                               _in_world(claims, role_taken))
    await check_error(response, 401, "login_required")
    assert claims.world.database.write_now(lambda connection: accounts.find_login(connection, "late.one")) is None


async def test_a_body_that_only_comes_late_is_taken(claims: ClaimsService, reviewer: tuple[Staff, Caller]) -> None:
    claim = claims.world.filed(claims.world.applicant(), claims.world.draft("bt"))
    response = await held_back(reviewer[1], "POST", f"/api/reviews/{claim.number}/approve",
                               json.dumps({"version": claim.version}).encode(), lambda: None)
    assert response.status == 200, await response.text()
