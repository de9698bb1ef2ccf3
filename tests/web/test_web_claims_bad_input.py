"""What people get wrong while filing: each is refused with its field and the mend, and the draft stays as it was."""

from __future__ import annotations

import json
from typing import Any

from claims_api_kit import Caller, ClaimsService, fresh_key

from tests.claims.filing.filing_world import conference, id_number, personal

ACTIVITY = "activities.0"
#: (what is sent instead, code, field)
WRONG: tuple[tuple[dict[str, Any], str, str | None], ...] = (
    ({"personal": personal(1, id_number=id_number(1)[:-1] + ("1" if id_number(1)[-1] != "1" else "2"))}, "invalid",
     "personal.id_number"),
    ({"personal": personal(1, id_number="650102198502304521")}, "invalid", "personal.id_number"),
    ({"personal": personal(1, id_number="123")}, "invalid", "personal.id_number"),
    ({"personal": personal(1, birth="1985-13")}, "invalid", "personal.birth"),
    ({"personal": personal(1, birth="1990-01")}, "invalid", "personal.birth"),
    ({"personal": personal(1, gender="女")}, "invalid", "personal.gender"),
    ({"personal": personal(1, phone="12345678901")}, "invalid", "personal.phone"),
    ({"personal": personal(1, name="<b>张</b>")}, "invalid", "personal.name"),
    ({"personal": {**personal(1), "password": "x"}}, "invalid", "personal.password"),
    ({"personal": "张三"}, "invalid", "personal"),
    ({"activities": [conference(start="2026-02-30", days=1)]}, "invalid", f"{ACTIVITY}.start"),
    ({"activities": [conference(start="2026-12-01", days=2)]}, "invalid", f"{ACTIVITY}.start"),
    ({"activities": [{**conference(), "end": "2026-03-01"}]}, "invalid", f"{ACTIVITY}.end"),
    ({"activities": [{**conference(), "end": "yesterday"}]}, "invalid", f"{ACTIVITY}.end"),
    ({"activities": [{**conference(), "days": -3}]}, "invalid", f"{ACTIVITY}.days"),
    ({"activities": [{**conference(), "days": 1e300}]}, "invalid", f"{ACTIVITY}.days"),
    ({"activities": [{**conference(), "days": "1e999999999"}]}, "invalid", f"{ACTIVITY}.days"),
    ({"activities": [{**conference(), "level": "galactic"}]}, "invalid", f"{ACTIVITY}.level"),
    ({"activities": [{**conference(), "presented": "yes"}]}, "invalid", f"{ACTIVITY}.presented"),
    ({"activities": "三天会议"}, "invalid", "activities"),
    ({"activities": [[]]}, "invalid", ACTIVITY),
    ({"activities": [conference()] * 500}, "invalid", "activities"),
    ({"region": "nowhere"}, "invalid", "region"),
    ({"region": "nm"}, "invalid", "region"),
    ({"year": 3000}, "invalid", "year"),
    ({"year": "last"}, "invalid", "year"),
    ({"kind": "exemption"}, "invalid", "kind"),
    ({"kind": "gift"}, "invalid", "kind"),
    ({"organisation": 999_999}, "invalid", "organisation"),
    ({"organisation": "测试单位"}, "invalid", "organisation"),
    ({"title_level": "emperor"}, "invalid", "title_level"),
    ({"state": "approved"}, "invalid", "state"),
    ({"recognised_hours": 900}, "invalid", "recognised_hours"),
    ({"version": 99}, "stale_version", "version"),
    ({"version": 0}, "stale_version", "version"),
    ({"version": "1; DROP TABLE claims"}, "invalid", "version"),
)


async def made(claims: ClaimsService) -> tuple[Any, Caller, Any]:
    who, caller = claims.applicant()
    return who, caller, await caller.claim("POST", "/api/claims", claims.world.draft("xj-city", 1), 201)


async def test_what_is_wrong_is_named_and_the_draft_stays(claims: ClaimsService) -> None:
    _, caller, draft = await made(claims)
    path, whole = f"/api/claims/{draft['number']}", {**claims.world.draft("xj-city", 1), "version": draft["version"]}
    found = {}
    for place, (change, code, _) in enumerate(WRONG):
        response = await caller.send("PUT", path, {**whole, **change})
        error = (await response.json())["error"]
        assert response.status == (409 if code == "stale_version" else 422), (change, error)
        given = [text for value in change.values() for text in _texts(value) if len(text) > 5]
        assert not any(text in error["message"] for text in given), (change, error)
        found[place] = (error["code"], error["field"])
        assert await caller.claim("GET", path) == draft, change
    assert found == {place: (code, field) for place, (_, code, field) in enumerate(WRONG)}


