"""Which place a sentence means: the person's own region, or only where an event was held.

The person's own region, once known, stands (contract, section 1): another place in the sentence changes it only where
the sentence says so (我是兵团的, 兵团那边呢), or where a requirement or procedure of that place is asked about.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Optional

from bot.dialogue import cues
from bot.dialogue.said import Said

ELSEWHERE = "elsewhere"
#: What stands before a place that the person belongs to; `cues.OWN_BEFORE` is wider, it also asks about one (那深圳呢).
_BELONGS = re.compile(
    r"(?:(?:我们?|咱们?|本人|单位|户口)(?:人|单位)?(?:现在?|就)?(?:在|是|属于|来自)|来自|调到了?|搬到了?)$"
)
#: 从兵团调到市里: a place that the person has left.
_LEFT_BEFORE = re.compile(r"(?:从|由|原来在|以前在|之前在)$")
#: 我不是兵团的: a place that the person denies.
_DENIED_BEFORE = re.compile(r"(?<!是)(?:不是|不在|不属于|不归|并非)$")
#: 听说呼市那边…，我们市里有没有: another place's rule as hearsay, asked about for the own place.
_HEARSAY_BEFORE = re.compile(r"(?:听说|据说|都说|传说|听人说|网上说|看到|人家)[^，。,；;]{0,4}$")
_OWN_PLACE = re.compile(r"(?:咱们?|我们|俺们)(?:这|市|地区|师|团|县|区|旗|那儿|那里)")
_LEFT_AFTER = re.compile(r"(?:那边|这边)?(?:工作)?(?:调|转|来|到|搬|考|换|去)")

#: What asks about a place itself, of somebody who lives in a part of it.
_ASKED_BEFORE = re.compile(r"(?:那么?|换成|换到|按照?|要是|如果是?)$")
_ASKED_AFTER = re.compile(
    r"^(?:那边|那里|本级)?(?:呢|(?:的|是)?(?:怎么|咋)?(?:规定|政策|要求|标准|文件|通知|说法)|本级|直属|(?:人社)?厅)"
)


def region_of(
    said: Said, text: str, known: Optional[str], about_activity: bool, above: Collection[str] = ()
) -> tuple[Optional[str], bool]:
    """The region the sentence is about, and whether the person says that it is theirs.

    `elsewhere` is a place outside all held ones; None is no place, or only the place of an event. `above`: the places
    that the known region is a part of; somebody in 呼和浩特 who says 咱内蒙古 has not moved.
    """
    chosen: Optional[str] = None
    lasting = False
    for region, start, end, _ in said.places:
        before, after = text[:start], text[end:]
        if region in above and not (_ASKED_BEFORE.search(before) or _ASKED_AFTER.search(after)):
            continue
        if _LEFT_BEFORE.search(before) and _LEFT_AFTER.match(after):
            continue
        if known is not None and _HEARSAY_BEFORE.search(before) and _OWN_PLACE.search(after):
            continue
        if _DENIED_BEFORE.search(before) and len(said.places) > 1:
            continue
        explicit = bool(cues.OWN_BEFORE.search(before)) and not _event(before, after)
        if explicit or (bool(cues.OWN_AFTER.search(after)) and not _event(before, after)):
            chosen, lasting = region, lasting or explicit
        elif chosen is None and not _event(before, after) and (known is None or not about_activity):
            chosen = region
    return chosen, lasting


def lives_elsewhere(said: Said, text: str) -> bool:
    """Whether the person says that their own place is outside all held ones (我是深圳的, 调到广州了)."""
    own = [r for r, start, end, _ in said.places if _BELONGS.search(text[:start]) and not _for_an_event(text[end:])]
    return bool(own) and own[-1] == ELSEWHERE


def own_place(said: Said, text: str) -> Optional[str]:
    """The held place that the person says to belong to (我是兵团的); None where none is said."""
    own = [r for r, start, end, _ in said.places if _BELONGS.search(text[:start]) and not _for_an_event(text[end:])]
    return own[-1] if own and own[-1] != ELSEWHERE else None


def _for_an_event(after: str) -> bool:
    """Whether something that took place there follows (我在深圳市人民医院进修)."""
    return bool(cues.EVENT_AFTER.search(after))


def _event(before: str, after: str) -> bool:
    """Whether the place is where something was held (在上海参加…, 到乌鲁木齐开会)."""
    if re.search(r"(我|我们|人|本人|就|现)在$", before) and not re.search(
        r"^[^，。；]{0,4}(参加|开会|听|进修|培训|开了)", after
    ):
        return False
    return bool(cues.EVENT_BEFORE.search(before) and cues.EVENT_AFTER.search(after)) or bool(
        re.search(r"^(举办|举行|办|召开|开|主办)的?", after)
    )
