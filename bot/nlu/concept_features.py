"""The features of a sentence as names: its concepts, and runs of characters in which terms stand as their kind.

Pure: no rasa. A name that the training data did not show has no column and is left out.
"""

from __future__ import annotations

from typing import Any, Iterable, Iterator, Sequence

from bot.nlu.quantity_finder import QUANTITY_KINDS
from bot.nlu.question_words import concepts_in

_PUNCTUATION = "，。？！、；：,.?!;: ~…"
# Longest run of concept marks and characters, and of the characters as they are written.
_CONCEPT_RUN, _WRITTEN_RUN = 4, 2


def feature_names(text: str, entities: Iterable[dict[str, Any]], lemmas: Sequence[str]) -> set[str]:
    """Names of the features of `text`.

    entities: what the ruler found. lemmas: the tokens' lemmas, one character or one mark of a kind each.
    """
    found = list(entities)
    return {
        *_entity_names(found),
        *_question_names(text, found),
        *_shape_names(text, found),
        *_runs("concept", "^" + "".join(lemmas) + "$", _CONCEPT_RUN),
        *_runs("written", text.lower(), _WRITTEN_RUN),
    }


def _entity_names(entities: list[dict[str, Any]]) -> Iterator[str]:
    kinds = {entity["entity"] for entity in entities}
    for kind in kinds:
        yield f"kind:{kind}"
    for entity in entities:
        # Figures and dates are no features, whatever they are; terms are.
        if entity["entity"] not in QUANTITY_KINDS:
            yield f"id:{entity['entity']}={entity['value']}"
    yield f"kinds:{min(len(kinds), 4)}"


def _question_names(text: str, entities: list[dict[str, Any]]) -> Iterator[str]:
    classes = concepts_in(text)
    kinds = {entity["entity"] for entity in entities}
    for name in classes:
        yield f"asks:{name}"
        for kind in kinds:
            yield f"asks:{name}&kind:{kind}"
    if not classes:
        yield "asks:nothing"


def _shape_names(text: str, entities: list[dict[str, Any]]) -> Iterator[str]:
    covered = sum(entity["end"] - entity["start"] for entity in entities)
    rest = len(text.strip(_PUNCTUATION)) - covered
    yield "shape:only entities" if rest <= 0 else f"shape:rest {min(rest, 24) // 4}"
    if not entities:
        yield f"shape:no entity, length {min(len(text), 30) // 5}"
    if text.rstrip().endswith(("?", "？", "吗", "呢", "么")):
        yield "shape:question mark"


def _runs(label: str, text: str, longest: int) -> Iterator[str]:
    for length in range(1, longest + 1):
        for start in range(len(text) - length + 1):
            yield f"{label}:{text[start : start + length]}"
