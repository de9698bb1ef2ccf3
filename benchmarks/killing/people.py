"""Who files and approves over HTTP, and asks again with the same key until there is an answer."""

from __future__ import annotations

import asyncio
import random
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import aiohttp

from benchmarks.killing.world import World, draft

_PDF = (b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R/ID[<", b">]>>\nstartxref\n0\n%%EOF\n")
_WAIT = 0.1


@dataclass
class Told:
    """What the service acknowledged. state: the last one told of each claim. titles: of each claim. steps: transitions
    acknowledged of each. asked_again: requests that had to be repeated since a kill cut them off.
    """

    state: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    steps: dict[str, list[str]] = field(default_factory=dict)
    asked_again: int = 0
    writes: int = 0
    faults: list[str] = field(default_factory=list)


class Person:
    """One session. Every write has an Idempotency-Key of its own and is repeated with it until it is answered."""

    def __init__(self, http: aiohttp.ClientSession, url: str, token: str, told: Told) -> None:
        self._http, self._url, self._token, self._told = http, url, token, told

    async def write(self, path: str, body: Mapping[str, Any] | None = None, file: bytes | None = None
                    ) -> tuple[int, dict[str, Any]]:
        """POST until there is an answer: its status and value."""
        headers = {"Authorization": f"Bearer {self._token}", "Idempotency-Key": secrets.token_hex(16)}
        self._told.writes += 1
        while True:
            try:
                content: dict[str, Any] = {"json": body}
                if file is not None:
                    form = aiohttp.FormData()
                    form.add_field("file", file, filename="证明.pdf", content_type="application/pdf")
                    content = {"data": form}
                async with self._http.post(self._url + path, headers=headers, **content) as response:
                    if response.status not in (409, 503) or (await response.json())["error"]["code"] == "stale_version":
                        return response.status, await response.json()
            except (aiohttp.ClientError, ConnectionError, asyncio.TimeoutError):
                pass
            self._told.asked_again += 1
            await asyncio.sleep(_WAIT)

    async def read(self, path: str) -> dict[str, Any]:
        """GET until there is an answer."""
        while True:
            try:
                async with self._http.get(self._url + path,
                                          headers={"Authorization": f"Bearer {self._token}"}) as response:
                    found: dict[str, Any] = await response.json()
                    if response.status == 200:
                        return found
            except (aiohttp.ClientError, ConnectionError, asyncio.TimeoutError):
                pass
            await asyncio.sleep(_WAIT)


async def file_claims(person: Person, world: World, serial: int, told: Told, stop: asyncio.Event,
                      wait_for: asyncio.Queue[str]) -> None:
    """Create a claim, add its proof, submit it, and begin again until told to stop."""
    while not stop.is_set():
        title = f"会议 {serial} {secrets.token_hex(6)}"
        status, claim = await person.write("/api/claims", draft(world, serial, title))
        if not _fine(told, "create", status, claim, 201):
            return
        number = claim["number"]
        told.titles[number], told.state[number], told.steps[number] = title, claim["state"], []
        # Of its own content: the same file twice would be flagged, which is another matter.
        status, made = await person.write(f"/api/claims/{number}/evidence?activity=0",
                                          file=secrets.token_hex(8).encode().join(_PDF))
        if not _fine(told, "evidence", status, made, 201):
            return
        now = await person.read(f"/api/claims/{number}")
        status, claim = await person.write(f"/api/claims/{number}/submit", {"version": now["version"]})
        if not _fine(told, "submit", status, claim, 200):
            return
        told.state[number] = claim["state"]
        told.steps[number].append("submit")
        await wait_for.put(number)


async def approve_claims(people: tuple[Person, ...], told: Told, taken: asyncio.Queue[str],
                         passed_on: asyncio.Queue[str] | None, dice: random.Random) -> None:
    """Approve what comes, by a reviewer drawn by lot, and pass it on to the next step; runs until cancelled."""
    while True:
        number = await taken.get()
        person = dice.choice(people)
        now = await person.read(f"/api/reviews/{number}")
        status, claim = await person.write(f"/api/reviews/{number}/approve", {"version": now["version"]})
        if _fine(told, "approve", status, claim, 200):
            told.state[number] = claim["state"]
            told.steps[number].append("approve")
            if passed_on is not None:
                await passed_on.put(number)
        taken.task_done()


def _fine(told: Told, what: str, status: int, value: Mapping[str, Any], wanted: int) -> bool:
    if status == wanted:
        return True
    told.faults.append(f"{what} was answered with {status}: {value.get('error')}")
    return False
