"""Characters that no repair touches, since a slip is not told from a choice there."""

from __future__ import annotations

from bot.language.confusables import SHAPES
from bot.language.sound_index import NUMERALS
from bot.language.syllables import sounds, term_sounds

SHORTEST = 2
_PLACE_LENGTH = 3
# Words by themselves, and the ends of words that are made freely (培训科, 检验士).
FUNCTION = frozenset(
    "的地得是了在不有我你他她它这那就都也和与及给把被对从到为以而但或要会能去来上下里个没很还再又吗呢吧啊说看用着过由按归向让跟该可只刚系仅均曾"
)
# What is done with hours, titles and papers: beside a term it is a word of its own (专科升本, 兵团计几个, 按毕业填).
_VERBS = frozenset("人计升评聘考报学记算办开查交补给进读教讲听盖填修发用做写")
_HOLDS = frozenset("任聘进")  # 聘中级, 任中级: not 评中级, 认中级
_NEGATIONS = frozenset("不没未无非别")  # put in or taken out they turn the sentence round: 补备案 is not 不备案
_PLACES = frozenset("县市区州旗镇乡盟省")
SUFFIXES = _PLACES | frozenset("士师科室处部股站所院局厅级员长办")
SURNAMES = frozenset(
    "王李张刘陈杨赵黄吴徐孙胡朱郭罗梁宋郑谢韩唐冯董萧曹袁邓傅沈曾彭吕苏卢蒋蔡贾魏薛叶阎潘杜戴姚谭廖邹熊陆郝孔崔邱秦侯邵孟尹黎乔贺赖龚"
)


def never_changed(window: str, term: str, changed: list[int], *, joined: bool) -> bool:
    """Whether reading `window` as `term` touches a numeral, turns the sentence round, or names another place.

    `changed` are the places where they differ; `joined`: the term is a verb and its object (评中级).
    """
    last = len(term) - 1
    for i in changed:
        if not NUMERALS.isdisjoint((window[i], term[i])) or not _NEGATIONS.isdisjoint((window[i], term[i])):
            return True
        if window[i] in _PLACES and term[i] in _PLACES:
            return True
        if joined and i == 0 and window[i] in _HOLDS:
            return True
        if last == 1 and (window[i] in FUNCTION or not _heard_or_seen(window[i], term, i)):
            return True
    return (
        last < _PLACE_LENGTH and window[-1] in _PLACES and last not in changed
    )  # 兴和县 is another county than 新和县


def seldom_changed(window: str, term: str, changed: list[int]) -> bool:
    """Whether a word of grammar or a verb would change at an end of the window, where it goes with what is beside."""
    last = len(term) - 1
    ends = [window[i] for i in changed if i in (0, last)]
    held = last > 1 or not FUNCTION.isdisjoint(window)  # 会记吗 asks whether it is noted down
    return any(char in FUNCTION or (held and char in _VERBS) for char in ends)


def _heard_or_seen(typed: str, term: str, i: int) -> bool:
    """Whether a character of a word of two sounds exactly as meant, tone aside, or looks like it."""
    return term[i] in SHAPES.get(typed, "") or term_sounds(term)[i] in sounds(typed)
