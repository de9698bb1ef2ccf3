"""Running turns on the agent: one after the other within a conversation, in the order in which they came."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import Any, AsyncIterator

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from bot.dialogue.heard import HeardPart, Result
from bot.dialogue.parts import cut
from bot.runtime.channel import CardChannel
from bot.runtime.failures import log_failure
from bot.runtime.guard import escape_command
from bot.runtime.inprocess_actions import OnFailure
from bot.runtime.results import NOT_SAVED, failure
from bot.runtime.tracker_store import ConversationMoved, ConversationStore, StoreUnavailable

# Attempts at a turn whose conversation another process moved meanwhile.
_ATTEMPTS = 4


class Turns:
    """Belongs to the agent's loop: call it from there only.

    rasa's own lock store, which polls once a second, is passed by; order between processes is kept by the store.
    """

    def __init__(self, agent: Agent, on_failure: OnFailure | None = None) -> None:
        self.agent = agent
        self._on_failure = on_failure
        self._locks: dict[str, tuple[asyncio.Lock, int]] = {}

    async def run(self, conversation: str, text: str, metadata: dict[str, Any]) -> list[Result]:
        """The RESULTs of one message, at least one; a failure is a RESULT of status "error"."""
        async with self._alone(conversation):
            return await self._run_safely(conversation, text, metadata)

    async def forget(self, conversation: str, store: ConversationStore) -> None:
        """Delete a conversation between two of its turns."""
        async with self._alone(conversation):
            store.forget(conversation)

    @asynccontextmanager
    async def _alone(self, conversation: str) -> AsyncIterator[None]:
        lock, waiting = self._locks.get(conversation, (asyncio.Lock(), 0))
        self._locks[conversation] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[conversation]
            if waiting == 1:
                del self._locks[conversation]
            else:
                self._locks[conversation] = (lock, waiting - 1)

    async def _run_safely(self, conversation: str, text: str, metadata: dict[str, Any]) -> list[Result]:
        try:
            for _ in range(_ATTEMPTS - 1):
                try:
                    return await self._run_once(conversation, text, metadata)
                except ConversationMoved:
                    await asyncio.sleep(0)
            return await self._run_once(conversation, text, metadata)
        except StoreUnavailable as error:
            return [self._failed("conversation not stored", error, NOT_SAVED, metadata)]
        except Exception as error:
            return [self._failed("turn failed", error, None, metadata)]

    async def _run_once(self, conversation: str, text: str, metadata: dict[str, Any]) -> list[Result]:
        channel = CardChannel()
        metadata = {**metadata, **await self._parts(text, metadata)}
        message = UserMessage(text, channel, conversation, input_channel=channel.name(), metadata=metadata)
        assert self.agent.processor is not None
        await self.agent.processor.handle_message(message)
        if not channel.cards:
            raise LookupError("the agent said nothing")
        region = metadata.get("region")
        return [{**card, "region": region} if card["status"] == "error" and region else card for card in channel.cards]

    async def _parts(self, text: str, metadata: dict[str, Any]) -> dict[str, Any]:
        """What the NLU makes of each question of a message that asks several, as metadata; nothing for a single one."""
        assert self.agent.processor is not None
        parts = []
        for part in cut(text):
            alone = UserMessage(escape_command(part.text), metadata={"today": metadata.get("today")})
            parsed = await self.agent.processor.parse_message(alone)
            ranking = tuple((intent["name"], intent["confidence"]) for intent in parsed.get("intent_ranking") or ())
            entities = tuple(parsed.get("entities") or ())
            parts.append(HeardPart(part.text, part.asked, part.apart, ranking, entities).dump())
        return {"parts": parts} if parts else {}

    def _failed(self, what: str, error: Exception, text: str | None, metadata: dict[str, Any]) -> Result:
        log_failure(what, error)
        if self._on_failure is not None:
            self._on_failure(error)
        region = metadata.get("region")
        return failure(text, region) if text else failure(region=region)
