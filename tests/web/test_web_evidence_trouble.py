"""Evidence when something goes wrong beside it: a full disk, a file taken away meanwhile, races, too much of it."""

from __future__ import annotations

import asyncio
import errno
import os
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from claims_api_kit import ClaimsService, fresh_key
from evidence_kit import Filing
from web_kit import check_error

import web.evidence_api
from claims.evidence import limits, store
from claims.evidence.limits import MOST_FILES
from claims.filing import saving
from db.tables import evidence, idempotency
from tests.claims.evidence.sample_files import FILES, picture
from web import hourly, one_file


@pytest.fixture
async def filing(claims: ClaimsService) -> Filing:
    _, caller = claims.applicant()
    return Filing(claims, caller, await caller.claim("POST", "/api/claims", claims.world.draft("bt"), 201))


async def test_a_full_disk_is_said_and_nothing_half_written_stays(
        filing: Filing, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    key, whole = fresh_key(), os.fsync

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "/secret/证书.pdf")

    monkeypatch.setattr(os, "fsync", full)
    response = await filing.upload(key=key)
    monkeypatch.setattr(os, "fsync", whole)
    await check_error(response, 503, "storage_unavailable", "file")
    assert int(response.headers["Retry-After"]) > 0
    assert filing.stored() == [] and await filing.listed() == []
    assert "OSError" in caplog.text and "证书" not in caplog.text and "secret" not in caplog.text
    assert (await filing.upload(key=key)).status == 201
    assert len(filing.stored()) == 1 == len(await filing.listed())


