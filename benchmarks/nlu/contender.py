"""What every way of naming intents can do here, and how each is measured."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from bot.dialogue.situation import SURE
from bot.evaluation.calibration import accepted_at, calibration_error
from bot.evaluation.intents import Named, Ranking, shares

#: (text, intent)
Example = tuple[str, str]


class Contender(Protocol):
    """One way. `name` for the table, `how` says what was done to measure it."""

    name: str
    how: str

    def train(self, examples: Sequence[Example]) -> None:
        """Learn from the examples."""

    def save(self, folder: Path) -> None:
        """Write what a process needs to name intents into an empty folder."""

    def load(self, folder: Path) -> None:
        """Read what was saved, in place of what was learned."""

    def ranking(self, text: str, today: str) -> Ranking:
        """Intents with confidences, best first; empty where it has no opinion."""
        ...


@dataclass(frozen=True)
class Asked:
    """One utterance as it reaches the classifier: guarded and normalised; None where the guard turned it away."""

    text: str | None
    today: str
    right: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """One row of the table. `right` tells of each utterance whether its first intent is right; no opinion counts as
    `out_of_scope`. Shares are of all utterances; `milliseconds` is the median of one, wall clock, without the first."""

    name: str
    how: str
    right: tuple[bool, ...]
    top3: float
    calibration_error: float
    false_accepts: float | None
    accepted_wrong: float
    milliseconds: float
    kilobytes: float
    load_ms: float
    train_s: float


def measured(contender: Contender, examples: Sequence[Example], asked: Sequence[Asked]) -> Measured:
    """Train, save, load and ask; the loaded model is the one that is measured."""
    began = time.perf_counter()
    contender.train(examples)
    trained = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        contender.save(Path(folder))
        size = sum(file.stat().st_size for file in Path(folder).rglob("*") if file.is_file())
        began = time.perf_counter()
        contender.load(Path(folder))
        loaded = time.perf_counter() - began
        named, times = _ask(contender, asked)
    at = accepted_at(named, SURE)
    return Measured(
        contender.name,
        contender.how,
        tuple(one.is_right for one in named),
        shares(named)["top3"] or 0.0,
        calibration_error(named) or 0.0,
        at["false_accepts"],
        at["wrong"] or 0.0,
        statistics.median(times[1:]) * 1000,
        size / 1000,
        loaded * 1000,
        trained,
    )


def _ask(contender: Contender, asked: Sequence[Asked]) -> tuple[list[Named], list[float]]:
    named, times = [], []
    for one in asked:
        if one.text is None:
            named.append(Named(one.right, ()))
            continue
        began = time.perf_counter()
        ranking = tuple(contender.ranking(one.text, one.today))
        times.append(time.perf_counter() - began)
        named.append(Named(one.right, ranking))
    return named, times
