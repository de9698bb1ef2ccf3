"""The normaliser: one spelling for what people type, with homophone typos repaired towards a vocabulary."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.language.confusables import CONTEXTUAL
from bot.language.folding import fold
from bot.language.homophones import Homophones

_ROUNDS = 8


@dataclass(frozen=True)
class Repair:
    """A typo put right: its span in the normalised text, what was typed there, and what was read."""

    start: int
    end: int
    original: str
    replacement: str


@dataclass(frozen=True)
class Normalised:
    """`offsets[i]` is the place in the original text of character i of `text`; it never decreases."""

    text: str
    repairs: tuple[Repair, ...]
    offsets: tuple[int, ...]

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of `text` stands in the original text; (0, 0) for an empty text."""
        if not self.offsets or start >= end:
            place = self.offsets[min(start, len(self.offsets) - 1)] if self.offsets else 0
            return place, place
        return self.offsets[start], self.offsets[end - 1] + 1


class Normaliser:
    """Reusable and thread-safe once built. `vocabulary`: terms that typos are repaired towards.

    `always`: wrong spellings that are put right wherever they stand (学识 → 学时 where the deployment wants that);
    both sides are as long as each other.

    Raises ValueError for an entry of `always` whose sides differ in length, or whose right side holds a wrong one.
    """

    def __init__(self, vocabulary: Iterable[str], always: Mapping[str, str] | None = None) -> None:
        self._homophones = Homophones(fold(term)[0] for term in vocabulary)
        self._always = {fold(wrong)[0]: fold(right)[0] for wrong, right in (always or {}).items()}
        for wrong, right in self._always.items():
            if len(wrong) != len(right) or not wrong:
                raise ValueError(f"always: {wrong!r} and {right!r} must have the same, positive length")
            if any(other in right for other in self._always):
                raise ValueError(f"always: {right!r} would itself be put right")
        self._contextual = [(pattern, right) for pattern, right in CONTEXTUAL if right in self._homophones.terms]

    def __call__(self, text: str) -> Normalised:
        """Fold and repair a text. Never raises; normalising normalised text changes nothing."""
        folded, offsets = fold(text)
        repaired, windows = folded, list[tuple[int, int]]()
        for _ in range(_ROUNDS):
            found = self._slips(repaired)
            for start, end, right in found:
                repaired = repaired[:start] + right + repaired[end:]
                windows.append((start, end))
            if not found:
                break
        repairs = (Repair(a, b, folded[a:b], repaired[a:b]) for a, b in _merged(windows))
        return Normalised(repaired, tuple(r for r in repairs if r.original != r.replacement), offsets)

    def _slips(self, text: str) -> list[tuple[int, int, str]]:
        """The first kind of slip found: those that are always one, those that their neighbours show, those of sound."""
        always = [(m.start(), m.end(), right) for wrong, right in self._always.items()
                  for m in re.finditer(re.escape(wrong), text)]
        if always:
            return _disjoint(always)
        contextual = [(*m.span("slip"), right) for pattern, right in self._contextual for m in pattern.finditer(text)
                      if m["slip"] != right]
        if contextual:
            return _disjoint(contextual)
        return _disjoint([(c.start, c.end, c.term) for c in self._homophones.candidates(text)])


def _disjoint(slips: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Those that overlap none before them."""
    taken: set[int] = set()
    kept = []
    for start, end, right in slips:
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, right))
    return kept


def _merged(windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Windows that overlap are one repair."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
