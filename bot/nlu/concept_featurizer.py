"""Rasa featurizer: the features of a sentence as one sparse row, so that the classifier sees concepts, not words.

A feature weighs by how few examples show it (its inverse document frequency), and a row has length 1: a long story says
no more than a short question. Columns and weights are learned from the training data and frozen in the model
(`columns.json`); the terms behind them are not: a term of a new notice is seen by its kind at once, and by its own id
after the next training.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import TOKENS_NAMES
from rasa.nlu.featurizers.sparse_featurizer.sparse_featurizer import SparseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.concept_features import feature_names
from bot.nlu.term_ruler import FOUND

_COLUMNS_FILE = "columns.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ConceptFeaturizer(SparseFeaturizer, GraphComponent):
    """One column for each feature that at least `min_examples` training examples show."""

    @classmethod
    def required_components(cls) -> list[type]:
        """A tokenizer must come before."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """min_examples: how many examples must show a feature for it to have a column."""
        return {**SparseFeaturizer.get_default_config(), "min_examples": 2}

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """min_examples is a whole number, 1 or more."""
        if not isinstance(config["min_examples"], int) or config["min_examples"] < 1:
            raise ValueError(f"ConceptFeaturizer: min_examples must be 1 or more, not {config['min_examples']!r}")

    def __init__(
        self, config: dict[str, Any], node: str, storage: ModelStorage, resource: Resource, weights: dict[str, float]
    ) -> None:
        super().__init__(node, config)
        self._storage, self._resource = storage, resource
        self._take(weights)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> ConceptFeaturizer:
        """A featurizer without columns, to be trained."""
        return cls(config, execution_context.node_name, model_storage, resource, {})

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> ConceptFeaturizer:
        """The featurizer with the columns of its training."""
        with model_storage.read_from(resource) as folder:
            weights = json.loads((folder / _COLUMNS_FILE).read_text(encoding="utf-8"))
        return cls(config, execution_context.node_name, model_storage, resource, weights)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the columns with their weights and write them to the model."""
        examples = training_data.intent_examples
        shown = Counter(name for example in examples for name in _names_in(example))
        weights = {
            name: round(1 + math.log(len(examples) / count), 4)
            for name, count in sorted(shown.items())
            if count >= self._config["min_examples"]
        }
        self._take(weights)
        with self._storage.write_to(self._resource) as folder:
            (folder / _COLUMNS_FILE).write_text(json.dumps(weights, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def _take(self, weights: dict[str, float]) -> None:
        self._columns = {name: column for column, name in enumerate(weights)}
        self._weights = np.fromiter(weights.values(), dtype=float, count=len(weights))

    def process(self, messages: list[Message]) -> list[Message]:
        """Add one sentence row to each message that has text; there are no rows per token."""
        for message in messages:
            if message.get(TEXT):
                self.add_features_to_message(None, self._row(message), TEXT, message)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The same for the training examples."""
        self.process(training_data.training_examples)
        return training_data

    def _row(self, message: Message) -> scipy.sparse.csr_matrix:
        known = sorted(self._columns[name] for name in _names_in(message) if name in self._columns)
        values = self._weights[known]
        length = float(np.sqrt(values @ values)) or 1.0
        shape = (1, len(self._columns))
        return scipy.sparse.csr_matrix((values / length, known, [0, len(known)]), shape=shape)


def _names_in(message: Message) -> set[str]:
    lemmas = [token.lemma for token in message.get(TOKENS_NAMES[TEXT]) or []]
    return feature_names(message.get(TEXT) or "", message.get(FOUND) or [], lemmas)
