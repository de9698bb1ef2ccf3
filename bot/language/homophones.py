"""Typos that sound like a term of the vocabulary: where they may stand, and whether putting them right makes sense."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.language.confusables import SHAPES
from bot.language.syllables import blurred, sounds, term_sounds
from bot.language.word_model import WordModel

_SHORTEST, _LONGEST = 2, 8
_COMMON = 20  # a dictionary word at least this frequent is meant as it stands
_WEAK = 300  # inside a longer term a word up to this frequent may be what the input method made of it (访会聚)
_MARGIN = 1.0
_COST_SAME, _COST_BLURRED, _COST_SHAPE = 6.0, 8.0, 8.0
_NEIGHBOUR_BONUS = 3.0
_REACH = 6
_NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百千万亿廿卅俩仨半几第")


class Candidate(NamedTuple):
    """A window that may be replaced, and by how much that makes the sentence likelier."""

    start: int
    end: int
    term: str
    gain: float


@dataclass
class _Node:
    """A trie over blurred syllables: what may follow, and the terms that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)


def is_chinese(text: str) -> bool:
    """Whether a text is made of Chinese characters only."""
    return bool(text) and all("\u4e00" <= char <= "\u9fff" for char in text)


class Homophones:
    """An index of the vocabulary's terms by sound. Terms that are not two or more Chinese characters are left out."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.terms = frozenset(term for term in vocabulary if len(term) >= _SHORTEST and is_chinese(term))
        self._model = WordModel(self.terms)
        self._root = _Node()
        for term in sorted(self.terms):
            syllables = term_sounds(term)
            if len(term) <= _LONGEST and len(syllables) == len(term):
                node = self._root
                for syllable in syllables:
                    node = node.next.setdefault(syllable, _Node())
                node.terms.append(term)

    def candidates(self, text: str) -> list[Candidate]:
        """Every repair that makes sense, the best first."""
        found: list[Candidate] = []
        for start in range(len(text)):
            for term in self._heard(text, start):
                end = start + len(term)
                if text[start:end] != term and (gain := self._gain(text, start, end, term)) > _MARGIN:
                    found.append(Candidate(start, end, term, gain))
        return sorted(found, key=lambda c: (-c.gain, c.start, -len(c.term), c.term))

    def _heard(self, text: str, start: int) -> list[str]:
        """The terms that the text from `start` on may have been meant to be, by sound or shape."""
        terms: list[str] = []
        nodes = [self._root]
        for char in text[start:start + _LONGEST]:
            keys = blurred(char)
            for other in SHAPES.get(char, ""):
                keys = keys | blurred(other)
            nodes = [node.next[key] for node in nodes for key in keys if key in node.next]
            if not nodes:
                break
            for node in nodes:
                terms += node.terms
        return terms

    def _gain(self, text: str, start: int, end: int, term: str) -> float:
        """How much likelier the sentence becomes, less the price of the slips; 0 where the repair may not be made."""
        window = text[start:end]
        changed = [i for i in range(len(term)) if window[i] != term[i]]
        if window in self.terms or self._model.frequency(window) >= _COMMON:
            return 0.0
        if len(changed) > (len(term) + 1) // 2:
            return 0.0
        if any(window[i] in _NUMERALS or term[i] in _NUMERALS for i in changed):
            return 0.0
        left, right = max(0, start - _REACH), min(len(text), end + _REACH)
        before, spans = self._model.cut(text[left:right])
        if not self._loose(text, [(left + a, left + b) for a, b in spans], start, end, {start + i for i in changed}):
            return 0.0
        repaired = text[left:start] + term + text[end:right]
        after, spans = self._model.cut(repaired)
        beside = any((b == start - left or a == end - left) and repaired[a:b] in self.terms for a, b in spans)
        price = sum(_price(window[i], term[i]) for i in changed)
        return before - after - price + (_NEIGHBOUR_BONUS if beside else 0.0)

    def _loose(self, text: str, words: list[tuple[int, int]], start: int, end: int, changed: set[int]) -> bool:
        """Whether no ordinary word is broken up: neither at the window's ends nor by a changed character."""
        for a, b in words:
            frequency = self._model.frequency(text[a:b])
            if b - a < 2 or (frequency < _COMMON and text[a:b] not in self.terms):
                continue
            if a < start < b or a < end < b:
                return False
            broken = not changed.isdisjoint(range(a, b))
            if broken and (text[a:b] in self.terms or frequency > _WEAK or end - start < 3):
                return False
        return True


def _price(typed: str, meant: str) -> float:
    if sounds(typed) & sounds(meant):
        return _COST_SAME
    return _COST_BLURRED if blurred(typed) & blurred(meant) else _COST_SHAPE
