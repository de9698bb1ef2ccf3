"""`action_answer`, which every rule runs: tracker → Heard → responder → one RESULT and the new frame."""

from __future__ import annotations

from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa_sdk import Action, Tracker
from rasa_sdk.events import FollowupAction, SlotSet
from rasa_sdk.executor import CollectingDispatcher

from bot.dialogue.heard import Doubt, Heard, HeardPart, Responder

FRAME_SLOT = "frame"


class AnswerAction(Action):
    """Hands the turn to the responder; knows neither policy nor wording."""

    def __init__(self, responder: Responder) -> None:
        self._responder = responder

    def name(self) -> str:
        """The action's name in domain.yml."""
        return "action_answer"

    def run(self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]) -> list[dict[str, Any]]:
        """Utter the RESULT as one `json_message` and keep the frame; an error of the responder goes to the caller."""
        result, frame = self._responder.respond(heard_from(tracker), tracker.get_slot(FRAME_SLOT))
        dispatcher.utter_message(json_message=result)
        # One answer a turn by construction, and no second prediction to find that out.
        return [SlotSet(FRAME_SLOT, frame), FollowupAction("action_listen")]


def heard_from(tracker: Tracker) -> Heard:
    """What the person's latest message brings. Its metadata is described at `AgentHost.handle`.

    Read from the events, as `tracker.latest_message` is the parse alone and has no metadata. Raises LookupError where
    no message stands in the tracker or it came without a day: no answer may depend on a clock of its own.
    """
    message = next((event for event in reversed(tracker.events) if event["event"] == "user"), None)
    if message is None:
        raise LookupError("action_answer ran without a message")
    parsed = message["parse_data"]
    ranking = parsed.get("intent_ranking") or [parsed.get("intent") or {}]
    metadata = message["metadata"]
    return Heard(
        text=message.get("text") or "",
        intents=tuple((intent["name"], float(intent["confidence"])) for intent in ranking if intent.get("name")),
        entities=tuple(parsed.get("entities") or ()),
        region=metadata.get("region"),
        today=metadata["today"],
        region_chosen=bool(metadata.get("region_chosen")),
        doubts=tuple(Doubt(*doubt) for doubt in metadata.get("doubts", ())),
        parts=tuple(HeardPart.load(raw) for raw in metadata.get("parts") or ()),
    )
