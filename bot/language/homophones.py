"""Typos that sound like a term of the vocabulary: where they may stand, and whether putting them right makes sense."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from bot.language.confusables import SHAPES
from bot.language.syllables import blur, blurred, sounds, term_sounds
from bot.language.word_model import WordModel, cost_of

_SHORTEST, _LONGEST = 2, 8
_PLACE_LENGTH = 3
_NUMBERED = 3  # terms as short as this with a numeral (十师, 一建) are nobody's typo: 十时, 一键
_COMMON = cost_of(20)  # a dictionary word at least this frequent is meant as it stands
_RARE = cost_of(1)
_WEAK = cost_of(300)  # inside a longer term a word up to this frequent may be what the input method made of it (访会聚)
# By how much a repair must make the sentence likelier; for two characters alone among ordinary words by more.
_MARGIN, _MARGIN_SHORT = 0.3, 2.5
_COST_SAME, _COST_BLURRED, _COST_SHAPE = 6.0, 8.0, 8.0
_NEIGHBOUR_BONUS = 2.0
_REACH = 6
# Words by themselves, and the ends of words that are made freely (培训科, 检验士): a slip is not told from a choice.
_FUNCTION = frozenset(
    "的地得是了在不有我你他她它这那就都也和与及给把被对从到为以而但或要会能去来上下里个没很还再又吗呢吧啊说看用着过"
)
_PLACES = frozenset("县市区州旗镇乡盟省")
_SUFFIXES = _PLACES | frozenset("士师科室处部股站所院局厅级员长办")
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎潘杜戴姚谭廖邹熊陆郝孔崔邱秦侯邵孟尹黎乔贺赖龚"
)
_NUMERALS = frozenset("0123456789零〇一二两三四五六七八九十百千万亿廿卅俩仨半几第")


class Candidate(NamedTuple):
    """A window that may be replaced, and by how much that makes the sentence likelier."""

    start: int
    end: int
    term: str
    gain: float


@dataclass
class _Node:
    """A trie over blurred syllables: what may follow, and the terms that end here."""

    next: dict[str, _Node] = field(default_factory=dict)
    terms: list[str] = field(default_factory=list)


def is_chinese(text: str) -> bool:
    """Whether a text is made of Chinese characters only."""
    return bool(text) and all("\u4e00" <= char <= "\u9fff" for char in text)


class Homophones:
    """An index of the vocabulary's terms by sound. Terms that are not two or more Chinese characters are left out."""

    def __init__(self, vocabulary: Iterable[str]) -> None:
        self.terms = frozenset(term for term in vocabulary if len(term) >= _SHORTEST and is_chinese(term))
        self._model = WordModel(self.terms)
        self._root = _Node()
        for term in sorted(self.terms):
            syllables = [blur(sound) for sound in term_sounds(term)]
            numbered = len(term) <= _NUMBERED and not _NUMERALS.isdisjoint(term)
            if len(term) <= _LONGEST and len(syllables) == len(term) and not numbered:
                node = self._root
                for syllable in syllables:
                    node = node.next.setdefault(syllable, _Node())
                node.terms.append(term)

    def candidates(self, text: str) -> list[Candidate]:
        """Every repair that makes sense, the best first."""
        found: list[Candidate] = []
        for start in range(len(text)):
            for term in self._heard(text, start):
                end = start + len(term)
                if text[start:end] != term and (gain := self._gain(text, start, end, term)) > _MARGIN:
                    found.append(Candidate(start, end, term, gain))
        return sorted(found, key=lambda c: (-c.gain, c.start, -len(c.term), c.term))

    def _heard(self, text: str, start: int) -> list[str]:
        """The terms that the text from `start` on may have been meant to be, by sound or shape."""
        terms: list[str] = []
        nodes = [self._root]
        for char in text[start:start + _LONGEST]:
            keys = blurred(char)
            for other in SHAPES.get(char, ""):
                keys = keys | blurred(other)
            nodes = [node.next[key] for node in nodes for key in keys if key in node.next]
            if not nodes:
                break
            for node in nodes:
                terms += node.terms
        return terms

    def _gain(self, text: str, start: int, end: int, term: str) -> float:
        """How much likelier the sentence becomes, less the price of the slips; 0 where the repair may not be made."""
        window = text[start:end]
        changed = [i for i in range(len(term)) if window[i] != term[i]]
        common = _COMMON if len(term) > _SHORTEST else _RARE
        if window in self.terms or self._model.dictionary_cost(window) <= common:
            return 0.0
        if len(changed) > (len(term) + 1) // 2:
            return 0.0
        if not self._may_change(window, term, changed):
            return 0.0
        left, right = max(0, start - _REACH), min(len(text), end + _REACH)
        before, spans = self._model.cut(text[left:right])
        if not self._loose(text, [(left + a, left + b) for a, b in spans], start, end, {start + i for i in changed}):
            return 0.0
        repaired = text[left:start] + term + text[end:right]
        after, spans = self._model.cut(repaired)
        beside = any((b == start - left or a == end - left) and repaired[a:b] in self.terms for a, b in spans)
        price = sum(_price(window[i], term_sounds(term)[i]) for i in changed)
        alone = not is_chinese(text[start - 1:start]) and not is_chinese(text[end:end + 1])
        if beside or alone:
            return before - after - price + _NEIGHBOUR_BONUS
        if len(term) > _SHORTEST:
            return before - after - price
        named = text[start - 1:start] in _SURNAMES and start > 0  # 刘彦修 is nobody's 研修
        return 0.0 if named else before - after - price - _MARGIN_SHORT

    def _may_change(self, window: str, term: str, changed: list[int]) -> bool:
        """Whether no character is touched that never is: a numeral, a word of grammar, the free ending of a word."""
        last = len(term) - 1
        for i in changed:
            if window[i] in _NUMERALS or term[i] in _NUMERALS:
                return False
            if window[i] in _FUNCTION and (i in (0, last) or last == 1):
                return False
            if last == 1 and term[i] not in SHAPES.get(window[i], "") and term_sounds(term)[i] not in sounds(window[i]):
                return False
        if last <= _PLACE_LENGTH - 1 and window[-1] in _PLACES and last not in changed:
            return False  # 兴和县 is another county than 新和县
        ending = changed == [last] and window[-1] in _SUFFIXES
        return not (ending and self._model.cost(window[:-1]) is not None)

    def _loose(self, text: str, words: list[tuple[int, int]], start: int, end: int, changed: set[int]) -> bool:
        """Whether no ordinary word is broken up: neither at the window's ends nor by a changed character."""
        for a, b in words:
            cost = self._model.dictionary_cost(text[a:b])
            if b - a < 2 or (cost > _COMMON and text[a:b] not in self.terms):
                continue
            if a < start < b or a < end < b:
                return False
            broken = not changed.isdisjoint(range(a, b))
            if broken and (text[a:b] in self.terms or cost < _WEAK or end - start < 3):
                return False
        return True


def _price(typed: str, meant: str) -> float:
    """What it costs to read a character as one that sounds like `meant`."""
    if meant in sounds(typed):
        return _COST_SAME
    return _COST_BLURRED if blur(meant) in blurred(typed) else _COST_SHAPE
