"""What the service asks of the agent: `bot.runtime.host.AgentHost`, or a stand-in of a test."""

from __future__ import annotations

from typing import Any, Protocol


class Agent(Protocol):
    """Answers messages; a conversation's messages one after the other."""

    @property
    def waiting(self) -> int:
        """How many turns wait or run now."""
        ...

    async def handle(
        self, conversation: str, text: str, region: str | None, today: str, region_chosen: bool = False
    ) -> list[dict[str, Any]]:
        """The RESULTs of one message, at least one; region_chosen as in `bot.dialogue.heard.Heard`.

        Raises `bot.runtime.places.Busy` where there is no place.
        """
        ...
