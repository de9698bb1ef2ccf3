"""Rasa component: terms of the knowledge base and quantities as entities, by rule.

Nothing of it is learned and nothing is stored in the model: the terms are read from the knowledge base whenever a model
is loaded, by design (see `vocabulary`). Put it first in the pipeline; the tokenizer cuts along what it found.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.quantity_finder import quantity_entities
from bot.nlu.term_finder import TermFinder
from bot.nlu.vocabulary import load_gapped, load_patterns

FOUND = "found_by_rule"
"""Key of the message under which the entities stand for the components behind this one, in training as well."""
EXTRACTOR = "TermRuler"
# Training has no day of its own; relative years ("去年") only need some fixed one to be found.
_TRAINING_DAY = date(2025, 1, 1)


@DefaultV1Recipe.register(
    # Rasa runs entity extractors at prediction only; as a featurizer it sees the training data too.
    [DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR],
    is_trainable=False,
)
class TermRuler(GraphComponent):
    """Finds terms and quantities; entities are dicts with entity, value, start, end, text, extractor."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """No settings: what is found follows from the knowledge base and the grammar of quantities."""
        return {}

    def __init__(self) -> None:
        self._finder = TermFinder(load_patterns(), load_gapped())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TermRuler:
        """A ruler with the terms that the knowledge base holds now."""
        return cls()

    def find(self, text: str, today: date) -> list[dict[str, Any]]:
        """Entities of `text`, by their place; a quantity inside a term's span (or the other way round) is kept."""
        terms = [
            {"entity": term.kind, "value": term.id, "start": term.start, "end": term.end, "text": term.text}
            for term in self._finder.find(text)
        ]
        entities = [*terms, *quantity_entities(text, today)]
        by_place = sorted(entities, key=lambda entity: (entity["start"], -entity["end"]))
        return [{**entity, "extractor": EXTRACTOR} for entity in by_place]

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message to its output."""
        for message in messages:
            found = self.find(message.get(TEXT) or "", _day_of(message))
            message.set(FOUND, found)
            message.set(ENTITIES, found, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Note the entities of each example for the components behind; the examples' own annotations stay."""
        for example in training_data.training_examples:
            if example.get(TEXT):
                example.set(FOUND, self.find(example.get(TEXT), _TRAINING_DAY))
        return training_data


def _day_of(message: Message) -> date:
    today = (message.get("metadata") or {}).get("today")
    return date.fromisoformat(today) if today else _TRAINING_DAY
