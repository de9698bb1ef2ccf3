"""The examples and utterances that all ways of naming intents are given."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import bot.runtime.prepared  # noqa: F401  (before rasa)
from bot.evaluation.intents import right_of
from bot.evaluation.scorer import read_lines
from bot.runtime.reading import Reader
from rasa.shared.nlu.training_data.loading import load_data

from benchmarks.nlu.contender import Asked, Example

ROOT = Path(__file__).resolve().parents[2]
SETS = sorted((ROOT / "tests" / "nlu" / "evaluation").glob("*.jsonl"))


def training_examples() -> list[Example]:
    """Text and intent of every example of the project's training data."""
    data = load_data(str(ROOT / "bot" / "data" / "nlu.yml"))
    return [(str(e.get("text")), str(e.get("intent"))) for e in data.intent_examples]


def part_of(examples: Sequence[Example], percent: int) -> list[Example]:
    """So many of a hundred examples of each intent, the same ones in every run."""
    by_intent: dict[str, list[Example]] = {}
    for example in sorted(examples, key=lambda e: hashlib.sha256(e[0].encode()).digest()):
        by_intent.setdefault(example[1], []).append(example)
    return [e for held in by_intent.values() for e in held[: max(2, len(held) * percent // 100)]]


def utterances() -> list[Asked]:
    """The evaluation utterances as they reach a classifier."""
    reader, asked = Reader(), []
    for case in (case for file in SETS for case in read_lines(file)):
        reading = reader.read(case["text"])
        text = reading.text if reading.refusal is None else None
        asked.append(Asked(text, case["today"], right_of(case)))
    return asked
