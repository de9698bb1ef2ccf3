"""Names of people: which characters they are written with, and what of them is the surname."""

from __future__ import annotations

import unicodedata

#: Planes 2 and 3 hold rare Chinese characters only (extension B and later); Python 3.10 knows not all of them yet.
_RARE = range(0x20000, 0x3FFFE)
_DOT = "·"
#: Written for the one dot between the parts of a name.
_DOTS = str.maketrans(dict.fromkeys("•‧・∙⋅･．.", _DOT))
_JOINERS = frozenset(" -'’")
_FEWEST, _MOST = 2, 50

COMPOUND = frozenset("""
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政
濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马
公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌
微生 梁丘 左丘 东门 西门 第五 淳于 单于 叱干 哥舒 完颜 纳兰
""".split())


def with_one_dot(text: str) -> str:
    """The name with every kind of middle dot as `·` and no white space around it."""
    return _DOT.join(part.strip() for part in text.translate(_DOTS).split(_DOT))


def is_name(text: str) -> bool:
    """Whether it can be a person's name: 2 to 50 characters, letters of any script, joined by dots or hyphens."""
    if not _FEWEST <= len(text) <= _MOST or not (_letter(text[0]) and _letter(text[-1])):
        return False
    return all(_letter(c) or c == _DOT or c in _JOINERS for c in text) and _DOT * 2 not in text


def _letter(c: str) -> bool:
    return unicodedata.category(c)[0] in "LM" or c == "〇" or ord(c) in _RARE


def surname(name: str) -> str:
    """What may be shown of a name: the surname, a compound one included; of a name in parts, or in another script, the
    first character."""
    if _DOT not in name and len(name) > 2 and name[:2] in COMPOUND:
        return name[:2]
    return name[:1]
