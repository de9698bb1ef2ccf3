"""What one turn brings to the responder, and what the responder promises (docs/interfaces.md section 2)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, Mapping, Protocol

Result = dict[str, Any]
"""A RESULT of the contract, section 4: plain JSON values."""
Frame = dict[str, Any]
"""What the conversation carries from turn to turn: plain JSON values, opaque to the runtime."""


@dataclass(frozen=True)
class Doubt:
    """A repaired typo that may be none: what was typed, what it is read as, what would be computed with (kind:id)."""

    typed: str
    read: str
    meaning: str


@dataclass(frozen=True)
class Heard:
    """One message of a person as the NLU understood it.

    text: normalised text. intents: (name, confidence) ranking, best first; empty where none was found.
    entities: dicts with at least entity, value, start, end (offsets in `text`), from the deterministic extractor.
    region: the person's own region id, from the page or the batch line, or None. today: YYYY-MM-DD. region_chosen:
    the person chose or removed that region by hand since the last answer, so that it holds over what was said before.
    doubts: repairs in `text` that are to be asked about first. parts: the questions of a message that asks several.
    """

    text: str
    intents: tuple[tuple[str, float], ...]
    entities: tuple[dict[str, Any], ...]
    region: str | None
    today: str
    region_chosen: bool = False
    doubts: tuple[Doubt, ...] = ()
    parts: tuple[HeardPart, ...] = ()


@dataclass(frozen=True)
class HeardPart:
    """One of several questions of a message (`bot.dialogue.parts.Part`), as the NLU understood it alone: `text` with
    its intents and entities, and `asked`, the question without what is told before it. `apart`: more than a comma is
    before it."""

    text: str
    asked: str
    apart: bool
    intents: tuple[tuple[str, float], ...]
    entities: tuple[dict[str, Any], ...]

    def dump(self) -> dict[str, Any]:
        """As plain data, for the frame and the message's metadata."""
        intents = [list(intent) for intent in self.intents]
        return {**asdict(self), "intents": intents, "entities": list(self.entities)}

    @classmethod
    def whole(cls, heard: Heard) -> HeardPart:
        """A message as the one question that it asks."""
        return cls(heard.text, heard.text, True, heard.intents, heard.entities)

    @classmethod
    def load(cls, raw: Mapping[str, Any]) -> HeardPart:
        """From what `dump` gave."""
        intents = tuple((str(name), float(confidence)) for name, confidence in raw["intents"])
        return cls(raw["text"], raw["asked"], raw["apart"], intents, tuple(raw["entities"]))


class Responder(Protocol):
    """Decides a turn. Called once a turn, in the agent's thread; may be called again with the same arguments.

    A repeat happens when two processes moved one conversation at the same time, so it must not act on the world twice.
    """

    def respond(self, heard: Heard, frame: Frame | None) -> tuple[Result, Frame]:
        """The RESULT of this turn and the frame for the next; both plain JSON values."""
        ...
