"""How ordinary a stretch of Chinese is: unigram costs over jieba's word list, with the vocabulary's terms added."""
from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from bot.language.ordinary_words import FREQUENCY, MOST_USED, ORDINARY

_LONGEST = 6
LONGEST_TERM = 8
_LEAST_FREQUENCY = 5
_RARE_LENGTH = 2  # of this length rare words are kept too: 外派 is no slip for 外卖
# A term of the vocabulary is as usual here as a common word is elsewhere; short ones stand less surely for themselves.
_TERM_COSTS = {2: 10.0, 3: 9.0}
_TERM_COST = 8.0
_TOTAL = math.log(60_101_967)  # the sum of jieba's frequencies
_UNKNOWN = _TOTAL + 1.0


@lru_cache(maxsize=1)
def word_costs() -> dict[str, float]:
    """The cost of words of up to six characters in jieba's dictionary that are not rare, and of every pair.

    Read from the file itself: `jieba.initialize` would write a cache into a folder that others can write to.
    """
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        return {}
    words: dict[str, float] = {}
    with (Path(spec.origin).parent / "dict.txt").open(encoding="utf-8") as lines:
        for line in lines:
            word, frequency, _ = line.split(" ", 2)
            if len(word) == _RARE_LENGTH or (len(word) <= _LONGEST and int(frequency) >= _LEAST_FREQUENCY):
                words[word] = cost_of(max(int(frequency), 1))
    ordinary = cost_of(FREQUENCY)
    for word in ORDINARY:
        words[word] = min(ordinary, words.get(word, ordinary))
    return words


def cost_of(frequency: int) -> float:
    """The cost of a word that the dictionary counts so often (at least 1)."""
    return _TOTAL - math.log(frequency)


class WordModel:
    """Cuts text into the likeliest words; a cost is a negative log probability.

    `terms` are as usual here as common words are elsewhere, `everyday` words at least as usual as `FREQUENCY` says.
    Of a term longer than `LONGEST_TERM` its parts are words, not the whole.
    """

    def __init__(self, terms: Iterable[str], everyday: Iterable[str] = ()) -> None:
        self._words = word_costs()
        self._terms = {
            word: min(cost_of(FREQUENCY), self._words.get(word, math.inf)) for word in everyday}
        self._terms |= {
            term: min(_TERM_COSTS.get(len(term), _TERM_COST), self._words.get(term, math.inf))
            for term in terms if len(term) <= LONGEST_TERM}
        self._terms |= {word: cost_of(MOST_USED[word]) for word in MOST_USED if word in self._terms}
        self._longest = max([_LONGEST, *map(len, self._terms)])

    def dictionary_cost(self, word: str) -> float:
        """The cost of a word in the dictionary alone; infinite for one that it does not have."""
        return self._words.get(word, math.inf)

    def cost(self, word: str) -> float | None:
        """The cost of a word, or None where several characters are not a word."""
        cost = self._terms.get(word)
        if cost is None:
            cost = self._words.get(word)
        return _UNKNOWN if cost is None and len(word) == 1 else cost

    def cut(self, text: str) -> tuple[float, list[tuple[int, int]]]:
        """The cheapest way to cut `text` into words: its cost and the spans."""
        terms, words = self._terms, self._words
        costs, starts = [0.0], [0]
        for end in range(1, len(text) + 1):
            best, best_start = costs[end - 1] + _UNKNOWN, end - 1
            for start in range(max(0, end - self._longest), end):
                word = text[start:end]
                cost = terms.get(word)
                if cost is None:
                    cost = words.get(word)
                if cost is not None and costs[start] + cost < best:
                    best, best_start = costs[start] + cost, start
            costs.append(best)
            starts.append(best_start)
        spans: list[tuple[int, int]] = []
        end = len(text)
        while end:
            spans.append((starts[end], end))
            end = starts[end]
        return costs[-1], spans[::-1]
