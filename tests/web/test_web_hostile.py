"""What somebody sends who wants the service to stumble: refused in the one shape, and never an error of the service."""

from __future__ import annotations

import base64
import json
import time
import uuid
from typing import Any

import jwt
import pytest
from claims_api_kit import ClaimsService, fresh_key
from login_kit import ADMIN, AUDITOR, staff
from web_kit import Client, FailingAgent, check_error
from yarl import URL

from claims.actors import Staff

KEY = "k" * 32


def _part(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def _token(**changes: Any) -> str:
    moment = int(time.time())
    told = {"iss": "portal", "aud": "xueshi", "sub": "u-1", "iat": moment, "exp": moment + 300,
            "jti": uuid.uuid4().hex, **changes}
    return jwt.PyJWS().encode(json.dumps(told).encode(), KEY, algorithm="HS256")


TOKENS = (
    _part(b"[" * 2900) + ".e30.x", _part(b'{"alg":' + b"[" * 2900) + ".e30.x", _part(b'{"alg":["HS256"]}') + ".e30.x",
    _part(b'{"alg":{},"typ":"JWT"}') + ".e30.x", _part(b"\xff\xfe") + ".e30.x", _part(b"null") + ".e30.x",
    _part(b'{"alg":"none"}') + "." + _part(b'{"sub":"x"}') + ".", "..", ".", "a.b.c.d", "é.é.é", "x" * 4096,
    jwt.encode({"sub": "u-1"}, "x" * 32, algorithm="HS256"), _token(sub="u\0x"), _token(sub="\ud800"), _token(sub=""),
    _token(iss=["portal"]), _token(iss={}), _token(aud=["xueshi"]), _token(iat="now"), _token(exp=1e308),
    _token(exp=10**30), _token(nbf=10**30), _token(nbf="x"), _token(jti="\ud800\0" * 10), _token(jti=[]),
    _token(phone="\ud800", phone_verified=True), _token(phone=[1], phone_verified=True), _token(sub="x" * 3000),
    _token(sub={"a": 1}), _token(iat=True), _token(deep=json.loads("[" * 300 + "]" * 300)),
)


async def test_no_token_makes_the_service_stumble(start_service: Any, database_url: str) -> None:
    client: Client = await start_service(FailingAgent(None), database_url=database_url, host_token_key=KEY,
                                         host_token_issuers=("portal",))
    for token in TOKENS:
        async with client.post("/api/session/token", json={"token": token}) as response:
            told = await response.json()
            assert response.status in (200, 401, 422), (token, told)
            if response.status != 200:
                await check_error(response, response.status, told["error"]["code"], "token")


HUGE = ("0" * 11 + "1" + "9" * 30, "9" * 5000, "1e9", "1_0", "+1", "-1", "0", "٣", "１", " 1", "1\0")


async def test_a_number_in_an_address_is_one_the_database_takes(claims: ClaimsService) -> None:
    reviewer = claims.staff("bt:employer")
    admin, auditor = await staff(claims.client, ADMIN), await staff(claims.client, AUDITOR)
    for number in HUGE:
        for name in ("page", "year"):
            response = await reviewer.send("GET", "/api/reviews", params={name: number})
            await check_error(response, 422, "invalid", name)
        for name, who, path in (("page", admin, "/api/admin/accounts"), ("page", admin, "/api/admin/organisations"),
                                ("before", auditor, "/api/admin/audit")):
            async with who.get(path, params={name: number}) as response:
                await check_error(response, 422, "invalid", name)


#: Texts that stand for nothing anywhere, and that a database, a log or a header may trip over.
NASTY = ("\0", "\ud800", "a\0b", "\ud83d", "\u202eabc", "\u200b", "\x1b[31m", "a" * 20_000, "%00", "' OR 1=1 --",
         "\ufffe", "𠮷" * 200, "../../etc/passwd", "{{7*7}}", "\r\nX-Evil: 1", "*", "***", "\U0010ffff")
VALUES: tuple[Any, ...] = (*NASTY, None, True, False, -1, 0, 2**31, 2**63, 10**400, 1e308, -0.0, 1.5, "1/0", "1e999",
                           [], {}, [[]], [None], {"a": 1}, {"\ud800": "*"}, {"\0": "*"}, {"x" * 1000: "*"}, ["*"])


async def _survives(response: Any, sent: Any) -> None:
    raw = await response.read()
    assert response.status < 500, (response.status, repr(sent)[:300], raw[:300])
    assert response.headers["Content-Type"].startswith("application/json") or response.status == 204
    if response.status >= 400:
        assert any("\u4e00" <= sign <= "\u9fff" for sign in json.loads(raw)["error"]["message"])


@pytest.mark.parametrize("kind", ["recognition", "exemption"])
async def test_no_value_of_a_draft_makes_the_service_stumble(claims: ClaimsService, kind: str) -> None:
    _, caller = claims.applicant()
    whole = claims.world.draft("xj-city", 1) if kind == "recognition" else claims.world.exemption(1)
    made = await caller.claim("POST", "/api/claims", whole, 201)
    path = f"/api/claims/{made['number']}"
    activity, person = whole["activities"][0], whole["personal"]
    changes: list[dict[str, Any]] = []
    own = set(person) if kind == "recognition" else {"work_start", "applied_title", "reason"}
    for value in VALUES:
        if kind == "recognition":
            changes += [{name: value} for name in (*whole, "version", "更多")]
        changes += [{"activities": [{**activity, name: value}]} for name in (*activity, "certificate", "hours")]
        changes += [{"personal": {**person, name: value}} for name in sorted(own)]
        changes += [{"person": {name: value}} for name in ("still_in_post", "occupation", "degree")]
    for name in NASTY:
        changes += [{name: 1}, {"personal": {name: "*"}}, {"personal": {name: 1}}, {"person": {name: 1}},
                    {"activities": [{name: 1}]}]
    for change in changes:
        for method, address, body in (("PUT", path, {"version": 1, **change}),
                                      ("POST", "/api/claims/preview", {"kind": kind, "region": "xj-city", **change})):
            if method == "PUT" or "activities" in change:
                await _survives(await caller.send(method, address, body), change)


async def test_no_value_of_a_decision_makes_the_service_stumble(claims: ClaimsService) -> None:
    who = claims.world.applicant()
    claim = claims.world.filed(who, claims.world.draft("xj-city"))
    reviewer, path = claims.staff("xj-city:employer"), f"/api/reviews/{claim.number}"
    good = {"version": claim.version, "reason": "理由", "field": "evidence"}
    for value in VALUES:
        for name in ("version", "reason", "field", "recognised_hours", "basis", "more"):
            for action in ("reject", "return", "approve"):
                if name == "version" or action == "approve" and name != "recognised_hours" or value is not None:
                    body = {**good, name: value, "version": value if name == "version" else claim.version + 1}
                    await _survives(await reviewer.send("POST", f"{path}/{action}", body), (action, body))
        await _survives(await reviewer.send("POST", f"{path}/reveal", {"field": value}), value)
    for name in NASTY:
        await _survives(await reviewer.send("POST", f"{path}/return", {**good, "field": f"activities.{name}"}), name)
        await _survives(await reviewer.send("POST", f"{path}/return", {**good, name: 1}), name)


async def test_no_value_of_an_account_or_a_login_makes_the_service_stumble(start_service: Any, database_url: str
                                                                           ) -> None:
    client: Client = await start_service(FailingAgent(None), database_url=database_url, development=True,
                                         link_key="k" * 32)
    admin, victim = await staff(client, ADMIN), await staff(client)
    assert isinstance(victim.actor, Staff)
    one = f"/api/admin/accounts/{victim.actor.id}"
    for value in VALUES:
        for method, path, names in (
            ("POST", "/api/session/password", ("login", "password")), ("POST", "/api/session/code", ("phone",)),
            ("POST", "/api/session/phone", ("phone", "code")), ("POST", "/api/session/token", ("token",)),
            ("POST", "/api/admin/accounts", ("login", "display_name", "id_number")),
            ("PATCH", one, ("version", "display_name", "active", "id_number")),
            ("POST", f"{one}/grants", ("version", "role", "organisation", "region")),
            ("POST", "/api/admin/organisations", ("name", "kind", "region", "parent", "code")),
            ("POST", "/api/links", ("prefill",)),
        ):
            for name in names:
                given = {"login": "someone", "password": "x", "phone": "13912345678", "code": "1", "version": 1,
                         "role": "auditor", "name": "某单位", "kind": "employer", "region": "bt",
                         "display_name": "某人"}
                body = {**{other: given.get(other) for other in names}, name: value}
                headers = {"X-Link-Key": "k" * 32}
                async with admin.request(method, path, json=body, headers=headers) as response:
                    # 503: nobody has set up tokens of host pages here.
                    if response.status != 503:
                        await _survives(response, (path, body))


async def test_no_part_of_an_address_makes_the_service_stumble(claims: ClaimsService) -> None:
    who, caller = claims.applicant()
    claim = claims.world.filed(who, claims.world.draft("bt"))
    reviewer = claims.staff("bt:employer")
    parts = ("%00", "%ED%A0%80", "%FF", "%E2%80%AE", "%2e%2e", "a" * 3000, "%F0%9F%92%A9", "R2", "*", "%0d%0aX:1",
             "%25")
    for part in parts:
        for path in ("/api/claims/{}", "/api/claims/{}/form.pdf", "/api/claims/{}/history", "/api/status/{}",
                     "/api/verify/{}", "/api/links/{}", f"/api/claims/{claim.number}/evidence/{{}}",
                     "/api/claims/{}/evidence/x", "/api/claims/reference?region={}", "/api/organisations?q={}",
                     "/api/claims/reference?region=bt&kind={}", "/api/organisations?region={}"):
            await _survives(await caller.send("GET", _raw(path.format(part))), (path, part))
        for path in ("/api/reviews/{}", "/api/reviews?q={}", "/api/reviews?state={}", "/api/statistics?by={}",
                     "/api/statistics?by=kind&region={}"):
            await _survives(await reviewer.send("GET", _raw(path.format(part))), (path, part))


def _raw(path: str) -> Any:
    """As it is: the client would mend it."""
    return URL(path, encoded=True)


HEADS = (
    b"no colon here", b"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nBad Header\x00: x",
    b"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nX: " + b"y" * 20_000,
    b"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Transfer-Encoding: evil",
    b"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Transfer-Encoding: base64",
    b"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Encoding: gzip",
    b"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Length: -5",
    b"Content-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\nContent-Length: x",
    b"Content-Disposition: form-data; name=\"file\"; filename=\"\xff\xfe.pdf\"",
    b"Content-Disposition: form-data; name=\"file\"; filename*=UTF-8''%ED%A0%80.pdf",
    b"Content-Disposition: form-data; name=\"file\"; filename*=evil''%FF.pdf",
    b"Content-Disposition: form-data; name=\"file\"; filename=\"a\x00.pdf\"",
    b"Content-Type: multipart/mixed; boundary=g", b"Content-Type: multipart/mixed",
)


@pytest.mark.parametrize("where", ["evidence", "people"])
async def test_no_part_of_a_form_makes_the_service_stumble(claims: ClaimsService, where: str) -> None:
    world, (_, caller) = claims.world, claims.applicant()
    if where == "evidence":
        made = await caller.claim("POST", "/api/claims", world.draft("xj-city"), 201)
        path = f"/api/claims/{made['number']}/evidence"
    else:
        caller, path = claims.staff("bt:employer"), f"/api/organisations/{world.organisation['bt:employer']}/people"
    for head in HEADS:
        body = b"--f\r\n" + head + b"\r\n\r\n%PDF-1.7 \xff\r\n--f--\r\n"
        await _survives(await caller.send("POST", path, data=body, headers={
            "Content-Type": "multipart/form-data; boundary=f"}), head)


async def test_a_body_that_breaks_off_is_refused_and_not_an_error_of_the_service(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    made = await caller.claim("POST", "/api/claims", claims.world.draft("xj-city"), 201)
    raw = (b"POST /api/claims/" + made["number"].encode() + b"/evidence HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
           + str(caller.token).encode() + b"\r\nIdempotency-Key: " + fresh_key().encode()
           + b"\r\nContent-Type: multipart/form-data; boundary=f\r\nTransfer-Encoding: chunked\r\n\r\n"
           b"5\r\n--f\r\n\r\nnot a chunk\r\n")
    answer = await _over_a_socket(claims.client, raw)
    assert answer.startswith(b"HTTP/1.") and answer[8:12] == b" 400", answer[:200]


async def _over_a_socket(client: Client, raw: bytes) -> bytes:
    import asyncio

    reader, writer = await asyncio.open_connection(str(client.host), client.port)
    writer.write(raw)
    await writer.drain()
    answer = await asyncio.wait_for(reader.read(65536), 10)
    writer.close()
    return answer


