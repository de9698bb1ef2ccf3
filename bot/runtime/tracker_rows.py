"""How a conversation becomes a row: which events are kept, and the table."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Iterable

import bot.runtime.prepared  # noqa: F401  (before rasa)
import sqlalchemy as sa
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_SESSION_START_NAME
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SessionStarted, SlotSet
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses

metadata = sa.MetaData()
conversations = sa.Table(
    "dialogue_tracker",
    metadata,
    sa.Column("conversation", sa.String(255), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("touched", sa.Float, nullable=False, index=True),
    sa.Column("events", sa.Text, nullable=False),
)
"""One row a conversation: read whole at the start of a turn, written whole at its end. `touched`: Unix seconds."""


def bounded(events: list[Event], slots: Iterable[Slot], limit: int) -> list[Event]:
    """The events, or where there are more than `limit` the last turns of them behind a fresh session start.

    Cut before a whole turn, to half the limit, so that it happens once in many turns; slot values of the dropped part
    are set again. rasa replays every event several times a turn: without a bound a turn slows down with the talk.
    """
    if len(events) <= limit:
        return events
    cut = _start_of_kept_turns(events, limit // 2)
    dropped = DialogueStateTracker.from_events("", list(events[:cut]), slots)
    prefix: list[Event] = [ActionExecuted(ACTION_SESSION_START_NAME), SessionStarted()]
    prefix += [SlotSet(slot.name, slot.value) for slot in dropped.slots.values() if slot.value != slot.initial_value]
    for event in prefix:
        event.timestamp = events[cut].timestamp
    return [*prefix, *events[cut:]]


def _start_of_kept_turns(events: list[Event], keep: int) -> int:
    listens = [
        place
        for place, event in enumerate(events)
        if isinstance(event, ActionExecuted) and event.action_name == ACTION_LISTEN_NAME and place > 0
    ]
    # The last listen waits for the next message: with nothing else to keep, the conversation starts from there.
    return next((place for place in listens if len(events) - place <= keep), listens[-1] if listens else 0)


def stored_form(event: Event) -> dict[str, Any]:
    """The event as JSON values, without the answer that the person read.

    Answers are kept by the room that delivers them, with what is needed to recompute them; the dialogue needs none.
    """
    stored: dict[str, Any] = event.as_dict()
    if isinstance(event, BotUttered):
        stored = {**stored, "text": None, "data": {}}
    return stored


def read_event(stored: dict[str, Any]) -> Event:
    """The event of `stored_form`. Raises KeyError for a kind of event that rasa does not have."""
    return _event_kinds()[stored["event"]]._from_parameters(dict(stored))


@lru_cache(maxsize=1)
def _event_kinds() -> dict[str, type[Event]]:
    # rasa walks the tree of classes for every event that it reads: a tenth of a turn.
    return {kind.type_name: kind for kind in all_subclasses(Event) if getattr(kind, "type_name", None)}
