"""rasa's LogisticRegressionClassifier, stored as plain arrays and asked for one message at a time.

rasa stores it with skops, whose import alone takes three seconds and which rebuilds objects by name; and its `load`
answers a damaged file with an untrained classifier in silence. Coefficients, intercepts and class names are all that a
prediction needs: they are written as .npz, read with pickles refused, and a damaged file raises.
"""

from __future__ import annotations

from typing import Any

import bot.runtime.prepared  # noqa: F401  (before rasa)
import numpy as np
import scipy.sparse
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from threadpoolctl import threadpool_limits

_ARRAYS_FILE = "classifier.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(LogisticRegressionClassifier):
    """Multinomial logistic regression over sparse features, with rasa's settings and more."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """C: scikit-learn's, above 0; the higher, the closer to the examples. balanced: intents with few examples
        weigh as much as those with many. sharpness: what the scores are multiplied by before they become
        confidences; it changes no order. Measured (docs/nlu.md), so that a confidence is the share that is right."""
        own = {"C": 1.0, "balanced": True, "sharpness": 1.0}
        return {**LogisticRegressionClassifier.get_default_config(), **own}

    def __init__(self, config: dict[str, Any], name: str, model_storage: ModelStorage, resource: Resource) -> None:
        super().__init__(config, name, model_storage, resource)
        class_weight = "balanced" if self.config["balanced"] else None
        self.clf.set_params(C=self.config["C"], class_weight=class_weight)

    def train(self, training_data: TrainingData) -> Resource:
        """Fit and store. One thread: more of them wait for each other on rows as sparse as these."""
        with threadpool_limits(limits=1):
            return super().train(training_data)

    def _create_X(self, messages: list[Message]) -> scipy.sparse.csr_matrix:
        return scipy.sparse.vstack([_row(message) for message in messages], format="csr")

    def process(self, messages: list[Message]) -> list[Message]:
        """Set `intent` and `intent_ranking` of each message: scikit-learn's predict_proba, as plain floats."""
        for message in messages:
            ranking = self._ranking(message)
            message.set("intent", ranking[0], add_to_output=True)
            message.set("intent_ranking", ranking[: self.config["ranking_length"] or None], add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing behind it in the pipeline needs its guesses on the training data."""
        return training_data

    def _ranking(self, message: Message) -> list[dict[str, Any]]:
        row = _row(message)
        scores = self.clf.coef_[:, row.indices] @ row.data + self.clf.intercept_
        weights = np.exp((scores - scores.max()) * self.config["sharpness"])
        confidences = (weights / weights.sum()).tolist()
        ranking = [{"name": name, "confidence": value} for name, value in zip(self.clf.classes_, confidences)]
        return sorted(ranking, key=lambda intent: (-intent["confidence"], intent["name"]))

    def persist(self) -> None:
        """Write coefficients, intercepts and class names to the model. Raises ValueError for fewer than three intents.

        With two, scikit-learn keeps one row of coefficients, which no softmax reads.
        """
        if len(self.clf.classes_) < 3:
            raise ValueError("LinearClassifier needs training examples of three intents or more")
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / _ARRAYS_FILE,
                # Single precision halves the model; it moves a confidence by less than a millionth.
                coef=self.clf.coef_.astype(np.float32),
                intercept=self.clf.intercept_,
                classes=np.asarray(self.clf.classes_, dtype=np.str_),
            )

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> LinearClassifier:
        """The trained classifier. Raises where the arrays are missing or damaged."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with (
            model_storage.read_from(resource) as folder,
            (folder / _ARRAYS_FILE).open("rb") as file,
            np.load(file, allow_pickle=False) as arrays,
        ):
            # Transposed in memory: a prediction takes a few dozen columns of all classes.
            component.clf.coef_ = np.asfortranarray(arrays["coef"].astype(np.float64))
            component.clf.intercept_ = arrays["intercept"]
            component.clf.classes_ = arrays["classes"].tolist()
        return component


def _row(message: Message) -> scipy.sparse.csr_matrix:
    return message.get_sparse_features(TEXT)[1].features.tocsr()
