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
    """Multinomial logistic regression over sparse features; the settings are those of rasa's classifier."""

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
        weights = np.exp(scores - scores.max())
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