async def test_a_new_draft_with_a_fault_is_not_made(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    whole = claims.world.draft("xj-city", 1)
    for change, code, field in WRONG:
        if "version" not in change and change.get("kind") != "exemption":
            await caller.refused("POST", "/api/claims", {**whole, **change}, 422, code, field)
    await caller.refused("POST", "/api/claims", {}, 422, "incomplete", "kind")
    await caller.refused("POST", "/api/claims", {"kind": "recognition"}, 422, "incomplete", "region")
    assert (await caller.get("/api/claims"))["claims"] == []


async def test_a_body_that_is_no_object_is_refused(claims: ClaimsService) -> None:
    _, caller, draft = await made(claims)
    path = f"/api/claims/{draft['number']}"
    headers = {"Content-Type": "application/json"}
    for raw, status, code in ((b"[1]", 400, "bad_json"), (b"{", 400, "bad_json"), (b'{"kind": NaN}', 400, "bad_json"),
                              (b'{"kind": "recognition", "kind": "exemption"}', 400, "bad_json"),
                              (b"\xff\xfe", 400, "bad_json"), (b"[" * 100_000, 400, "bad_json"),
                              (b'{"kind": "' + b"a" * 300_000 + b'"}', 413, "too_large")):
        for method, address in (("POST", "/api/claims"), ("PUT", path), ("POST", f"{path}/submit"),
                                ("POST", "/api/claims/preview")):
            response = await caller.send(method, address, headers=headers, data=raw)
            assert (response.status, (await response.json())["error"]["code"]) == (status, code), (method, address)
    response = await caller.send("PUT", path, headers={"Content-Type": "text/plain"}, data=b"{}")
    assert response.status == 415
    assert await caller.claim("GET", path) == draft


async def test_nothing_is_submitted_that_is_not_complete(claims: ClaimsService) -> None:
    world = claims.world
    who, caller, draft = await made(claims)
    path = f"/api/claims/{draft['number']}"
    message = await caller.refused("POST", f"{path}/submit", {"version": draft["version"]}, 422, "incomplete",
                                   "evidence")
    assert "证明" in message
    assert await caller.claim("GET", path) == draft
    without = await caller.claim("PUT", path, {"version": draft["version"], "organisation": None,
                                               "activities": [{**conference(), "title": ""}]})
    await caller.refused("POST", f"{path}/submit", {"version": draft["version"]}, 409, "stale_version", "version")
    await caller.refused("POST", f"{path}/submit", {"version": without["version"]}, 422, "incomplete",
                         "activities.0.title")
    again = await caller.claim("PUT", path, {**world.draft("xj-city", 1), "version": without["version"]})
    world.add_evidence(who, world.look("read", who, draft["number"]))
    for body, field in (({}, "version"), ({"version": again["version"], "now": True}, "now")):
        await caller.refused("POST", f"{path}/submit", body, 422, "invalid", field)
    await caller.claim("POST", f"{path}/submit", {"version": again["version"]})


async def test_what_the_notice_does_not_recognise_is_not_claimable(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    course = {"activity": "remote_training", "course_subject": "public", "hours": 30}
    shown = {name: conference()[name] for name in ("title", "organizer_name", "start", "end")}
    own = {**course, **shown, "on_platform": True, "passed": True}
    draft = await caller.claim("POST", "/api/claims", claims.world.draft("xj-city", 1, activities=[own]), 201)
    message = await caller.refused("POST", f"/api/claims/{draft['number']}/submit", {"version": draft["version"]}, 422,
                                   "not_claimable")
    assert "公需科目" in message
    assert "第二部分第2项" in message
    assert (await caller.claim("GET", f"/api/claims/{draft['number']}"))["state"] == "draft"


async def test_actions_in_a_state_that_does_not_have_them(claims: ClaimsService) -> None:
    world = claims.world
    who, caller, draft = await made(claims)
    path = f"/api/claims/{draft['number']}"
    world.add_evidence(who, world.look("read", who, draft["number"]))
    sent = await caller.claim("POST", f"{path}/submit", {"version": draft["version"]})
    body = {**world.draft("xj-city", 1), "version": sent["version"]}
    await caller.refused("PUT", path, body, 409, "not_allowed_now")
    await caller.refused("POST", f"{path}/submit", {"version": sent["version"]}, 409, "not_allowed_now")
    assert await caller.claim("GET", path) == sent


async def test_a_replayed_key_answers_once_and_refuses_another_body(claims: ClaimsService) -> None:
    world = claims.world
    who, caller, draft = await made(claims)
    path, key = f"/api/claims/{draft['number']}", fresh_key()
    world.add_evidence(who, world.look("read", who, draft["number"]))
    sent = await caller.claim("POST", f"{path}/submit", {"version": draft["version"]}, key=key)
    assert await caller.claim("POST", f"{path}/submit", {"version": draft["version"]}, key=key) == sent
    await caller.refused("POST", f"{path}/submit", {"version": sent["version"]}, 409, "key_reused", "Idempotency-Key",
                         key)
    await caller.refused("POST", f"{path}/withdraw", {"version": draft["version"]}, 409, "key_reused",
                         "Idempotency-Key", key)
    await caller.refused("POST", f"{path}/withdraw", {"version": sent["version"]}, 422, "invalid", "Idempotency-Key",
                         "short")
    assert await caller.claim("GET", path) == sent


def _texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in _texts(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in _texts(inner)]
    return [value] if isinstance(value, str) else [json.dumps(value)]
