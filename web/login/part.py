"""The part of the running service that lets people in: what hashes and sends, and the first admin."""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import AsyncIterator

from aiohttp import web

from claims.people import first_admin
from claims.people.passwords import hash_password, random_password
from claims.people.senders import SenderHere, SenderUnusable, make_sender
from db.moments import now
from web.keys import CODE_SENDER, DATABASE, HASHING, SEALER, SETTINGS
from web.start_failed import StartFailed

_HASHING_THREADS = 2


async def people(app: web.Application) -> AsyncIterator[None]:
    """Raises StartFailed: a sender that cannot be loaded, a key of host pages without their names."""
    settings = app[SETTINGS]
    if settings.host_token_key is not None and not settings.host_token_issuers:
        raise StartFailed("XUESHI_HOST_TOKEN_KEY needs XUESHI_HOST_TOKEN_ISSUERS: whose tokens are taken")
    try:
        app[CODE_SENDER] = SenderHere(make_sender(settings.code_sender, settings.development))
    except SenderUnusable as error:
        raise StartFailed(str(error)) from None
    app[HASHING] = ThreadPoolExecutor(_HASHING_THREADS, thread_name_prefix="xueshi-hash")
    await _make_first_admin(app)
    yield
    app[HASHING].shutdown(wait=True)


async def _make_first_admin(app: web.Application) -> None:
    """Printed, not logged: logs are kept and sent on."""
    database, sealer = app[DATABASE], app[SEALER]
    if not await database.run(first_admin.is_needed):
        return
    password = random_password()
    hashed = await asyncio.get_running_loop().run_in_executor(app[HASHING], hash_password, password)
    if await database.write(lambda connection: first_admin.create(connection, sealer, hashed, now())):
        print(f"xueshi: first start, an account for the administrator was made. Login: {first_admin.LOGIN}\n"
              f"xueshi: password: {password} (shown only now; it must be changed at the first login)\n"
              "xueshi: lost? .venv/bin/xueshi accounts reset admin", file=sys.stderr, flush=True)
