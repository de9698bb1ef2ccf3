"""Which known words a stretch of text may have been meant to be, by its sound or the shape of its characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from bot.language.confusables import SHAPES
from bot.language.syllables import blur, blurred, term_sounds

LONGEST = 8
_NUMBERED = 3  # words as short as this with a numeral (十师, 一建) are nobody's typo: 十时, 一键
NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百千万亿廿卅俩仨半几第")


@dataclass
class _Node:
    """A trie over blurred syllables: what may follow, and the words that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)


class SoundIndex:
    """Words by sound; one that is too long, or short with a numeral in it, is left out."""

    def __init__(self, words: Iterable[str]) -> None:
        self._root = _Node()
        for word in sorted(words):
            syllables = [blur(sound) for sound in term_sounds(word)]
            numbered = len(word) <= _NUMBERED and not NUMERALS.isdisjoint(word)
            if len(word) <= LONGEST and len(syllables) == len(word) and not numbered:
                node = self._root
                for syllable in syllables:
                    node = node.next.setdefault(syllable, _Node())
                node.words.append(word)

    def heard(self, text: str, start: int) -> list[str]:
        """The words that the text from `start` on sounds or looks like, among them those that stand there."""
        words: list[str] = []
        nodes = [self._root]
        for char in text[start : start + LONGEST]:
            keys = _keys(char)
            nodes = [node.next[key] for node in nodes for key in keys if key in node.next]
            if not nodes:
                break
            for node in nodes:
                if node.words:
                    words += node.words
        return words


@lru_cache(maxsize=8192)
def _keys(char: str) -> tuple[str, ...]:
    """What a character may have been meant to sound like, blurred."""
    alike = (blurred(other) for other in (char, *SHAPES.get(char, "")))
    return tuple(sorted(frozenset[str]().union(*alike)))
