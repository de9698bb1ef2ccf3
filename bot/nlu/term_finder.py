"""A blank spaCy pipeline with an EntityRuler: the spans of a text that are terms of the knowledge base."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Sequence

import spacy

from bot.nlu.vocabulary import TermPattern


@dataclass(frozen=True)
class Term:
    """A term found: its kind and id, where it stands (half-open character offsets) and how it is spelled there."""

    kind: str
    id: str
    start: int
    end: int
    text: str


class TermFinder:
    """Finds terms: the longest spelling wins, then the leftmost; letter case and spaces inside do not matter."""

    def __init__(self, patterns: Sequence[TermPattern], gapped: Sequence[TermPattern] = ()) -> None:
        self._gapped = [(re.compile(g["pattern"], re.IGNORECASE), g["label"], g["id"]) for g in gapped]
        # One token per character: a span may then begin and end anywhere, as Chinese has no spaces to trust.
        self._nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "char"}}})
        ruler = self._nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"})
        ruler.add_patterns([dict(pattern) for pattern in patterns])  # type: ignore[attr-defined]
        self._has_terms = bool(patterns)

    def find(self, text: str) -> list[Term]:
        """The terms of `text` in their order; only a spelling with a gap may lie over others."""
        if not self._has_terms:
            return []  # spaCy would warn on every text
        found = [
            Term(span.label_, span.ent_id_, span.start_char, span.end_char, span.text) for span in self._nlp(text).ents
        ]
        for pattern, label, term_id in self._gapped:
            for match in pattern.finditer(text):
                twin = any(t.kind == label and t.start < match.end() and match.start() < t.end for t in found)
                if match.group() and not twin:
                    found.append(Term(label, term_id, match.start(), match.end(), match.group()))
        return sorted(found, key=lambda t: (t.start, -t.end))
