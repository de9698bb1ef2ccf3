"""What the frame keeps of a message that was not clearly understood."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Mapping

from bot.dialogue.heard import Heard

#: So many of the classifier's intents are kept.
_MOST = 6


@dataclass
class Unsure:
    """Plain JSON. `step` counts such messages in a row; `offered` are the choices; `before` is the frame that the
    message met; `waits`: it was not weighed yet, as its place is not known."""

    step: int = 0
    text: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    intents: list[list[Any]] = field(default_factory=list)
    offered: list[dict[str, str]] = field(default_factory=list)
    before: dict[str, Any] = field(default_factory=dict)
    waits: bool = False

    @classmethod
    def load(cls, raw: Mapping[str, Any]) -> "Unsure":
        """From the frame; of an older shape: none."""
        try:
            return cls(**raw)
        except TypeError:
            return cls()

    @classmethod
    def of(cls, heard: Heard, before: dict[str, Any], **more: Any) -> "Unsure":
        """The message with the frame that it met."""
        intents = [list(one) for one in heard.intents[:_MOST]]
        return cls(text=heard.text, entities=list(heard.entities), intents=intents, before=before, **more)

    def dump(self) -> dict[str, Any]:
        """For the frame."""
        return asdict(self)

    def asked_again(self, heard: Heard) -> Heard:
        """The message as if it came now."""
        intents = tuple((str(name), float(share)) for name, share in self.intents)
        return replace(heard, text=self.text, intents=intents, entities=tuple(self.entities), doubts=())
