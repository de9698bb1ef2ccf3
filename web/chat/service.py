"""Answering each message once: repeats of a running message wait for it, repeats of an answered one get its answer."""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from dataclasses import dataclass
from datetime import date
from typing import Callable

from bot.runtime.failures import describe
from bot.runtime.guard import guard
from bot.runtime.places import Busy
from db.engine import DatabaseUnavailable
from web.agent import Agent
from web.chat.request import ChatRequest
from web.chat.store import Claim, Results, Turn, TurnStore
from web.errors import ApiError
from web.metrics import Metrics

_log = logging.getLogger(__name__)
_LOOK_AGAIN_SECONDS = 0.2


@dataclass(frozen=True)
class _Running:
    digest: str
    task: asyncio.Task[Results]


class ChatService:
    """Belongs to one event loop. turn_seconds: how long a caller waits; the turn goes on, and a repeat finds it."""

    def __init__(self, agent: Agent, store: TurnStore, kb_digest: str, today: Callable[[], date], turn_seconds: float,
                 metrics: Metrics) -> None:
        self._agent, self._store, self._kb_digest, self._today = agent, store, kb_digest, today
        self._turn_seconds, self._metrics = turn_seconds, metrics
        self._running: dict[tuple[str, str], _Running] = {}

    async def answer(self, request: ChatRequest) -> Results:
        """The RESULTs of a message. Raises ApiError 409, 503, 504 and DatabaseUnavailable."""
        key = (request.conversation, request.message_id)
        digest = text_digest(request)
        running = self._running.get(key)
        if running is None:
            running = _Running(digest, asyncio.create_task(self._once(request, digest)))
            self._running[key] = running
            running.task.add_done_callback(lambda task: self._done(key, task))
        elif running.digest != digest:
            raise _other_text()
        else:
            self._metrics.repeats.inc()
        try:
            # Shielded: who waits may leave, the turn runs to its end and is stored.
            return await asyncio.wait_for(asyncio.shield(running.task), self._turn_seconds)
        except asyncio.TimeoutError:
            raise ApiError(504, "timeout", "这条消息还在处理，请稍后重试；重试不会重复计算。",
                           headers={"Retry-After": "5"}) from None

    async def finish_running(self) -> None:
        """Wait until every turn that runs has been stored, at most as long as a caller would."""
        tasks = [running.task for running in self._running.values()]
        if tasks:
            await asyncio.wait(tasks, timeout=self._turn_seconds)

    async def _once(self, request: ChatRequest, digest: str) -> Results:
        today = self._today()
        turn = Turn(request.conversation, request.message_id, digest, request.region, today, self._kb_digest)
        claimed = await self._store.claim(turn)
        while claimed is Claim.RUNNING:
            await asyncio.sleep(_LOOK_AGAIN_SECONDS)
            claimed = await self._store.claim(turn)
        if claimed is Claim.OTHER_TEXT:
            raise _other_text()
        if not isinstance(claimed, Claim):
            self._metrics.repeats.inc()
            return claimed
        return await self._store_answer(turn, await self._run(request, turn))

    async def _run(self, request: ChatRequest, turn: Turn) -> Results:
        started = time.perf_counter()
        try:
            results = await self._agent.handle(request.conversation, request.text, request.region,
                                               turn.today.isoformat(), request.region_chosen)
        except Busy:
            await self._store.release(turn)
            raise ApiError(503, "busy", "现在咨询的人较多，这条消息还没有处理，请过几秒再发。",
                           headers={"Retry-After": "3"}) from None
        except BaseException:
            await self._store.release(turn)
            raise
        self._metrics.turn_seconds.observe(time.perf_counter() - started)
        self._metrics.turns.labels(str(results[-1]["status"])).inc()
        return results

    async def _store_answer(self, turn: Turn, results: Results) -> Results:
        try:
            return await self._store.finish(turn, results)
        except DatabaseUnavailable as error:
            # The turn is done and cannot be undone: better answered than asked again.
            self._metrics.storage_failures.inc()
            _log.error("answer not stored: %s", error)
            return results

    def _done(self, key: tuple[str, str], task: asyncio.Task[Results]) -> None:
        del self._running[key]
        # Read, so that asyncio does not log the message of an error that nobody waited for any more.
        error = None if task.cancelled() else task.exception()
        if error is not None and not isinstance(error, (ApiError, DatabaseUnavailable)):
            _log.error("turn failed: %s", describe(error))


def text_digest(request: ChatRequest) -> str:
    """SHA-256 over the ids and the guarded text, in hexadecimal. The ids keep equal texts from looking equal."""
    parts = (request.conversation, request.message_id, guard(request.text).text)
    return hashlib.sha256("\0".join(parts).encode("utf-8")).hexdigest()


def _other_text() -> ApiError:
    return ApiError(409, "message_id_reused", "这个 message_id 已经用于另一条消息，请换一个再发。", "message_id")
