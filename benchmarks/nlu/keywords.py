"""The rule of rasa's KeywordIntentClassifier: a training utterance stands in the message, between word borders.

A keyword that stands in one of another intent is taken out. Rasa 3.6.21's own code takes it out as often as it clashes,
and ends with a KeyError at the second time; it also compiles thousands of expressions anew for each message. Here each
is taken out once and compiled once.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

from bot.evaluation.intents import Ranking

from benchmarks.nlu.contender import Example


class Keywords:
    """Every training utterance is a keyword."""

    name = "rasa: KeywordIntentClassifier"
    how = "its rule written anew: rasa's own code ends with a KeyError on our examples"

    def train(self, examples: Sequence[Example]) -> None:
        """The keywords without those that stand in a keyword of another intent."""
        intents = dict(examples)
        kept = {}
        for keyword, intent in intents.items():
            pattern = _pattern(keyword)
            clash = (other for other, of in intents.items() if of != intent and keyword in other)
            if not any(pattern.search(other) for other in clash):
                kept[keyword] = intent
        self._take(kept)

    def save(self, folder: Path) -> None:
        """keywords.json."""
        text = json.dumps({keyword: intent for keyword, (intent, _) in self._keywords.items()}, ensure_ascii=False)
        (folder / "keywords.json").write_text(text, encoding="utf-8")

    def load(self, folder: Path) -> None:
        """The same from the file."""
        self._take(json.loads((folder / "keywords.json").read_text(encoding="utf-8")))

    def ranking(self, text: str, today: str) -> Ranking:
        """The first keyword found, with certainty; else nothing."""
        for keyword, (intent, pattern) in self._keywords.items():
            if keyword in text and pattern.search(text):
                return [(intent, 1.0)]
        return []

    def _take(self, keywords: dict[str, str]) -> None:
        self._keywords = {keyword: (intent, _pattern(keyword)) for keyword, intent in keywords.items()}


def _pattern(keyword: str) -> re.Pattern[str]:
    return re.compile(rf"\b{re.escape(keyword)}\b")
