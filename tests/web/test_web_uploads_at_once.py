"""Uploads that are held open: each keeps its file in memory until it ends, so that there is room for a few at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientResponse
from claims_api_kit import Caller, ClaimsService, fresh_key
from web_kit import check_error

from tests.claims.evidence.sample_files import FILES, picture
from web import one_file

BOUNDARY = "at-once"


class Upload:
    """One upload, held open until `end`."""

    def __init__(self, caller: Caller, number: str, content: bytes) -> None:
        self._go = asyncio.Event()
        self._body = (f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'.encode()
                      + content + f"\r\n--{BOUNDARY}--\r\n".encode())
        headers = {"Authorization": f"Bearer {caller.token}", "Idempotency-Key": fresh_key(),
                   "Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}
        self.answer: asyncio.Task[ClientResponse] = asyncio.ensure_future(caller.client.request(
            "POST", f"/api/claims/{number}/evidence", data=self._pieces(), headers=headers))

    async def _pieces(self) -> AsyncIterator[bytes]:
        yield self._body[:20]
        await self._go.wait()
        yield self._body[20:]

    async def end(self) -> ClientResponse:
        """The answer, after the rest was sent."""
        self._go.set()
        return await self.answer


async def _draft(claims: ClaimsService, caller: Caller, serial: int) -> str:
    made = await caller.claim("POST", "/api/claims", claims.world.draft("bt", serial), 201)
    return str(made["number"])


async def _all_begun(room: Any, wanted: int) -> None:
    while room.taken() < wanted:  # noqa: ASYNC110 - nobody tells it but the service itself
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_one_person_has_a_few_uploads_at_once(claims: ClaimsService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_file, "WAIT_SECONDS", 0.01)
    _, caller = claims.applicant()
    _, other = claims.applicant()
    number, others = await _draft(claims, caller, 1), await _draft(claims, other, 3)
    files = [picture("PNG", 40 + place) for place in range(one_file.MOST_OF_ONE)]
    held = [Upload(caller, number, content) for content in files]
    assert claims.client.app is not None
    await _all_begun(claims.client.app[one_file.ROOM], len(held))
    refused = await Upload(caller, number, FILES["pdf"]).answer
    await check_error(refused, 429, "too_often", "file")
    assert int(refused.headers["Retry-After"]) > 0
    assert (await Upload(other, others, FILES["pdf"]).end()).status == 201
    assert [(await upload.end()).status for upload in held] == [201] * len(held)
    assert claims.client.app[one_file.ROOM].taken() == 0
    assert (await Upload(caller, number, FILES["pdf"]).end()).status == 201


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_all_people_together_have_room_for_many(claims: ClaimsService, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_file, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(one_file, "WAIT_SECONDS", 0.01)
    _, caller = claims.applicant()
    _, other = claims.applicant()
    number, others = await _draft(claims, caller, 1), await _draft(claims, other, 3)
    held = Upload(caller, number, FILES["pdf"])
    assert claims.client.app is not None
    await _all_begun(claims.client.app[one_file.ROOM], 1)
    await check_error(await Upload(other, others, FILES["pdf"]).answer, 429, "too_often", "file")
    assert (await held.end()).status == 201


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_more_of_them_wait_for_their_turn(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    number = await _draft(claims, caller, 1)
    uploads = [Upload(caller, number, picture("PNG", 40 + place)) for place in range(3 * one_file.MOST_OF_ONE)]
    assert claims.client.app is not None
    room = claims.client.app[one_file.ROOM]
    await _all_begun(room, one_file.MOST_OF_ONE)
    answers = await asyncio.gather(*(upload.end() for upload in uploads))
    assert [answer.status for answer in answers] == [201] * len(uploads) and room.taken() == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_an_upload_that_fails_gives_its_room_back(claims: ClaimsService) -> None:
    _, caller = claims.applicant()
    number = await _draft(claims, caller, 1)
    for _ in range(one_file.MOST_OF_ONE + 1):
        response = await Upload(caller, number, b"no file of a known kind").end()
        await check_error(response, 415, "unsupported_file", "file")
