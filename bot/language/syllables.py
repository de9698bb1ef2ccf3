"""Sounds of characters, tone ignored, and the sounds that are easily taken for each other (zh/z, n/l, ang/an …)."""
from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
# Characters of which people know two readings; of others dictionaries list some that nobody uses (款 xin, 但 yan).
_TWO_READINGS = frozenset(
    "重长行会还都得地着了和干好少量难调处传藏朝曾弹当倒度恶发佛冠号几济降角教解间结尽劲禁卷圈看空累乐露落率没模宁曲切塞散丧色扇舍什识"
    "似宿提吐为系吓鲜相兴省血要应与载择扎涨折种转作参差称大夫卡薄给壳说校中奇划仔卜畜厦尉勒"
)
_FINALS = (("ang", "an"), ("eng", "en"), ("ing", "in"))


def blur(syllable: str) -> str:
    """The syllable with its easily confused parts made one: zhang and zan are both zan, liu and niu both liu."""
    for retroflex, flat in _INITIALS:
        if syllable.startswith(retroflex):
            syllable = flat + syllable[2:]
            break
    else:
        if syllable.startswith("n") and len(syllable) > 1 and syllable[1] not in "g":
            syllable = "l" + syllable[1:]
    for long, short in _FINALS:
        if syllable.endswith(long):
            return syllable[: -len(long)] + short
    return syllable


@lru_cache(maxsize=8192)
def sounds(char: str) -> frozenset[str]:
    """The usual toneless readings of a character (但 is hardly ever read yan); empty for anything but a Chinese one."""
    if not "\u4e00" <= char <= "\u9fff":
        return frozenset()
    readings = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return frozenset(list(dict.fromkeys(readings[0]))[: 2 if char in _TWO_READINGS else 1]) if readings else frozenset()


@lru_cache(maxsize=8192)
def blurred(char: str) -> frozenset[str]:
    """`sounds`, each passed through `blur`."""
    return frozenset(blur(sound) for sound in sounds(char))


@lru_cache(maxsize=8192)
def term_sounds(term: str) -> tuple[str, ...]:
    """The toneless reading of a whole term, one syllable a character (重修 reads chong, not zhong)."""
    return tuple(lazy_pinyin(term, style=Style.NORMAL, errors="ignore"))
