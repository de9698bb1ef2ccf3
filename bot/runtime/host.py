"""The agent's host: the Rasa agent on a thread and event loop of its own, behind a bounded queue.

A turn computes without ever awaiting; on the web server's loop a few dozen messages would stall it for a second.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Awaitable

import bot.runtime.prepared  # noqa: F401  (before rasa)
from policy_kb.loader import KbError
from rasa.core.channels.channel import UserMessage

from bot.dialogue.heard import Responder, Result
from bot.runtime.agent_loader import ModelNotReady, load_agent
from bot.runtime.inprocess_actions import OnFailure
from bot.runtime.loop_thread import LoopThread
from bot.runtime.places import Busy, Places, Stopped
from bot.runtime.reading import Reader, Reading
from bot.runtime.tracker_store import MAX_EVENTS, ConversationStore, StoreUnavailable
from bot.runtime.turns import Turns

__all__ = ["AgentHost", "Busy", "ModelNotReady", "Stopped"]


class AgentHost:
    """Hosts one agent. `handle` and `parse` may be called from any event loop.

    model_path: model file, or the folder with its manifest. tracker_store_url: SQLAlchemy URL (`sqlite:///…`,
    `postgresql://…`). queue_size: how many turns may wait or run at once. each_conversation: how many of these may
    belong to one conversation. kb_dir: a knowledge base laid over the project's own. on_failure: told of each
    exception that cost somebody an answer (for an alarm or a counter), in the agent's thread.
    """

    def __init__(
        self,
        model_path: Path | str,
        responder: Responder,
        tracker_store_url: str = "sqlite://",
        queue_size: int = 64,
        *,
        each_conversation: int = 4,
        kb_dir: Path | None = None,
        max_events: int = MAX_EVENTS,
        on_failure: OnFailure | None = None,
    ) -> None:
        self._model, self._responder, self._url = Path(model_path), responder, tracker_store_url
        self._kb_dir, self._max_events, self._on_failure = kb_dir, max_events, on_failure
        self._places = Places(queue_size, each_conversation)
        self._reader: Reader | None = None
        self._thread: LoopThread | None = None
        self._store: ConversationStore | None = None
        self._turns: Turns | None = None

    @property
    def waiting(self) -> int:
        """How many turns wait or run now."""
        return self._places.taken

    def start(self) -> None:
        """Load the model and open the store; returns when the first message can be answered. Raises ModelNotReady."""
        if self._thread is not None:
            return
        thread = LoopThread("xueshi-agent")
        try:
            thread.call(self._open)
        except BaseException:
            thread.close()
            raise
        self._thread = thread

    def _open(self) -> None:
        try:
            self._reader = Reader(self._kb_dir)
            self._store = ConversationStore(self._url, self._max_events)
        except KbError as error:
            raise ModelNotReady(f"the knowledge base has faults: run `xueshi kb check`\n{error}") from error
        except StoreUnavailable as error:
            raise ModelNotReady(f"{error}: check DATABASE_URL") from error
        agent = load_agent(self._model, self._responder, self._store, self._kb_dir, self._on_failure)
        self._turns = Turns(agent, self._on_failure)

    def reload(self) -> None:
        """Load the model and the terms of the knowledge base again, between two turns; the old ones stay on failure."""
        thread, store = self._running(), self._store
        assert store is not None

        def load() -> None:
            assert self._turns is not None
            reader = Reader(self._kb_dir)
            self._turns.agent = load_agent(self._model, self._responder, store, self._kb_dir, self._on_failure)
            self._reader = reader

        thread.call(load)

    def stop(self, seconds: float = 30.0) -> bool:
        """Refuse new messages, finish what is queued, close. False where something was dropped after `seconds`."""
        if self._thread is None:
            return True
        finished = self._places.close_and_wait(seconds)
        if self._store is not None:
            self._thread.call(self._store.close)
        self._thread.close()
        self._thread = None
        return finished

    async def handle(
        self, conversation: str, text: str, region: str | None, today: str, region_chosen: bool = False
    ) -> list[Result]:
        """The RESULTs of one message, at least one.

        region: the person's own region id or None. today: YYYY-MM-DD. region_chosen: see `Heard`.
        Raises Busy where the queue is full; every other failure is a RESULT of status "error". A turn once taken runs
        to its end even if the caller is cancelled.
        """
        thread = self._running()
        reading = self._read(text)
        if reading.refusal is not None:
            return reading.with_notice([reading.refusal_result(region)])
        metadata: dict[str, Any] = {"region": region, "today": today, "region_chosen": region_chosen}
        if reading.doubts:
            metadata["doubts"] = [[doubt.typed, doubt.read, doubt.meaning] for doubt in reading.doubts]
        self._places.take(conversation)
        assert self._turns is not None
        future = thread.submit(self._turns.run(conversation, reading.text, metadata))
        future.add_done_callback(lambda _: self._places.give_back(conversation))
        return reading.with_notice(await _kept_running(asyncio.wrap_future(future)))

    async def forget(self, conversation: str) -> None:
        """Delete what is kept of a conversation, once its turns are done: its next message starts it afresh."""
        thread = self._running()
        assert self._turns is not None and self._store is not None
        await asyncio.wrap_future(thread.submit(self._turns.forget(conversation, self._store)))

    def forget_before(self, moment: float) -> int:
        """Delete the conversations last touched before `moment` (Unix seconds); returns how many that were."""
        thread, store = self._running(), self._store
        assert store is not None
        return thread.call(lambda: store.forget_before(moment))

    async def parse(self, text: str, today: str | None = None) -> dict[str, Any]:
        """What the NLU makes of a text: text, intent, intent_ranking, entities. No conversation is touched."""
        thread = self._running()
        reading = self._read(text)
        if reading.refusal is not None:
            return {"text": reading.text, "intent": None, "intent_ranking": [], "entities": []}
        message = UserMessage(reading.text, metadata={"today": today} if today else None)

        async def work() -> dict[str, Any]:
            assert self._turns is not None and self._turns.agent.processor is not None
            return dict(await self._turns.agent.processor.parse_message(message))

        parsed = await asyncio.wrap_future(thread.submit(work()))
        return {key: parsed.get(key) for key in ("text", "intent", "intent_ranking", "entities")}

    def _read(self, text: str) -> Reading:
        assert self._reader is not None
        return self._reader.read(text)

    def _running(self) -> LoopThread:
        if self._thread is None:
            raise Stopped("the agent host is not running")
        return self._thread


def _kept_running(work: Awaitable[list[Result]]) -> Awaitable[list[Result]]:
    return asyncio.shield(work)
