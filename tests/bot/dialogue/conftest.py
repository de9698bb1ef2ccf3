"""The dialogue without rasa: real terms and quantities, and the intent that a test names."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Callable, Sequence

import pytest

from bot.dialogue.heard import Heard, HeardPart
from bot.dialogue.parts import Part, cut
from bot.dialogue.responder import Dialogue
from bot.nlu.quantity_finder import quantity_entities
from bot.nlu.term_finder import TermFinder
from bot.nlu.vocabulary import load_gapped, load_patterns
from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load

Entities = Callable[[str, date], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def kb() -> KnowledgeBase:
    return load()


@pytest.fixture(scope="session")
def dialogue(kb: KnowledgeBase) -> Dialogue:
    return Dialogue(kb)


@pytest.fixture(scope="session")
def entities() -> Entities:
    """What the model's extractor finds in a text, found by the same code."""
    finder = TermFinder(load_patterns(), load_gapped())

    def find(text: str, today: date) -> list[dict[str, Any]]:
        terms = [
            {"entity": t.kind, "value": t.id, "start": t.start, "end": t.end, "text": t.text} for t in finder.find(text)
        ]
        return sorted([*terms, *quantity_entities(text, today)], key=lambda e: (e["start"], -e["end"]))

    return find


@dataclass
class Talk:
    """A conversation: `say(text, intent)` gives the RESULT; the frame is carried on.

    `region` is the page's; with `choose` it is chosen (or removed) by hand, which the next message tells.
    """

    dialogue: Dialogue
    find: Entities
    region: str | None = "xj-city"
    today: str = "2025-06-01"
    frame: dict[str, Any] | None = None
    results: list[dict[str, Any]] = field(default_factory=list)
    chosen: bool = False

    def choose(self, region: str | None) -> None:
        self.region, self.chosen = region, True

    def say(
        self, text: str, intent: str = "ask_hours", confidence: float = 0.9, parts: Sequence[str] = ()
    ) -> dict[str, Any]:
        """`parts` are the intents of the questions that the message is cut into; `ask_ways?` is one that the classifier
        is not sure of."""
        found = tuple(self.find(text, date.fromisoformat(self.today)))
        ranking = ((intent, confidence), ("out_of_scope", 1 - confidence))
        questions = cut(text)
        assert len(questions) == len(parts) or not parts, questions
        asked = tuple(self._part(part, wanted) for part, wanted in zip(questions, parts))
        heard = Heard(text, ranking, found, self.region, self.today, self.chosen, parts=asked)
        self.chosen = False
        result, self.frame = self.dialogue.respond(heard, self.frame)
        self.results.append(result)
        return result

    def _part(self, part: Part, intent: str) -> HeardPart:
        confidence = 0.5 if intent.endswith("?") else 0.9
        ranking = ((intent.rstrip("?"), confidence), ("greet", 1 - confidence))
        entities = tuple(self.find(part.text, date.fromisoformat(self.today)))
        return HeardPart(part.text, part.asked, part.apart, ranking, entities)


@pytest.fixture
def talk(dialogue: Dialogue, entities: Entities) -> Callable[..., Talk]:
    def start(region: str | None = "xj-city", today: str = "2025-06-01") -> Talk:
        return Talk(dialogue, entities, region, today)

    return start
