"""A blank spaCy pipeline with an EntityRuler: the spans of a text that are terms of the knowledge base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, Sequence

import spacy

from bot.language.word_model import WordModel
from bot.nlu.vocabulary import TermPattern

_PLACE = "place"
_SHORT = 2  # longer names are no accident
_REACH = 4
_BLANK = "\0"


@dataclass(frozen=True)
class Term:
    """A term found: its kind and id, where it stands (half-open character offsets) and how it is spelled there."""

    kind: str
    id: str
    start: int
    end: int
    text: str


class TermFinder:
    """Finds terms: the longest spelling wins, then the leftmost; letter case and spaces inside do not matter.

    A place is not found across the border of two words (和硕 in 中级和硕士).
    """

    def __init__(self, patterns: Sequence[TermPattern], gapped: Sequence[TermPattern] = ()) -> None:
        self._gapped = [(re.compile(g["pattern"], re.IGNORECASE), g["label"], g["id"]) for g in gapped]
        # One token per character: a span may then begin and end anywhere, as Chinese has no spaces to trust.
        self._nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
        ruler = self._nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns([dict(pattern) for pattern in patterns])  # type: ignore[attr-defined]
        self._has_terms = bool(patterns)
        self._words = WordModel(pattern["pattern"] for pattern in patterns)

    def find(self, text: str) -> list[Term]:
        """The terms of `text` in their order; only a spelling with a gap may lie over others."""
        if not self._has_terms:
            return []  # spaCy would warn on every text
        found = self._spelled(text)
        for pattern, label, term_id in self._gapped:
            for match in pattern.finditer(text):
                twin = any(t.kind == label and t.start < match.end() and match.start() < t.end for t in found)
                if match.group() and not twin:
                    found.append(Term(label, term_id, match.start(), match.end(), match.group()))
        return sorted(found, key=lambda t: (t.start, -t.end))

    def _spelled(self, text: str) -> list[Term]:
        """What the ruler finds. Where a place goes over the border of a word it is looked for again without it."""
        read = text
        while True:
            found = [Term(s.label_, s.ent_id_, s.start_char, s.end_char, text[s.start_char : s.end_char])
                     for s in self._nlp(read).ents]  # fmt: skip
            short = [term for term in found if term.kind == _PLACE and term.end - term.start <= _SHORT]
            blanked = [place for term in short for place in self._outside_word(text, term)]
            if not blanked:
                return found
            for place in blanked:
                read = read[:place] + _BLANK + read[place + 1 :]

    def _outside_word(self, text: str, term: Term) -> Iterator[int]:
        """Of a place that shares only some of its characters with a word of the text: the places of the others."""
        left = max(0, term.start - _REACH)
        for a, b in self._words.cut(text[left : term.end + _REACH])[1]:
            start, end = left + a, left + b
            if start < term.start < end < term.end or term.start < start < term.end < end:
                yield from (place for place in range(term.start, term.end) if not start <= place < end)
