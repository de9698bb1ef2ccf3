"""Evidence over HTTP: up as a stream with a limit, down as an attachment, once for each key, for who may."""

from __future__ import annotations

import asyncio
import io
from typing import Any
from urllib.parse import unquote

import pytest
from aiohttp import FormData
from claims_api_kit import ClaimsService, fresh_key
from evidence_kit import Filing
from web_kit import check_error

from claims.evidence.limits import MOST_BYTES
from tests.claims.evidence.sample_files import FILES, package, picture
from web.evidence_api import attachment


@pytest.fixture
async def filing(claims: ClaimsService) -> Filing:
    """A draft in xj-city."""
    _, caller = claims.applicant()
    return Filing(claims, caller, await caller.claim("POST", "/api/claims", claims.world.draft("xj-city"), 201))


async def test_a_file_goes_up_shows_on_the_claim_and_comes_down_as_an_attachment(filing: Filing) -> None:
    made = await filing.uploaded()
    assert (made["name"], made["media_type"], made["activity"]) == ("学术年会 证书㙘“1”;.pdf", "application/pdf", 0)
    assert await filing.listed() == [made] and len(filing.stored()) == 1
    assert FILES["pdf"] not in filing.stored()[0].read_bytes()
    response = await filing.caller.send("GET", f"{filing.path}/{made['id']}")
    assert response.status == 200 and await response.read() == FILES["pdf"]
    headers = response.headers
    assert headers["Content-Type"] == "application/pdf" and headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "private, no-store"
    told = headers["Content-Disposition"]
    assert told.startswith('attachment; filename="evidence.pdf"; filename*=UTF-8\'\'') and told.isascii()
    assert unquote(told.rpartition("''")[2]) == made["name"]


@pytest.mark.parametrize("ending", FILES)
async def test_every_kind_is_told_by_its_content_and_not_by_what_the_browser_says(filing: Filing, ending: str) -> None:
    made = await filing.uploaded(FILES[ending], f"a.{ending}")
    response = await filing.caller.send("GET", f"{filing.path}/{made['id']}")
    assert response.headers["Content-Type"] == made["media_type"] and await response.read() == FILES[ending]


async def test_the_same_key_takes_a_file_once_and_another_file_not_at_all(filing: Filing) -> None:
    key = fresh_key()
    first = await filing.uploaded(key=key)
    assert await filing.uploaded(key=key) == first
    assert await filing.listed() == [first] and len(filing.stored()) == 1
    for other in ((FILES["png"], "a.png"), (FILES["pdf"], "b.pdf")):
        await check_error(await filing.upload(*other, key=key), 409, "key_reused", "Idempotency-Key")
    assert len(filing.stored()) == 1
    await filing.caller.claim("POST", f"/api/claims/{filing.draft['number']}/withdraw",
                              {"version": filing.draft["version"]})
    assert await filing.uploaded(key=key) == first


async def test_uploads_at_once_with_one_key_make_one_file(filing: Filing) -> None:
    key = fresh_key()
    answers = await asyncio.gather(*(filing.upload(key=key) for _ in range(5)))
    bodies = {await answer.text() for answer in answers}
    assert {answer.status for answer in answers} == {201} and len(bodies) == 1
    assert len(await filing.listed()) == 1 == len(filing.stored())


async def test_a_refused_file_is_told_with_its_field_and_leaves_nothing(filing: Filing) -> None:
    for content, name, status, code in (
        (b"<svg/>", "a.svg", 415, "unsupported_file"), (FILES["jpg"], "a.pdf", 415, "unsupported_file"),
        (b"", "a.pdf", 422, "invalid"), (package({"a": b"x"}), "a.zip", 415, "unsupported_file"),
        (FILES["pdf"] + b" " * MOST_BYTES, "a.pdf", 413, "too_large"),
    ):
        await check_error(await filing.upload(content, name), status, code, "file")
    for activity in ("1", "x", "-1", "９", "99999"):
        await check_error(await filing.upload(activity=activity), 422, "invalid", "activity")
    assert await filing.listed() == [] and filing.stored() == []
    kept = await filing.uploaded(activity=None)
    assert kept["activity"] is None
    await check_error(await filing.upload(name="b.pdf"), 422, "invalid", "file")
    assert await filing.listed() == [kept] and len(filing.stored()) == 1


async def test_an_endless_upload_is_cut_off(filing: Filing) -> None:
    """Without a length in front, and long before all of it was sent."""
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        yield (b"--frame\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.pdf\"\r\n\r\n%PDF-1.7\n")
        for _ in range(2000):
            sent += 1
            yield b"\0" * 1024 * 1024

    headers = {"Authorization": f"Bearer {filing.caller.token}", "Idempotency-Key": fresh_key(),
               "Content-Type": "multipart/form-data; boundary=frame"}
    async with filing.claims.client.post(filing.path, data=endless(), headers=headers) as response:
        await check_error(response, 413, "too_large", "file")
    assert sent < 200 and filing.stored() == []


