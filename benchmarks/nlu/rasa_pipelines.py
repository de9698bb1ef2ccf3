"""Rasa's own components, driven in process one after the other as its graph runs them; no policies, no graph."""

from __future__ import annotations

import inspect
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
from bot.evaluation.intents import Ranking
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.nlu.featurizers.sparse_featurizer.count_vectors_featurizer import CountVectorsFeaturizer
from rasa.nlu.tokenizers.jieba_tokenizer import JiebaTokenizer
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from sklearn.exceptions import ConvergenceWarning
from threadpoolctl import threadpool_limits

from benchmarks.nlu.contender import Example

#: A component's class with the settings that differ from its defaults.
Part = tuple[type, dict[str, Any]]
CHARACTERS: Part = (CountVectorsFeaturizer, {"analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4})
WORDS: Part = (CountVectorsFeaturizer, {})
JIEBA: Part = (JiebaTokenizer, {})
LOGISTIC: Part = (LogisticRegressionClassifier, {})


class Pipeline:
    """Components in their order."""

    def __init__(self, name: str, parts: Sequence[Part], folder: Path) -> None:
        self.name, self.how = name, "rasa's components with their defaults, in process, without its graph"
        self._components: list[Any] = []
        self._parts, self._folder = parts, folder
        folder.mkdir()
        self._storage = LocalModelStorage.create(folder)

    def train(self, examples: Sequence[Example]) -> None:
        """Train each component on what those before it made of the examples."""
        data = TrainingData([Message.build(text, intent=intent) for text, intent in examples])
        with threadpool_limits(limits=1), warnings.catch_warnings(record=True) as warned:
            for number in range(len(self._parts)):
                component = self._made("create", number)
                if hasattr(component, "train"):
                    component.train(data)
                data = component.process_training_data(data) if hasattr(component, "process_training_data") else data
                self._components.append(component)
        if any(issubclass(one.category, ConvergenceWarning) for one in warned):
            self.how += "; its 100 iterations end before the regression has converged"

    def save(self, folder: Path) -> None:
        """What the components wrote while they trained."""
        shutil.copytree(self._folder, folder, dirs_exist_ok=True)

    def load(self, folder: Path) -> None:
        """Each component from what it wrote."""
        self._components = [self._made("load", number) for number in range(len(self._parts))]

    def ranking(self, text: str, today: str) -> Ranking:
        """What the last component says."""
        messages = [Message(data={TEXT: text})]
        for component in self._components:
            messages = component.process(messages)
        found = messages[0].get("intent_ranking") or [messages[0].get(INTENT)]
        return [(one["name"], float(one["confidence"])) for one in found if one and one["name"]]

    def _made(self, way: str, number: int) -> Any:
        kind, settings = self._parts[number]
        name = f"{number}_{kind.__name__}"
        context = ExecutionContext(GraphSchema({}), node_name=name)
        make = getattr(kind, way)
        # A component without a state of its own has no `load` that takes a resource.
        if way == "load" and "resource" not in inspect.signature(make).parameters:
            make = kind.create
        return make({**kind.get_default_config(), **settings}, self._storage, Resource(name), context)
