"""rasa's LogisticRegressionClassifier, stored as plain arrays.

rasa stores it with skops, whose import alone takes three seconds, and which rebuilds objects by name. Coefficients,
intercepts and class names are all that a prediction needs: they are written as .npz and read with pickles refused.
rasa's own `load` also answers a damaged file with an untrained classifier in silence; this one raises.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.logistic_regression_classifier import LogisticRegressionClassifier

_ARRAYS_FILE = "classifier.npz"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class LinearClassifier(LogisticRegressionClassifier):
    """Multinomial logistic regression over the sparse features; the settings are those of rasa's classifier."""

    def persist(self) -> None:
        """Write coefficients, intercepts and class names to the model."""
        with self._model_storage.write_to(self._resource) as folder:
            np.savez(
                folder / _ARRAYS_FILE,
                coef=self.clf.coef_,
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
        """The trained classifier. Raises ValueError where the arrays are missing or damaged."""
        component = cls(config, execution_context.node_name, model_storage, resource)
        with model_storage.read_from(resource) as folder, np.load(folder / _ARRAYS_FILE, allow_pickle=False) as arrays:
            component.clf.coef_ = arrays["coef"]
            component.clf.intercept_ = arrays["intercept"]
            component.clf.classes_ = arrays["classes"].astype(object)
        component.clf.n_features_in_ = component.clf.coef_.shape[1]
        return component