@pytest.mark.parametrize(("content", "kind", "status", "code"), [
    (b'{"file": "x"}', "application/json", 415, "unsupported_file"),
    (b"file=x", "application/x-www-form-urlencoded", 415, "unsupported_file"),
    (b"", "multipart/form-data", 400, "bad_request"),
    (b"", "multipart/form-data; boundary=f", 400, "bad_request"),
    (b"no multipart at all", "multipart/form-data; boundary=f", 400, "bad_request"),
    (b'--f\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-1.7',
     "multipart/form-data; boundary=f", 400, "bad_request"),
    (b'--f\r\nContent-Disposition: form-data; name="other"; filename="a.pdf"\r\n\r\nx\r\n--f--\r\n',
     "multipart/form-data; boundary=f", 422, "invalid"),
    (b'--f\r\nContent-Disposition: form-data; name="file"\r\n\r\nx\r\n--f--\r\n',
     "multipart/form-data; boundary=f", 422, "invalid"),
    (b"--f--\r\n", "multipart/form-data; boundary=f", 422, "invalid"),
])
async def test_a_body_that_is_no_form_with_a_file_is_refused(
        filing: Filing, content: bytes, kind: str, status: int, code: str) -> None:
    response = await filing.caller.send("POST", filing.path, data=content, headers={"Content-Type": kind})
    await check_error(response, status, code, "file")
    assert filing.stored() == []


async def test_one_file_a_request(filing: Filing) -> None:
    form = FormData()
    for name in ("a.pdf", "b.pdf"):
        form.add_field("file", io.BytesIO(FILES["pdf"]), filename=name)
    await check_error(await filing.caller.send("POST", filing.path, data=form), 422, "invalid", "file")
    assert filing.stored() == []


async def test_a_removed_file_is_gone(filing: Filing) -> None:
    made, key = await filing.uploaded(), fresh_key()
    for _ in range(2):
        response = await filing.caller.send("DELETE", f"{filing.path}/{made['id']}", key=key)
        assert response.status == 204
    assert await filing.listed() == [] and filing.stored() == []
    await check_error(await filing.caller.send("DELETE", f"{filing.path}/{made['id']}"), 404, "not_found")
    await check_error(await filing.caller.send("GET", f"{filing.path}/{made['id']}"), 404, "not_found")


async def test_its_reviewers_read_it_and_nobody_else_does(filing: Filing) -> None:
    claims, made = filing.claims, await filing.uploaded()
    one = f"{filing.path}/{made['id']}"
    employer, stranger = claims.staff("xj-city:employer"), claims.applicant()[1]
    await check_error(await employer.send("GET", one), 404, "not_found")  # still a draft
    await filing.caller.claim("POST", f"/api/claims/{filing.draft['number']}/submit",
                              {"version": filing.draft["version"]})
    for caller in (employer, claims.staff("xj-city:hr"), filing.caller):
        response = await caller.send("GET", one)
        assert response.status == 200 and await response.read() == FILES["pdf"]
    for caller in (claims.staff("bt:employer"), claims.staff("bt:hr"), stranger):
        await check_error(await caller.send("GET", one), 404, "not_found")
    await check_error(await claims.nobody.send("GET", one), 401, "login_required")
    await check_error(await claims.nobody.send("POST", filing.path), 401, "login_required")
    await check_error(await employer.send("DELETE", one), 403, "forbidden")
    await check_error(await filing.upload(caller=employer), 403, "forbidden")
    await check_error(await filing.upload(FILES["png"], "a.png", caller=stranger), 404, "not_found")
    await check_error(await stranger.send("DELETE", one), 404, "not_found")
    # … and what was submitted is not changed any more.
    response = await filing.upload(picture("PNG", 20), "c.png")
    assert response.status == 409 and (await response.json())["error"]["code"] == "not_allowed_now"
    assert (await filing.caller.send("DELETE", one)).status == 409
    assert len(filing.stored()) == 1


async def test_a_file_that_is_lost_is_said_without_its_name(filing: Filing, caplog: pytest.LogCaptureFixture) -> None:
    made = await filing.uploaded()
    filing.stored()[0].unlink()
    await check_error(await filing.caller.send("GET", f"{filing.path}/{made['id']}"), 500, "internal")
    assert "EvidenceLost" in caplog.text and "证书" not in caplog.text


@pytest.mark.parametrize("name", ['"; filename="x.html', "a\r\nb.pdf", "证书.pdf", "%0d%0a.pdf", "a'b.pdf"])
def test_no_name_leaves_its_place_in_the_header(name: str) -> None:
    told = attachment(name)
    assert told.isascii() and told.isprintable() and told.count('"') == 2
    assert unquote(told.rpartition("''")[2]) == name
