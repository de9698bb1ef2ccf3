"""What the service does by itself, at its start and every hour: anchor the audit log, tidy the folder of evidence,
forget sessions, codes, tokens, links and answers to writes that are over."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import timedelta
from typing import AsyncIterator

from aiohttp import web
from sqlalchemy.engine import Connection

from bot.runtime.failures import describe
from claims.audit.anchors import anchor, file_beside
from claims.evidence.store import sweep
from claims.filing import idempotency
from claims.people.sweep import sweep as forget
from db.engine import DatabaseUnavailable
from db.moments import now
from web.keys import DATABASE, SEALER, SETTINGS
from web.start_failed import StartFailed

_log = logging.getLogger(__name__)
EVERY_SECONDS = 3600.0
ANSWERS_KEPT = timedelta(days=1)
"""How long a write sent again under its Idempotency-Key gets the answer it got; some answers are told only once."""


async def hourly(app: web.Application) -> AsyncIterator[None]:
    """A part of the service. Raises StartFailed where the files beside the keys cannot be written."""
    try:
        await once(app)
    except OSError as error:
        raise StartFailed(f"{error.filename}: cannot be written ({error.strerror}); the service keeps the anchors of "
                          "its audit log and its evidence files there (XUESHI_KEYS, XUESHI_EVIDENCE)") from None
    except DatabaseUnavailable as error:
        raise StartFailed(str(error)) from None
    task = asyncio.create_task(_again_and_again(app))
    yield
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def once(app: web.Application) -> None:
    """Anchor and tidy now. Raises OSError, DatabaseUnavailable."""
    settings, sealer = app[SETTINGS], app[SEALER]

    def work(connection: Connection) -> None:
        anchor(connection, sealer, now().date(), file_beside(settings.key_file))

    await app[DATABASE].write(work)
    await app[DATABASE].run(lambda connection: sweep(connection, settings.evidence_folder))
    await app[DATABASE].run(lambda connection: forget(connection, now()))
    await app[DATABASE].run(lambda connection: idempotency.sweep(connection, now() - ANSWERS_KEPT))


async def _again_and_again(app: web.Application) -> None:
    while True:
        await asyncio.sleep(EVERY_SECONDS)
        try:
            await once(app)
        except Exception as error:
            # Whatever it was: the next hour must come all the same.
            _log.error("the audit log was not anchored, the evidence folder not tidied: %s", describe(error))
