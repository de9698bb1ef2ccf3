"""The normaliser: one spelling for what people type, with homophone typos repaired towards a vocabulary."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from bot.language.confusables import CONTEXTUAL
from bot.language.field_words import FIELD_WORDS
from bot.language.folding import fold
from bot.language.homophones import Homophones
from bot.language.latin import Latin
from bot.language.ordinary_words import MOST_USED
from bot.language.unit_slips import unit_slips

_ROUNDS = 8


@dataclass(frozen=True)
class Repair:
    """A typo put right: its span in the normalised text, what was typed there, and what was read.

    `doubtful`: what was typed, or another word, is plausible too, and something else would be computed with: ask
    first.
    """

    start: int
    end: int
    original: str
    replacement: str
    doubtful: bool = False


class _Slip(NamedTuple):
    """A span of the text and what is read there."""

    start: int
    end: int
    right: str
    doubtful: bool = False


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

    `meanings`: for those terms that figures are computed with, what they mean; `joined`: terms that are two words
    (see `Homophones`). `always`: wrong spellings that are put right wherever they stand (学识 → 学时 where the
    deployment wants that); both sides are as long as each other.

    Raises ValueError for an entry of `always` whose sides differ in length, or whose right side holds a wrong one.
    """

    def __init__(
        self, vocabulary: Iterable[str], always: Mapping[str, str] | None = None,
        meanings: Mapping[str, str] | None = None, joined: Iterable[str] = (),
    ) -> None:
        known = {fold(term)[0]: meaning for term, meaning in (meanings or {}).items()}
        pairs = [fold(term)[0] for term in joined]
        self._homophones = Homophones((fold(term)[0] for term in vocabulary), known, pairs)
        self._latin = Latin({*self._homophones.known, *known}, known, {*MOST_USED, *FIELD_WORDS})
        self._always = {fold(wrong)[0]: fold(right)[0] for wrong, right in (always or {}).items()}
        for wrong, right in self._always.items():
            if len(wrong) != len(right) or not wrong:
                raise ValueError(f"always: {wrong!r} and {right!r} must have the same, positive length")
            if any(other in right for other in self._always):
                raise ValueError(f"always: {right!r} would itself be put right")
        self._contextual = [(pattern, right) for pattern, right in CONTEXTUAL if right in self._homophones.known]

    def __call__(self, text: str) -> Normalised:
        """Fold a text, put its English words and pinyin into Chinese, and repair it.

        Never raises; normalising normalised text changes nothing.
        """
        folded, offsets = self._latin(*fold(text))
        repaired, windows = folded, list[tuple[int, int, bool]]()
        for _ in range(_ROUNDS):
            found = self._slips(repaired)
            for start, end, right, doubtful in found:
                repaired = repaired[:start] + right + repaired[end:]
                windows.append((start, end, doubtful))
            if not found:
                break
        repairs = (Repair(a, b, folded[a:b], repaired[a:b], doubtful) for a, b, doubtful in _merged(windows))
        return Normalised(repaired, tuple(r for r in repairs if r.original != r.replacement), offsets)

    def _slips(self, text: str) -> list[_Slip]:
        """The first kind of slip found: those that are always one, those that their neighbours show, those of sound."""
        always = [_Slip(m.start(), m.end(), right) for wrong, right in self._always.items()
                  for m in re.finditer(re.escape(wrong), text)]
        if always:
            return _disjoint(always)
        contextual = [_Slip(*m.span("slip"), right) for pattern, right in self._contextual
                      for m in pattern.finditer(text) if m["slip"] != right]
        contextual += [_Slip(*slip) for slip in unit_slips(text)]
        if contextual:
            return _disjoint(contextual)
        return _disjoint([_Slip(c.start, c.end, c.term, c.doubtful) for c in self._homophones.candidates(text)])


def _disjoint(slips: list[_Slip]) -> list[_Slip]:
    """Those that overlap none before them."""
    taken: set[int] = set()
    kept = []
    for slip in slips:
        if taken.isdisjoint(range(slip.start, slip.end)):
            taken.update(range(slip.start, slip.end))
            kept.append(slip)
    return kept


def _merged(windows: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """Windows that overlap are one repair."""
    merged: list[tuple[int, int, bool]] = []
    for start, end, doubtful in sorted(windows):
        if merged and start < merged[-1][1]:
            first, last, doubt = merged[-1]
            merged[-1] = (first, max(end, last), doubt or doubtful)
        else:
            merged.append((start, end, doubtful))
    return merged
