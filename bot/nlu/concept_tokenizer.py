"""Rasa tokenizer: one token for each term or quantity that the ruler found, jieba's words between them.

A term's token has its kind for a lemma, written as one letter, so that the count vectors behind see "参加 ꀇ 算 多少 ꀢ"
whatever the activity is called. jieba gets no user dictionary: its dictionary is global to the process, and the spans
of the ruler have already cut the terms out. Nothing is stored in the model.
"""

from __future__ import annotations

import zlib
from typing import Any, Iterator

import bot.runtime.prepared  # noqa: F401  (before rasa)
import jieba
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
    """Cuts a text along the entities found."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """rasa's own settings of a tokenizer."""
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "token_pattern": None}

    @staticmethod
    def required_packages() -> list[str]:
        """Packages that must be installed."""
        return ["jieba", "spacy"]

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """Tokens of the attribute's text, in their order, with character offsets."""
        text = message.get(attribute)
        spans = _disjoint(message.get(FOUND) or []) if attribute == TEXT else []
        return list(_cut(text, spans))


def _disjoint(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    chosen: list[dict[str, Any]] = []
    for entity in sorted(entities, key=lambda e: (e["start"] - e["end"], e["start"])):
        if all(entity["end"] <= other["start"] or entity["start"] >= other["end"] for other in chosen):
            chosen.append(entity)
    return sorted(chosen, key=lambda e: e["start"])


def _cut(text: str, spans: list[dict[str, Any]]) -> Iterator[Token]:
    place = 0
    for span in spans:
        yield from _words(text, place, span["start"])
        yield Token(text[span["start"] : span["end"]], span["start"], span["end"], lemma=mark_of(span["entity"]))
        place = span["end"]
    yield from _words(text, place, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for word, offset, _ in jieba.tokenize(text[start:end]):
        if word.strip():
            yield Token(word, start + offset)
