"""Which of the notice's own words answer a question that asks for words: nearest way of asking, within the region.

Nothing is learned: the vectors are built from the knowledge base when it is loaded, so a new notice is found at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Collection, Mapping, Optional, Sequence

from bot.dialogue import cues
import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from policy_kb.knowledge import HeldLookup, KnowledgeBase

#: Everyday words and the ones that the knowledge base is written in.
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


@dataclass(frozen=True)
class Found:
    """A lookup with its score: 1 is a way of asking that the knowledge base lists word for word."""

    held: HeldLookup
    score: float
    likeness: float


class LookupSearch:
    """Finds lookups by likeness of the question to their ways of asking and to their words."""

    #: What weighs beside the likeness to a way of asking: the kind of question (intent → topic), the nearer level, and
    #: the words of lead and quotes. LIKE is the weight of these words in `Found.likeness`.
    TOPIC, NEAR, WORDS, LIKE, NAMED = 0.22, 0.25, 1.0, 0.35, 0.35

    def __init__(self, kb: KnowledgeBase) -> None:
        self._lookups = kb.lookups
        rows, owners, bodies = [], [], []
        for index, held in enumerate(kb.lookups):
            for way in (held.lookup.title, *held.lookup.asks):
                rows.append(bare(way))
                owners.append(index)
            bodies.append(
                bare(held.lookup.title + (held.lookup.lead or "") + "".join(a.quote for a in held.lookup.answer))
            )
        self._ways = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
        self._owners = np.array(owners)
        self._way_rows = self._ways.fit_transform(rows) if rows else None
        self._bodies = TfidfVectorizer(analyzer="char", ngram_range=(1, 2), sublinear_tf=True)
        self._body_rows = self._bodies.fit_transform(bodies) if bodies else None

    def search(
        self, text: str, documents: Sequence[str], topics: Mapping[str, float], terms: Collection[str] = ()
    ) -> list[Found]:
        """Lookups of the documents (nearest level first), best first. `topics` weighs the kinds of question,
        `terms` are the words of the field in it: a lookup that names one of them goes before its neighbours."""
        question = bare(text)
        if not question or self._way_rows is None or self._body_rows is None:
            return []
        likeness = np.asarray((self._way_rows @ self._ways.transform([question]).T).todense()).ravel()
        best = np.zeros(len(self._lookups))
        np.maximum.at(best, self._owners, likeness)
        words = np.asarray((self._body_rows @ self._bodies.transform([question]).T).todense()).ravel()
        found = []
        for index, held in enumerate(self._lookups):
            if held.document not in documents:
                continue
            topic = max((topics.get(t, 0.0) for t in held.lookup.topics), default=0.0)
            score = (
                best[index]
                + self.WORDS * words[index]
                + self.TOPIC * topic
                - self.NEAR * documents.index(held.document)
            )
            if terms and set(terms) & set(held.lookup.terms):
                score += self.NAMED
            found.append(Found(held, float(score), float(best[index] + self.LIKE * words[index])))
        return sorted(found, key=lambda f: (-f.score, f.held.lookup.id))


def near_ties(found: Sequence[Found]) -> list[Found]:
    """The best and those nearly as good, at most MOST: a person sees the neighbours of a vague question."""
    if not found:
        return []
    return [f for f in found[:MOST] if f.score >= found[0].score * NEARLY]


#: How near another lookup must come to be shown beside the best, and how many are shown.
NEARLY, MOST = 0.8, 3


def bare(text: str) -> str:
    """The text without punctuation and courtesies."""
    for spoken, written in _PLAIN:
        text = text.replace(spoken, written)
    return cues.NOISE.sub("", text).lower()


def topic_of(intent: Optional[str]) -> Optional[str]:
    """The topic of an `ask_…` intent."""
    return intent[4:] if intent and intent.startswith("ask_") else None
