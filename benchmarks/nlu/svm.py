"""The support vector machine of rasa's SklearnIntentClassifier, over our features made dense.

Its own class wants dense features and tries six values of C in five folds: on thousands of dense columns that takes
hours. Here the sparse rows are reduced to a few hundred dimensions by a truncated SVD, and its `SVC` (linear kernel,
balanced classes, probabilities) is fitted once, with C = 1.
"""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.intents import Ranking
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import SVC
from threadpoolctl import threadpool_limits

from benchmarks.nlu.contender import Example
from benchmarks.nlu.rows import Names

DIMENSIONS = 300


class Machine:
    """Runs of characters, reduced, under an SVM."""

    def __init__(self, name: str, names: Names) -> None:
        self.name = name
        self.how = f"scikit-learn in process: rows reduced to {DIMENSIONS} dimensions, its SVC fitted once with C = 1"
        self._names = names

    def train(self, examples: Sequence[Example]) -> None:
        """Columns, reduction and machine."""
        machine = SVC(C=1, kernel="linear", gamma=0.1, probability=True, class_weight="balanced", random_state=42)
        columns = CountVectorizer(analyzer=list, binary=True, min_df=2)
        self._model = make_pipeline(columns, TruncatedSVD(DIMENSIONS, random_state=42), machine)
        with threadpool_limits(limits=1):
            self._model.fit([self._names(text, "2025-01-01") for text, _ in examples], [name for _, name in examples])

    def save(self, folder: Path) -> None:
        """model.pickle, as rasa keeps its own."""
        (folder / "model.pickle").write_bytes(pickle.dumps(self._model))

    def load(self, folder: Path) -> None:
        """The same from the file, which this process wrote."""
        self._model = pickle.loads((folder / "model.pickle").read_bytes())

    def ranking(self, text: str, today: str) -> Ranking:
        """By probability."""
        likely = self._model.predict_proba([self._names(text, today)])[0].tolist()
        return sorted(zip(self._model.classes_, likely), key=lambda one: (-one[1], one[0]))
