"""How ordinary a stretch of Chinese is: unigram costs over jieba's word list, with the vocabulary's terms added."""
from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from bot.language.ordinary_words import FREQUENCY, ORDINARY

_LONGEST = 6
_LEAST_FREQUENCY = 5
_RARE_LENGTH = 2  # of this length rare words are kept too: 外派 is no slip for 外卖
# A term of the vocabulary is as usual here as a common word is elsewhere; short ones stand less surely for themselves.
_TERM_COSTS = {2: 10.0, 3: 9.0}
_TERM_COST = 8.0
_TOTAL = math.log(60_101_967)  # the sum of jieba's frequencies
_UNKNOWN = _TOTAL + 1.0


@lru_cache(maxsize=1)
def word_frequencies() -> dict[str, int]:
    """Words of up to six characters in jieba's dictionary that are not rare, and every pair, with their frequency.

    Read from the file itself: `jieba.initialize` would write a cache into a folder that others can write to.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}
    words: dict[str, int] = {}
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ", 2)
            if len(word) == _RARE_LENGTH or (len(word) <= _LONGEST and int(frequency) >= _LEAST_FREQUENCY):
                words[word] = max(int(frequency), 1)
    for word in ORDINARY:
        words[word] = max(FREQUENCY, words.get(word, 0))
    return words


class WordModel:
    """Cuts text into the likeliest words; a cost is a negative log probability."""

    def __init__(self, terms: Iterable[str]) -> None:
        self._words = word_frequencies()
        self._terms = frozenset(terms)
        self._longest = max([_LONGEST, *map(len, self._terms)])

    def frequency(self, word: str) -> int:
        """How often the dictionary has a word; 0 for one that it does not have or that is rare."""
        return self._words.get(word, 0)

    def cost(self, word: str) -> float | None:
        """The cost of a word, or None where several characters are not a word."""
        frequency = self._words.get(word)
        known = None if frequency is None else _TOTAL - math.log(frequency)
        if word in self._terms:
            term = _TERM_COSTS.get(len(word), _TERM_COST)
            return term if known is None else min(known, term)
        if known is None and len(word) == 1:
            return _UNKNOWN
        return known

    def cut(self, text: str) -> tuple[float, list[tuple[int, int]]]:
        """The cheapest way to cut `text` into words: its cost and the spans."""
        best: list[tuple[float, int]] = [(0.0, 0)]
        for end in range(1, len(text) + 1):
            cheapest = (math.inf, end - 1)
            for start in range(max(0, end - self._longest), end):
                cost = self.cost(text[start:end])
                if cost is not None and best[start][0] + cost < cheapest[0]:
                    cheapest = (best[start][0] + cost, start)
            best.append(cheapest)
        spans: list[tuple[int, int]] = []
        end = len(text)
        while end:
            start = best[end][1]
            spans.append((start, end))
            end = start
        return best[-1][0], spans[::-1]
