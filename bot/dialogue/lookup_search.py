"""Which of the notice's own words answer a question that asks for words: nearest way of asking, within the region.

Nothing is learned: the vectors are built from the knowledge base when it is loaded, so a new notice is found at once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Collection, Iterable, Mapping, Optional, Sequence

from bot.dialogue import cues
from bot.dialogue.everyday import Meanings
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from policy_kb.knowledge import HeldLookup, KnowledgeBase
from policy_kb.model import Lookup

#: Everyday words that always mean the written one.
_PLAIN = (
    ("啥时候", "什么时候"),
    ("啥", "什么"),
    ("咋", "怎么"),
    ("哪位", "谁"),
    ("几多", "多少"),
    ("座机", "电话"),
    ("不行", "不可以"),
    ("号码", "电话"),
    ("单子", "表"),
    ("手续", "程序"),
    ("弄", "办"),
    ("拿来干", "用来做"),
    ("凭什么", "凭"),
)
#: How near another lookup must come to be shown beside the best, and how many are shown.
NEARLY, MOST = 0.8, 3


@dataclass(frozen=True)
class Found:
    """A lookup with its score. `likeness`: 1 is a way of asking that the knowledge base lists word for word. `bearing`:
    how much of what is asked for is what the lookup's ways of asking, taken together, ask for."""

    held: HeldLookup
    score: float
    likeness: float
    bearing: float


class _Space:
    """Texts as vectors; `near` gives the cosine of a question to each of them."""

    def __init__(self, texts: Sequence[str], **how: Any) -> None:
        self._vectorizer = TfidfVectorizer(sublinear_tf=True, **how)
        self._rows = self._vectorizer.fit_transform(texts)

    def near(self, question: str) -> np.ndarray[Any, Any]:
        return np.asarray((self._rows @ self._vectorizer.transform([question]).T).todense()).ravel()


class LookupSearch:
    """Finds lookups by likeness of the question to their ways of asking, to their words, and to what both mean."""

    #: What weighs: the nearest way of asking, all ways of asking together, lead and quotes, the meanings of all ways;
    #: then the kind of question (intent → topic), the nearer level, and a series of titles that is named. LIKE is the
    #: weight of the words in `Found.likeness`. Measured by tests/bot/dialogue/test_lookup_questions.py.
    ONE_WAY, ALL_WAYS, WORDS, MEANING = 0.4, 0.7, 0.3, 0.3
    TOPIC, NEAR, NAMED, LIKE = 0.22, 0.25, 0.35, 0.35

    def __init__(self, kb: KnowledgeBase) -> None:
        self._lookups = kb.lookups
        if not kb.lookups:
            return
        meanings = Meanings((name, term.id) for term in kb.terms.values() for name in (term.name, *term.aliases))
        ways = [[bare(way) for way in (held.lookup.title, *held.lookup.asks)] for held in kb.lookups]
        together = ["|".join(some) for some in ways]
        self._owners = np.array([at for at, some in enumerate(ways) for _ in some])
        self._ways = _Space([way for some in ways for way in some], analyzer="char", ngram_range=(1, 3))
        self._together = _Space(together, analyzer="char", ngram_range=(1, 2))
        self._bodies = _Space([_body(held.lookup) for held in kb.lookups], analyzer="char", ngram_range=(1, 2))
        self._meanings = _Space(together, analyzer=_told_apart(meanings.of))

    def search(
        self, text: str, documents: Sequence[str], topics: Mapping[str, float], terms: Collection[str] = ()
    ) -> list[Found]:
        """Lookups of the documents (nearest level first), best first. `topics` weighs the kinds of question,
        `terms` are the words of the field in it: a lookup that names one of them goes before its neighbours."""
        question = bare(text)
        if not question or not self._lookups:
            return []
        way = np.zeros(len(self._lookups))
        np.maximum.at(way, self._owners, self._ways.near(question))
        words = self._bodies.near(question)
        bearing = self.ALL_WAYS * self._together.near(question) + self.MEANING * self._meanings.near(question)
        likeness, base = way + self.LIKE * words, self.ONE_WAY * way + self.WORDS * words + bearing
        found = []
        for index, held in enumerate(self._lookups):
            if held.document not in documents:
                continue
            topic = max((topics.get(t, 0.0) for t in held.lookup.topics), default=0.0)
            score = base[index] + self.TOPIC * topic - self.NEAR * documents.index(held.document)
            if terms and set(terms) & set(held.lookup.terms):
                score += self.NAMED
            found.append(Found(held, float(score), float(likeness[index]), float(bearing[index])))
        return sorted(found, key=lambda f: (-f.score, f.held.lookup.id))


def near_ties(found: Sequence[Found]) -> list[Found]:
    """The best and those nearly as good, at most MOST: a person sees the neighbours of a vague question."""
    if not found:
        return []
    return [f for f in found[:MOST] if f.score >= found[0].score * NEARLY]


def bare(text: str) -> str:
    """The text without punctuation and courtesies."""
    for spoken, written in _PLAIN:
        text = text.replace(spoken, written)
    return cues.NOISE.sub("", text).lower()


def topic_of(intent: Optional[str]) -> Optional[str]:
    """The topic of an `ask_…` intent."""
    return intent[4:] if intent and intent.startswith("ask_") else None


def _body(lookup: Lookup) -> str:
    """What a lookup says: title, lead and quotes."""
    return bare(lookup.title + (lookup.lead or "") + "".join(part.quote for part in lookup.answer))


def _told_apart(meanings: Callable[[str], Iterable[str]]) -> Callable[[str], list[str]]:
    """An analyzer that finds at least one meaning, so that no folder of notices is without any."""
    return lambda text: ["", *meanings(text)]
