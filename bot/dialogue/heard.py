"""What one turn brings to the responder, and what the responder promises (docs/interfaces.md section 2)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

Result = dict[str, Any]
"""A RESULT of the contract, section 4: plain JSON values."""
Frame = dict[str, Any]
"""What the conversation carries from turn to turn: plain JSON values, opaque to the runtime."""


@dataclass(frozen=True)
class Heard:
    """One message of a person as the NLU understood it.

    text: normalised text. intents: (name, confidence) ranking, best first; empty where none was found.
    entities: dicts with at least entity, value, start, end (offsets in `text`), from the deterministic extractor.
    region: the person's own region id, from the page or the batch line, or None. today: YYYY-MM-DD. region_chosen:
    the person chose or removed that region by hand since the last answer, so that it holds over what was said before.
    """

    text: str
    intents: tuple[tuple[str, float], ...]
    entities: tuple[dict[str, Any], ...]
    region: str | None
    today: str
    region_chosen: bool = False


class Responder(Protocol):
    """Decides a turn. Called once a turn, in the agent's thread; may be called again with the same arguments.

    A repeat happens when two processes moved one conversation at the same time, so it must not act on the world twice.
    """

    def respond(self, heard: Heard, frame: Frame | None) -> tuple[Result, Frame]:
        """The RESULT of this turn and the frame for the next; both plain JSON values."""
        ...
