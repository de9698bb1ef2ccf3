"""The concepts of a sentence as names: kinds and ids of its entities, classes of question words, its shape.

Pure: no rasa. A name that the training data did not show has no column and is left out.
"""

from __future__ import annotations

from typing import Any, Iterable, Iterator

from bot.nlu.question_words import concepts_in

_PUNCTUATION = "，。？！、；：,.?!;: ~…"


def concept_names(text: str, entities: Iterable[dict[str, Any]]) -> tuple[str, ...]:
    """Names of the features of `text`, each once, in a fixed order."""
    found = list(entities)
    return tuple(dict.fromkeys([*_entity_names(found), *_question_names(text, found), *_shape_names(text, found)]))


def _entity_names(entities: list[dict[str, Any]]) -> Iterator[str]:
    kinds = sorted({entity["entity"] for entity in entities})
    for kind in kinds:
        yield f"kind:{kind}"
    for entity in entities:
        if isinstance(entity.get("value"), str) and entity.get("start_date") is None and "note" not in entity:
            yield f"id:{entity['entity']}={entity['value']}"
    yield f"kinds:{min(len(kinds), 4)}"


def _question_names(text: str, entities: list[dict[str, Any]]) -> Iterator[str]:
    classes = concepts_in(text)
    kinds = sorted({entity["entity"] for entity in entities})
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
