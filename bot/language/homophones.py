"""Typos that sound like a known word: where they may stand, and whether putting them right makes sense."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.language.field_words import FIELD_WORDS
from bot.language.ordinary_words import ORDINARY
from bot.language.sound_index import SoundIndex
from bot.language.syllables import blur, blurred, sounds, term_sounds
from bot.language.untouched import FUNCTION, SHORTEST, SUFFIXES, SURNAMES, never_changed, seldom_changed
from bot.language.word_model import WordModel, cost_of

_LONG = 4
_COMMON = cost_of(20)  # a dictionary word at least this frequent is meant as it stands
_USUAL = cost_of(500)
_RARE = cost_of(1)
# Inside a longer term a word up to this frequent may be what the input method made of it (访会聚); four characters or
# more stand surer for themselves (处级会计).
_WEAK, _WEAK_LONG = cost_of(300), cost_of(1_000)
# By how much a repair must make the sentence likelier; for two characters alone among ordinary words by more.
_MARGIN, _MARGIN_SHORT = 0.3, (0.0, 1.0, 2.5)  # the latter with so many sides on which a word goes on
_MARGIN_BROKEN = 6.0  # where a word of grammar changes, or an ordinary word is cut in two
_COST_SAME, _COST_BLURRED, _COST_SHAPE = 5.0, 7.0, 7.0
_NEIGHBOUR_BONUS = 2.0
# A word that was typed is what was meant, unless another one fits so much better; then the person is asked.
_MARGIN_WORD = -2.0
_CLOSE = 1.0  # two readings whose gains are this near are both plausible
_REACH = 6
_ENDINGS = frozenset("的了")
# What stands before an activity or a title, and the length that follows one.
_LEADS_ON = re.compile(r"(?:参加|[去听开上办读考评报]|申报|进行)[了过]?(?:个|一个|一次|一场)?$")
_LASTS = re.compile(r"[了过]?\s*(?:\d+|[一二两三四五六七八九十半]+)\s*个?(?:天|周|星期|月|年|学时|课时)")

Spans = list[tuple[int, int]]


class Candidate(NamedTuple):
    """A window that may be replaced, and by how much that makes the sentence likelier.

    `doubtful`: another thing would be computed with, and what was typed, or another word, is plausible as well.
    """

    start: int
    end: int
    term: str
    gain: float
    doubtful: bool = False


def is_chinese(text: str) -> bool:
    """Whether a text is made of Chinese characters only."""
    return bool(text) and all("\u4e00" <= char <= "\u9fff" for char in text)


class Homophones:
    """Finds slips towards the vocabulary's terms (those of two or more Chinese characters) and everyday words.

    `meanings`: what is computed with where a term is said; a term without one changes nothing but understanding.
    `joined`: those that are two words which often stand together (报副高).
    """

    def __init__(
        self, vocabulary: Iterable[str], meanings: Mapping[str, str] | None = None, joined: Iterable[str] = ()
    ) -> None:
        self.terms = frozenset(term for term in vocabulary if len(term) >= SHORTEST and is_chinese(term))
        self._meanings = dict(meanings or {})
        self._joined = frozenset(joined)
        everyday = FIELD_WORDS if self.terms else frozenset[str]()
        self.known = self.terms | everyday
        self._kept = self.known | ORDINARY
        self._model = WordModel(self.terms, everyday)
        # 基地办的 is no word but the beginning of a phrase: too much sounds like it.
        phrases = {term for term in self.terms - everyday if term[-1] in _ENDINGS}
        self._sounds = SoundIndex(self.known - phrases)

    def candidates(self, text: str) -> list[Candidate]:
        """Every repair that makes sense, the best first."""
        heard = ((start, term) for start in range(len(text)) for term in self._sounds.heard(text, start))
        found = [
            c for start, term in heard if not text.startswith(term, start) and (c := self._slip(text, start, term))
        ]
        found.sort(key=lambda c: (-round(c.gain, 6), -len(c.term), c.start, c.term))
        return [self._with_doubt(candidate, found) for candidate in found]

    def _with_doubt(self, candidate: Candidate, found: list[Candidate]) -> Candidate:
        """Doubtful too where another term of another meaning is nearly as likely at the same place."""
        if candidate.doubtful or len(found) < 2:
            return candidate
        meaning = self._meanings.get(candidate.term)
        rivals = (
            other
            for other in found
            if (other.start, other.end) == candidate[:2]
            and other.term != candidate.term
            and abs(other.gain - candidate.gain) < _CLOSE
        )
        return candidate._replace(doubtful=any(self._meanings.get(rival.term) != meaning for rival in rivals))

    def _slip(self, text: str, start: int, term: str) -> Candidate | None:
        """The repair of one window; None where it may not be made, or makes the sentence no likelier."""
        end = start + len(term)
        window = text[start:end]
        changed = [i for i in range(len(term)) if window[i] != term[i]]
        picked = self._picked(window, term)
        if window in self.known or not (picked or len(changed) <= (len(term) + 1) // 2):
            return None
        if never_changed(window, term, changed, joined=term in self._joined) or self._free_ending(window, changed):
            return None
        left, right = max(0, start - _REACH), min(len(text), end + _REACH)
        before, spans = self._model.cut(text[left:right])
        words = [(left + a, left + b) for a, b in spans]
        cut = [text[a:b] for a, b in words if a < start < b or a < end < b]
        if any(word in self.known for word in cut) or self._shares_word(text, start, term, changed):
            return None
        replaced = self._replaced(text, words, start, term, {start + i for i in changed})
        if replaced and (term not in self._meanings or any(word in self._kept for word in replaced)):
            return None
        repaired = text[left:start] + term + text[end:right]
        after, spans = self._model.cut(repaired)
        # A word picked wrong from the input method's list is one slip, however many characters differ.
        price = _COST_SAME if picked else sum(_price(window[i], term_sounds(term)[i]) for i in changed)
        gain = before - after - price
        beside = self._beside_term(repaired, spans, start - left, end - left)
        if replaced:
            fits = beside or bool(_LEADS_ON.search(text[:start])) or bool(_LASTS.match(text, end))
            return Candidate(start, end, term, gain, doubtful=True) if fits and gain > _MARGIN_WORD else None
        least = self._least(text, start, term, beside=beside)
        if seldom_changed(window, term, changed) or any(map(self._ordinary, cut)):
            least = _MARGIN_BROKEN
        return Candidate(start, end, term, gain) if gain > least else None

    def _least(self, text: str, start: int, term: str, *, beside: bool) -> float:
        """What a repair must gain at least, by what stands left and right of it."""
        going_on = is_chinese(text[max(0, start - 1) : start]) + is_chinese(
            text[start + len(term) : start + len(term) + 1]
        )
        if beside or not going_on:
            return _MARGIN - _NEIGHBOUR_BONUS
        if len(term) > SHORTEST:
            return _MARGIN
        named = start > 0 and text[start - 1] in SURNAMES  # 刘彦修 is nobody's 研修
        return float("inf") if named else _MARGIN + _MARGIN_SHORT[going_on]

    def _beside_term(self, text: str, words: Spans, start: int, end: int) -> bool:
        """Whether a term stands next to the repaired word, or takes it in."""
        return any(
            text[a:b] in self.terms
            for a, b in words
            if b == start or a == end or (a <= start and end <= b and b - a > end - start)
        )

    def _picked(self, window: str, term: str) -> bool:
        """Whether a word was typed that the input method offers for the same sounds."""
        is_word = len(term) == SHORTEST and self._model.dictionary_cost(window) <= _RARE
        return is_word and term_sounds(window) == term_sounds(term)

    def _free_ending(self, window: str, changed: list[int]) -> bool:
        """Whether only the ending changes, and what was typed is a word with an ending that people add freely."""
        ending = changed == [len(window) - 1] and window[-1] in SUFFIXES
        return ending and self._model.cost(window[:-1]) is not None

    def _shares_word(self, text: str, start: int, term: str, changed: list[int]) -> bool:
        """Of two characters: whether one makes a word with its neighbour (平台外面学 is 外面 and 学, 入学试 no 学时),
        or one is a word of grammar and what is meant no term (到企 is not 到期).
        """
        if len(term) > SHORTEST:
            return False
        if term not in self.terms and not FUNCTION.isdisjoint(text[start : start + 2]):
            return True
        for i, pair in enumerate((text[max(0, start - 1) : start + 1], text[start + 1 : start + 3])):
            if len(pair) > 1 and self._model.dictionary_cost(pair) <= (_COMMON if i in changed else _USUAL):
                return True
        return False

    def _replaced(self, text: str, words: Spans, start: int, term: str, changed: set[int]) -> list[str]:
        """The words typed that would be others: the whole window, or usual ones inside it."""
        end = start + len(term)
        window = text[start:end]
        if self._model.dictionary_cost(window) <= (_COMMON if len(window) > SHORTEST else _RARE):
            return [window]
        rare = _COMMON if term in self._joined else _WEAK_LONG if len(term) >= _LONG else _WEAK
        inside = [text[a:b] for a, b in words if start <= a and b <= end and not changed.isdisjoint(range(a, b))]
        return [
            word
            for word in inside
            if self._ordinary(word)
            and (word in self._kept or len(term) == SHORTEST or self._model.dictionary_cost(word) < rare)
        ]

    def _ordinary(self, word: str) -> bool:
        return len(word) > 1 and (word in self.known or self._model.dictionary_cost(word) <= _COMMON)


def _price(typed: str, meant: str) -> float:
    """What it costs to read a character as one that sounds like `meant`."""
    if meant in sounds(typed):
        return _COST_SAME
    return _COST_BLURRED if blur(meant) in blurred(typed) else _COST_SHAPE
