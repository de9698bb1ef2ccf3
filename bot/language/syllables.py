"""Sounds of characters, tone ignored, and the sounds that are easily taken for each other (zh/z, n/l, ang/an …)."""
from __future__ import annotations

from functools import lru_cache

from pypinyin import Style, lazy_pinyin, pinyin

_INITIALS = (("zh", "z"), ("ch", "c"), ("sh", "s"))
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
    """Every toneless reading of a character; empty for anything that is not one Chinese character."""
    if not "\u4e00" <= char <= "\u9fff":
        return frozenset()
    readings = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore", v_to_u=False)
    return frozenset(readings[0]) if readings else frozenset()


@lru_cache(maxsize=8192)
def blurred(char: str) -> frozenset[str]:
    """`sounds`, each passed through `blur`."""
    return frozenset(blur(sound) for sound in sounds(char))


@lru_cache(maxsize=8192)
def term_sounds(term: str) -> tuple[str, ...]:
    """The toneless reading of a whole term, one syllable a character (重修 reads chong, not zhong)."""
    return tuple(lazy_pinyin(term, style=Style.NORMAL, errors="ignore"))
