"""Accounts that no office is behind, and lists of people as uploads."""

from __future__ import annotations

import asyncio
import secrets
import threading
from collections.abc import Awaitable
from typing import Any

import pytest
from aiohttp import ClientResponse, FormData
from claims_api_kit import Caller, ClaimsService, fresh_key

from claims.actors import Grant, Staff
from db.tables import accounts

HEAD = "姓名,身份证号,手机号\r\n"
_LONGEST_SECONDS = 30


def everywhere(claims: ClaimsService, role: str) -> Caller:
    """A new account with a role that holds everywhere, logged in."""
    return claims.account(Staff(_account(claims), (Grant(role, None, None),)))


def at(claims: ClaimsService, role: str, office: str) -> Caller:
    """A new account with a role at an organisation of the world (`bt:hr`), logged in."""
    grant = Grant(role, claims.world.organisation[office], office.partition(":")[0])
    return claims.account(Staff(_account(claims), (grant,)))


async def upload(caller: Caller, organisation: int, content: bytes, key: str | None = None, field: str = "file",
                 name: str = "名单.csv") -> ClientResponse:
    """Send a list of people."""
    form = FormData()
    form.add_field(field, content, filename=name)
    headers = {"Idempotency-Key": key or fresh_key()}
    if caller.token:
        headers["Authorization"] = f"Bearer {caller.token}"
    response = await caller.client.post(f"/api/organisations/{organisation}/people", data=form, headers=headers)
    await response.read()
    return response


async def answered_meanwhile(patch: pytest.MonkeyPatch, where: Any, step: str, caller: Caller,
                             work: Awaitable[ClientResponse]) -> ClientResponse:
    """The answer to a long request of which one step (`where.step`) goes on only once somebody else has an answer.

    Were the step done on the loop that answers everybody, or while the database is held, nobody would ever have one:
    it gives up after a time that no machine needs, and the answer is a failure.
    """
    loop, begun, answered, real = asyncio.get_running_loop(), asyncio.Event(), threading.Event(), getattr(where, step)

    def held(*arguments: Any) -> Any:
        loop.call_soon_threadsafe(begun.set)
        if not answered.wait(_LONGEST_SECONDS):
            raise TimeoutError("nobody else got an answer meanwhile")
        return real(*arguments)

    patch.setattr(where, step, held)
    long = asyncio.ensure_future(work)
    waiting = asyncio.ensure_future(begun.wait())
    await asyncio.wait({long, waiting}, return_when=asyncio.FIRST_COMPLETED)
    assert begun.is_set(), "the request was answered without this step"
    response = await caller.send("GET", "/api/session")
    assert response.status == 200 and not long.done()
    answered.set()
    return await long


def _account(claims: ClaimsService) -> int:
    def work(connection: Any) -> int:
        found = connection.execute(accounts.insert().values(
            login=f"kept{secrets.token_hex(4)}", display_name="演示", password_hash="-", must_change=False, active=True,
            failures=0, version=1, created_at=claims.world.now))
        return int(found.inserted_primary_key[0])

    return claims.world.database.write_now(work)
