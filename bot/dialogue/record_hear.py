"""From a sentence to the hours done by year and subject, or to the amounts that answer a question for them."""

from __future__ import annotations

import re
from typing import Any, Iterable, Mapping

from bot.dialogue import record_cues as cues
from bot.dialogue.record import Done, hours, short
from bot.dialogue.record_reader import WITHOUT_FIGURE, Reader
from bot.dialogue.record_tokens import tokens

_ANSWER = re.compile(
    rf"(?:{cues.FILLER_WORDS}|和|、|与|跟|及|[,，/。.!！]|嗯|哦|大家|吧|应该|改成|改为|不对|错了|说错了)*"
)
_LONGEST_ANSWER = 24


def read_record(text: str, entities: Iterable[Mapping[str, Any]]) -> tuple[list[Done], set[int]]:
    """What is stated, in the order said, and the places of the figures that it takes."""
    if cues.CONFIRMS.search(text) and not cues.DONE_WORD.search(text):
        return [], set()
    if cues.ASKS.search(text) and not cues.DONE_WORD.search(text) and not cues.ASKS_WHAT_LACKS.search(text):
        return [], set()
    entities = list(entities)
    # 2021年12月底前: a year that stands in a date is of no subject for certain.
    reader = Reader(text, tokens(text, entities), dated=any(e["entity"] == "date" for e in entities))
    return reader.read(), reader.places


def read_answer(text: str, entities: Iterable[Mapping[str, Any]]) -> tuple[list[str], bool]:
    """A message of amounts alone (都是30; 42和60; 都没学), and whether it says so of each that was asked."""
    if len(text) > _LONGEST_ANSWER:
        return [], False
    pieces = tokens(text, entities)
    plain = [piece for piece in pieces if piece.kind in ("number", "met", "none")]
    shorts = [piece for piece in pieces if piece.kind == "short"]
    if not plain or len(plain) + len(shorts) < len(pieces) or cues.DEMANDED.search(text) or cues.ASKS.search(text):
        return [], False
    bare = text
    for piece in reversed(pieces):
        bare = bare[: piece.start] + "、" + bare[piece.end :]
    if not _ANSWER.fullmatch(bare):
        return [], False
    say = short if shorts else hours
    amounts = [say(piece.value) if piece.value is not None else WITHOUT_FIGURE[piece.kind] or "" for piece in plain]
    return amounts, bool(cues.EACH.search(text))
