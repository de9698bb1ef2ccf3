"""Units mistyped by their sound behind a figure: 三填 is 三天, 51碎 51岁, 两们 两门. The figure is never touched."""

from __future__ import annotations

import re
from typing import NamedTuple

_NUMERAL = r"[0-9零〇一二两俩三仨四五六七八九十百几半]"
# A unit ends there, or its number goes on: end, punctuation, a figure, or what is done with so long a time.
_ENDS = (
    r"(?=$|[^\u4e00-\u9fff]|[一二两三四五六七八九十半]|[的了吧吗呢啊呀嘛就才都也还能可算给认该得折抵登记有没在共整多左前后内以女男评报申参]"
    r"|学习|学术|培训|进修|会|课|怎|咋|应|是|够|过)"
)


class _Slip(NamedTuple):
    """`typed` in the group `slip` behind a numeral is `meant`."""

    pattern: re.Pattern[str]
    meant: str


def _slip(typed: str, meant: str, before: str = "", after: str = _ENDS) -> _Slip:
    return _Slip(re.compile(rf"(?<={_NUMERAL}){before}(?P<slip>{typed}){after}"), meant)


# 一 before a verb is 'as soon as' (一填就报错), and 个 before a clause counts something else.
_SLIPS = (
    _slip("[填田甜添]", "天", before=r"(?<!一)(?:个)?"),
    _slip("[填田甜添]", "天", before=r"(?<=一)", after=r"(?=的|半|会|课|培训|算|[^\u4e00-\u9fff]|$)"),
    _slip("[越约悦阅跃]", "月", before=r"个(?:半)?", after=rf"(?![来发越谈读]){_ENDS}"),
    _slip("[各哥歌格]", "个", after=r"(?=半?月|学时|课时|星期|礼拜|小时|半月)"),
    _slip(
        "[碎随遂睡穗]",
        "岁",
        after=r"(?![觉着时石])(?=$|[^\u4e00-\u9fff]|[的了吧吗呢啊呀半多整评报申参还能要女男就是算可在])",
    ),
    _slip("[粥舟洲][碎随遂睡穗岁]", "周岁", after=""),
    _slip(
        "们",
        "门",
        after=r"(?=$|[^\u4e00-\u9fff]|[的了吧吗呢都也还能可算给认该得折抵登课考过公专功]|科目|怎|咋|多少|学|有|没)",
    ),
    _slip("闷", "门", after=r"(?=$|[^\u4e00-\u9fff]|[了过课考])"),
    _slip("[粥舟]", "周"),
    _slip("[刺]", "次"),
    _slip("偏", "篇", after=r"(?=论文|文章|轮文|$|[^\u4e00-\u9fff])"),
    _slip("[克客颗刻]", "课", before=r"[门节]"),
    _slip("[克客颗刻科]时", "课时", before=r"个?", after=""),
)
_ANY = re.compile("[填田甜添越约悦阅跃各哥歌格碎随遂睡穗粥舟洲们闷刺偏克客颗刻科]")


def unit_slips(text: str) -> list[tuple[int, int, str]]:
    """Where a unit is mistyped behind a numeral: start, end, and the unit that is meant."""
    if not _ANY.search(text):
        return []
    return [
        (*match.span("slip"), slip.meant)
        for slip in _SLIPS
        for match in slip.pattern.finditer(text)
        if match["slip"] != slip.meant
    ]
