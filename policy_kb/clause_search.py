"""The clauses of the held notices that are nearest to a question, by their words alone (BM25 over pairs of characters).

Nothing is learned and nothing computed: what is found is shown as it is printed.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from policy_kb.clauses import Clause, Notice
from policy_kb.knowledge import KnowledgeBase

_K1, _B = 1.2, 0.75
#: What a clause of the next higher level counts for, beside the nearer one.
_HIGHER = 0.85
_CHINESE = re.compile(r"[\u4e00-\u9fff]+")
_LATIN = re.compile(r"[a-z][a-z.]+")
_SENTENCE = re.compile(r"[^。；;！？]+[。；;！？]?")
_PRINT_BREAK = re.compile(r"\s*\n\s*")
_NUMBER = re.compile(r"^\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]\s*")
#: A clause is shown whole up to this length, else the sentences of it that are nearest.
LONGEST = 160
#: Shorter ones are headings.
_SHORTEST = 12


@dataclass(frozen=True)
class FoundClause:
    """`quote` is verbatim in the clause, but for line breaks of the print. `share` is how much of the question's weight
    its words bear, 0 to 1."""

    address: str
    quote: str
    score: float
    share: float


@dataclass(frozen=True)
class _Unit:
    address: str
    document: str
    text: str
    counts: Counter[str]


class ClauseSearch:
    """Built once for a knowledge base; without state of its own."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._units = [
            _Unit(clause.address, document, text, Counter(terms_of(text)))
            for document, notice in kb.notices.items()
            for clause in notice.clauses
            if (text := _own(notice, clause)) is not None and clause.address not in kb.context
        ]
        held = Counter(term for unit in self._units for term in unit.counts)
        number = len(self._units)
        self._weights = {term: math.log(1 + (number - n + 0.5) / (n + 0.5)) for term, n in held.items()}
        self._unheard = math.log(1 + number / 0.5)
        self._mean = sum(unit.counts.total() for unit in self._units) / max(1, number)

    def search(self, text: str, documents: Sequence[str], most: int = 3) -> list[FoundClause]:
        """The nearest clauses of the documents, best first, at most `most`; none without a word in common. A notice
        that stands later in `documents` (of a higher level) must be nearer by its words."""
        asked = dict.fromkeys(terms_of(text))
        whole = sum(self._weights.get(term, self._unheard) for term in asked)
        found = []
        for unit in self._units:
            if unit.document not in documents:
                continue
            common = [term for term in asked if term in unit.counts]
            if not common:
                continue
            score = sum(self._weight(term, unit) for term in common) * _HIGHER ** documents.index(unit.document)
            share = sum(self._weights[term] for term in common) / whole
            found.append((score, share, unit))
        found.sort(key=lambda one: (-one[0], one[2].address))
        return [FoundClause(u.address, self._excerpt(u.text, asked), score, share) for score, share, u in found[:most]]

    def _weight(self, term: str, unit: _Unit) -> float:
        times = unit.counts[term]
        length = 1 - _B + _B * unit.counts.total() / self._mean
        return self._weights[term] * times * (_K1 + 1) / (times + _K1 * length)

    def _excerpt(self, text: str, asked: Collection[str]) -> str:
        """The clause, or of a long one the run of sentences that bears most of the question."""
        if len(text) <= LONGEST:
            return text
        sentences = [match.span() for match in _SENTENCE.finditer(text) if match.group().strip()]
        best, quote = -1.0, text[:LONGEST]
        for first in range(len(sentences)):
            for last in range(first, len(sentences)):
                run = text[sentences[first][0] : sentences[last][1]].strip()
                if last > first and len(run) > LONGEST:
                    break
                held = set(terms_of(run))
                value = sum(self._weights.get(term, 0.0) for term in asked if term in held) - 0.01 * len(run)
                if value > best:
                    best, quote = value, run
        return quote


def terms_of(text: str) -> list[str]:
    """What is compared: pairs of Chinese characters in a row, and Latin words."""
    plain = text.lower()
    pairs = [run[at : at + 2] for run in _CHINESE.findall(re.sub(r"\s+", "", plain)) for at in range(len(run) - 1)]
    return [*pairs, *_LATIN.findall(plain)]


def _own(notice: Notice, clause: Clause) -> str | None:
    """A clause's own words without its number, or None where it is a table, a heading, or only holds others."""
    text = _NUMBER.sub("", _PRINT_BREAK.sub("", notice.own_text(clause.address).strip()))
    heading = bool(notice.children(clause.address)) and len(text) < 2 * _SHORTEST
    return None if clause.kind == "table" or heading or len(text) < _SHORTEST else text
