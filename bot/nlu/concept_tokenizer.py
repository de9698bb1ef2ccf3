"""Rasa tokenizer: one token for each term or quantity that the ruler found, one for each character between them.

The token of a term has its kind for a lemma, written as one letter: behind it the classifier sees "参加ꀇ算多少ꀢ",
whatever the activity is called. Words of jieba were measured on the project's data (docs/adr/005) and left out: beside
these tokens they add two thousandths of accuracy, for a second of start-up and fifty megabytes of dictionary.
"""

from __future__ import annotations

import zlib
from typing import Any, Iterator

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.nlu.term_ruler import FOUND

# Letters of the Yi syllabary: word characters that no question is written with.
_FIRST_MARK, _MARKS = 0xA000, 1165


def mark_of(kind: str) -> str:
    """The one letter that stands for a kind of entity; the same in every process and for kinds not seen in training."""
    return chr(_FIRST_MARK + zlib.crc32(kind.encode()) % _MARKS)


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class ConceptTokenizer(Tokenizer):
    """Cuts a text along the entities found. Nothing is stored in the model."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """rasa's own settings of a tokenizer."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of the attribute's text, in their order, with character offsets; white space has none."""
        text = message.get(attribute)
        spans = _disjoint(message.get(FOUND) or []) if attribute == TEXT else []
        return list(_cut(text, spans))


def _disjoint(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    chosen: list[dict[str, Any]] = []
    for entity in sorted(entities, key=lambda e: (e["start"] - e["end"], e["start"])):
        if all(entity["end"] <= other["start"] or entity["start"] >= other["end"] for other in chosen):
            chosen.append(entity)
    return sorted(chosen, key=lambda e: int(e["start"]))


def _cut(text: str, spans: list[dict[str, Any]]) -> Iterator[Token]:
    place = 0
    for span in spans:
        yield from _characters(text, place, span["start"])
        yield Token(text[span["start"] : span["end"]], span["start"], span["end"], lemma=mark_of(span["entity"]))
        place = span["end"]
    yield from _characters(text, place, len(text))


def _characters(text: str, start: int, end: int) -> Iterator[Token]:
    for place in range(start, end):
        if not text[place].isspace():
            yield Token(text[place], place, place + 1, lemma=text[place].lower())
