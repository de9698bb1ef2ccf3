"""The output channel of a turn: keeps each RESULT as one card.

rasa's CollectingOutputChannel splits text on blank lines and sends `custom` as a message of its own.
"""

from __future__ import annotations

from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.core.channels.channel import CollectingOutputChannel

from bot.dialogue.heard import Result
from bot.runtime.results import plain_result


class CardChannel(CollectingOutputChannel):
    """Collects the cards of one turn in `cards`."""

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[Result] = []

    @classmethod
    def name(cls) -> str:
        """The name under which rasa stores messages of this channel."""
        return "xueshi"

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep the RESULT of an utterance; a bare text of rasa's own becomes one."""
        card = message.get("custom") or plain_result("answered", message.get("text") or "")
        self.cards.append(card)
        self.messages.append({"recipient_id": recipient_id, "custom": card})
