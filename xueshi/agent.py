"""The agent for as long as a command runs, with its conversations in memory."""

from __future__ import annotations

import asyncio
from types import TracebackType
from typing import Any

from typing_extensions import Self

from xueshi.failure import Failure
from xueshi.knowledge import knowledge


class CommandAgent:
    """Context manager. Raises Failure where the knowledge base or the model cannot be used."""

    def __enter__(self) -> Self:
        from bot.dialogue.responder import Dialogue
        from bot.runtime.host import AgentHost, ModelNotReady
        from bot.runtime.training import MODELS

        self.kb = knowledge()
        self._host = AgentHost(MODELS, Dialogue(self.kb), "sqlite://")
        try:
            self._host.start()
        except ModelNotReady as error:
            raise Failure(str(error)) from None
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._host.stop()

    def say(self, conversation: str, text: str, region: str | None, today: str) -> dict[str, Any]:
        """The RESULT of one message (the last, where there are several)."""
        return asyncio.run(self._host.handle(conversation, text, region, today))[-1]