async def test_a_file_that_cannot_be_renamed_is_taken_all_the_same(
        filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuck(_self: Path, _target: Any) -> Path:
        raise OSError(errno.EROFS, "Read-only file system")

    with monkeypatch.context() as changed:
        changed.setattr(Path, "replace", stuck)
        response = await filing.upload()
        assert response.status == 201, await response.text()
    made = await response.json()
    response = await filing.caller.send("GET", f"{filing.path}/{made['id']}")
    assert response.status == 200 and await response.read() == FILES["pdf"]
    with monkeypatch.context() as changed:
        changed.setattr(Path, "unlink", lambda *_a, **_k: stuck(Path(), None))
        assert (await filing.caller.send("DELETE", f"{filing.path}/{made['id']}")).status == 204
    assert await filing.listed() == []


async def test_a_file_taken_away_while_it_is_read_is_gone_and_no_failure(
        filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    made = await (await filing.upload()).json()
    one, real = f"{filing.path}/{made['id']}", store.content
    loop = asyncio.get_running_loop()

    def slow(*arguments: Any) -> bytes:
        gone = asyncio.run_coroutine_threadsafe(filing.caller.send("DELETE", one), loop).result(20)
        assert gone.status == 204
        return real(*arguments)

    monkeypatch.setattr(web.evidence_api, "content", slow)
    await check_error(await filing.caller.send("GET", one), 404, "not_found")


async def test_uploads_at_once_do_not_pass_the_limit(filing: Filing) -> None:
    pictures = [picture("PNG", 10 + place) for place in range(MOST_FILES + 6)]
    answers = await asyncio.gather(*(filing.upload(content, f"{place}.png") for place, content in enumerate(pictures)))
    assert sorted(answer.status for answer in answers) == [201] * MOST_FILES + [422] * 6
    assert len(await filing.listed()) == MOST_FILES == len(filing.stored())


async def test_one_file_twice_at_once_is_taken_once(filing: Filing) -> None:
    answers = await asyncio.gather(*(filing.upload() for _ in range(4)))
    assert sorted(answer.status for answer in answers) == [201, 422, 422, 422]
    assert len(await filing.listed()) == 1 == len(filing.stored())


async def test_drafts_hold_so_many_bytes_together(filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    pictures = [picture("PNG", 10 + place) for place in range(3)]
    monkeypatch.setattr(store, "MOST_DRAFT_BYTES", len(pictures[0]) + len(pictures[1]))
    other = await filing.caller.claim("POST", "/api/claims", filing.claims.world.draft("bt"), 201)
    beside = f"/api/claims/{other['number']}/evidence"
    answers = await asyncio.gather(
        filing.upload(pictures[0], "a.png"), filing.upload(pictures[1], "b.png", path=beside),
        filing.upload(pictures[2], "c.png"))
    assert sorted(answer.status for answer in answers) in ([201, 201, 422], [201, 422, 422])
    refusal = await check_error(await filing.upload(picture("PNG", 200), "d.png"), 422, "invalid", "file")
    assert "草稿" in refusal["message"] and limits.MOST_DRAFT_BYTES >= 10 * limits.MOST_BYTES
    # Another person's drafts are no matter of his.
    _, caller = filing.claims.applicant()
    draft = await caller.claim("POST", "/api/claims", filing.claims.world.draft("bt", 2), 201)
    assert (await Filing(filing.claims, caller, draft).upload(pictures[0], "a.png")).status == 201
    # A draft that is withdrawn gives its room back, and its files go.
    await filing.caller.claim("POST", f"/api/claims/{other['number']}/withdraw", {"version": other["version"]})
    await filing.caller.claim("POST", f"/api/claims/{filing.draft['number']}/withdraw",
                              {"version": filing.draft["version"]})
    assert await filing.listed() == [] and len(filing.stored()) >= 2
    app = filing.claims.client.app
    assert app is not None
    await hourly.once(app)
    assert len(filing.stored()) == 1


async def test_what_an_office_has_seen_stays_when_it_is_withdrawn(filing: Filing) -> None:
    await filing.upload()
    number, version = filing.draft["number"], filing.draft["version"]
    sent = await filing.caller.claim("POST", f"/api/claims/{number}/submit", {"version": version})
    await filing.caller.claim("POST", f"/api/claims/{number}/withdraw", {"version": sent["version"]})
    app = filing.claims.client.app
    assert app is not None
    await hourly.once(app)
    assert len(await filing.listed()) == 1 == len(filing.stored())


async def test_a_person_has_so_many_drafts(claims: ClaimsService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST_DRAFTS", 3)
    _, caller = claims.applicant()
    draft = {"kind": "recognition", "region": "bt"}
    answers = await asyncio.gather(*(caller.send("POST", "/api/claims", draft) for _ in range(6)))
    assert sorted(answer.status for answer in answers) == [201] * 3 + [409] * 3
    made = (await caller.get("/api/claims"))["claims"]
    assert len(made) == 3
    assert "草稿" in await caller.refused("POST", "/api/claims", draft, 409, "not_allowed_now")
    await caller.claim("POST", f"/api/claims/{made[0]['number']}/withdraw", {"version": made[0]["version"]})
    await caller.claim("POST", "/api/claims", draft, 201)


async def test_an_upload_that_never_ends_is_given_up(filing: Filing, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_file, "_SECONDS", 0.2)

    async def slow() -> Any:
        yield b"--f\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF"
        for _ in range(200):
            await asyncio.sleep(0.05)
            yield b"x"

    response = await filing.caller.send("POST", filing.path, data=slow(),
                                        headers={"Content-Type": "multipart/form-data; boundary=f"})
    await check_error(response, 408, "timeout")
    assert filing.stored() == []


async def test_evidence_of_another_claim_is_not_found_under_ones_own(filing: Filing) -> None:
    made = await (await filing.upload()).json()
    _, stranger = filing.claims.applicant()
    mine = await stranger.claim("POST", "/api/claims", filing.claims.world.draft("bt", 2), 201)
    for method in ("GET", "DELETE"):
        for number in (mine["number"], filing.draft["number"], mine["number"].lower(), "R", "0"):
            response = await stranger.send(method, f"/api/claims/{number}/evidence/{made['id']}")
            await check_error(response, 404, "not_found")
    for spelling in (filing.draft["number"].lower(), filing.draft["number"].replace("0", "O")):
        if spelling != filing.draft["number"]:
            await check_error(await filing.caller.send("GET", f"/api/claims/{spelling}"), 404, "not_found")
    assert len(await filing.listed()) == 1


async def test_one_persons_key_is_nobody_elses(filing: Filing) -> None:
    key = fresh_key()
    _, stranger = filing.claims.applicant()
    first = await filing.caller.claim("POST", "/api/claims", filing.claims.world.draft("bt", 1), 201, key=key)
    other = await stranger.claim("POST", "/api/claims", filing.claims.world.draft("bt", 2), 201, key=key)
    assert first["number"] != other["number"]
    kept = filing.claims.world.database.write_now(lambda connection: [
        (row.body_sealed, row.owner) for row in connection.execute(sa.select(idempotency)) if row.key == key])
    assert len({owner for _, owner in kept}) == 2
    assert all("古丽" not in body and first["number"] not in body for body, _ in kept)
    names = filing.claims.world.database.write_now(
        lambda connection: [row.shown_name_sealed for row in connection.execute(sa.select(evidence))])
    assert all("证书" not in name for name in names)
