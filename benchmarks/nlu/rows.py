"""Our features, all or some of them, under the logistic regression of config.yml, by scikit-learn alone.

The features' names come from the real ruler, tokenizer and `feature_names`; columns, arithmetic and file are those of
`ConceptFeaturizer` and `LinearClassifier`. `agreement` in understanding.py compares it with the trained model.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path

import bot.runtime.prepared  # noqa: F401  (before rasa)
import numpy as np
import scipy.sparse
from bot.evaluation.intents import Ranking
from bot.nlu.concept_features import feature_names
from bot.nlu.concept_tokenizer import ConceptTokenizer
from bot.nlu.term_ruler import FOUND, TermRuler
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from benchmarks.nlu.contender import Example

_TRAINING_DAY = "2025-01-01"
_MIN_EXAMPLES = 3
_SHARPNESS = 1.5
Names = Callable[[str, str], Iterable[str]]


@cache
def parts() -> tuple[TermRuler, ConceptTokenizer]:
    """The ruler with the knowledge base's terms, and the tokenizer."""
    return TermRuler(), ConceptTokenizer(ConceptTokenizer.get_default_config())


def all_features(text: str, today: str) -> set[str]:
    """The features as the model has them."""
    ruler, tokenizer = parts()
    found = ruler.find(text, date.fromisoformat(today))
    message = Message(data={TEXT: text, FOUND: found})
    return feature_names(text, found, [token.lemma for token in tokenizer.tokenize(message, TEXT)])


def without_question_words(text: str, today: str) -> list[str]:
    """All but those of the closed classes of question words."""
    return [name for name in all_features(text, today) if not name.startswith("asks:")]


def without_terms(text: str, today: str) -> set[str]:
    """What is left where the ruler finds nothing: question words, shape, and runs of one to four characters."""
    return feature_names(text, [], [character.lower() for character in text if not character.isspace()])


def characters(text: str, today: str) -> set[str]:
    """Runs of one to four characters, nothing else."""
    whole = "^" + "".join(text.lower().split()) + "$"
    return {whole[at : at + n] for n in range(1, 5) for at in range(len(whole) - n + 1)}


class Rows:
    """A set of features under logistic regression."""

    def __init__(self, name: str, names: Names, share: str = "") -> None:
        self.name, self.how = name, "features as the featurizer makes them, scikit-learn in process" + share
        self._names = names

    def train(self, examples: Sequence[Example]) -> None:
        """Columns and coefficients, as config.yml sets them."""
        shown = [set(self._names(text, _TRAINING_DAY)) for text, _ in examples]
        counted = Counter(name for names in shown for name in names)
        kept = sorted(name for name, count in counted.items() if count >= _MIN_EXAMPLES)
        self._weigh({name: round(1 + math.log(len(examples) / counted[name]), 4) for name in kept})
        model = LogisticRegression(C=30.0, max_iter=1000, tol=0.05, random_state=42)
        rows = scipy.sparse.vstack([self._row(names) for names in shown], format="csr")
        with threadpool_limits(limits=1):
            model.fit(rows, [intent for _, intent in examples])
        self._take(model.coef_, model.intercept_, list(model.classes_))

    def save(self, folder: Path) -> None:
        """columns.json and classifier.npz."""
        (folder / "columns.json").write_text(
            json.dumps(dict(zip(self._columns, self._weights.tolist())), ensure_ascii=False), encoding="utf-8"
        )
        np.savez(
            folder / "classifier.npz",
            coef=self._coefficients.astype(np.float32),
            intercept=self._intercept,
            classes=np.asarray(self._classes, dtype=np.str_),
        )

    def load(self, folder: Path) -> None:
        """The same from the files."""
        self._weigh(json.loads((folder / "columns.json").read_text(encoding="utf-8")))
        with np.load(folder / "classifier.npz", allow_pickle=False) as arrays:
            self._take(arrays["coef"].astype(np.float64), arrays["intercept"], arrays["classes"].tolist())

    def ranking(self, text: str, today: str) -> Ranking:
        """Softmax over the linear scores."""
        row = self._row(self._names(text, today))
        scores = self._coefficients[:, row.indices] @ row.data + self._intercept
        weights = np.exp((scores - scores.max()) * _SHARPNESS)
        return sorted(zip(self._classes, (weights / weights.sum()).tolist()), key=lambda one: (-one[1], one[0]))

    def _take(self, coefficients: np.ndarray, intercept: np.ndarray, classes: list[str]) -> None:
        self._coefficients, self._intercept, self._classes = np.asfortranarray(coefficients), intercept, classes

    def _weigh(self, weights: dict[str, float]) -> None:
        self._columns = {name: column for column, name in enumerate(weights)}
        self._weights = np.fromiter(weights.values(), dtype=float, count=len(weights))

    def _row(self, names: Iterable[str]) -> scipy.sparse.csr_matrix:
        known = sorted(self._columns[name] for name in set(names) if name in self._columns)
        values = self._weights[known]
        values = values / (float(np.sqrt(values @ values)) or 1.0)
        return scipy.sparse.csr_matrix((values, known, [0, len(known)]), shape=(1, len(self._columns)))
