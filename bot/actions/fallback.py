"""`action_default_fallback`: a message for which no rule speaks is answered by the responder too, then taken back.

rasa demands the `UserUtteranceReverted`: without it the policy falls back again and again until the circuit breaker
trips at ten actions. The frame is set after it, as the revert takes back everything since the message.
"""

from __future__ import annotations

from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa_sdk import Tracker
from rasa_sdk.events import UserUtteranceReverted
from rasa_sdk.executor import CollectingDispatcher

from bot.actions.answer import AnswerAction


class FallbackAction(AnswerAction):
    """The same answer, and the message is undone for the dialogue policy."""

    def name(self) -> str:
        """rasa's name for it."""
        return "action_default_fallback"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Answer, revert the message, keep the frame."""
        return [UserUtteranceReverted(), *super().run(dispatcher, tracker, domain)]
