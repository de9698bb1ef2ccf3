"""Which place a sentence means: the person's own region, or only where an event was held.

The person's own region, once known, stands (contract, section 1): another place in the sentence changes it only where the
sentence says so (我是兵团的, 兵团那边呢), or where a requirement or procedure of that place is asked about.
"""

from __future__ import annotations

import re
from typing import Optional

from bot.dialogue.said import Said

ELSEWHERE = "elsewhere"
_OWN_BEFORE = re.compile(r"(我是|我们是|我在|我们在|我人在|人在|本人在|换成|换到|改成|改为|按|按照|属于|单位在|工作在|我们|咱们|咱|来自|户口在|那|那么|要是|如果是|如果在|假如在|"
                         r"要在|调到|调到了|搬到|不对，|不是，|说错了，|是|我就职于|在职于|我这边是|这里是|这边是|是在|问的是|问下|问一下|请问|我|换)$")
_OWN_AFTER = re.compile(r"^(那边|这边|那里|这里|这儿|那儿)?(呢|怎么算|怎么规定|咋算|的规定|的政策|的要求|的标准|的话|又?是?怎么|要多少|要几|一年|每年|今年|这边|本地|认不认|的[，。？?]?$|工作|上班|任职|职工|单位|"
                        r"的?专技|的?专业技术|的?(老师|医生|护士|教师|工程师|会计|干部|人)([，。]|$)|[，。！？,.?!]|$|市$)")
_EVENT_BEFORE = re.compile(r"(去了?|到了?|在|赴|飞到?|跑到?|往|从)$")
_EVENT_AFTER = re.compile(r"^[^，。；！？,;]{0,14}(参加|参会|开会|开了|开的|开|听|进修|学习|培训|考察|支教|支农|支医|援|挂职|驻|会议|讲座|研修|访|举办|举行|办的|召开|年会|医院|大学|学院|读|考|上课|上的|学的|学了|考的|考过|讲课|授课|出差|交流)")


def region_of(said: Said, text: str, known: Optional[str], about_activity: bool) -> tuple[Optional[str], bool]:
    """The region the sentence is about, and whether the person says that it is theirs.

    `elsewhere` is a place outside all held ones; None is no place, or only the place of an event.
    """
    chosen: Optional[str] = None
    lasting = False
    for region, start, end, _ in said.places:
        before, after = text[:start], text[end:]
        explicit = bool(_OWN_BEFORE.search(before)) and not _event(before, after)
        if explicit or (bool(_OWN_AFTER.search(after)) and not _event(before, after)):
            chosen, lasting = region, lasting or explicit
        elif chosen is None and not _event(before, after) and (known is None or not about_activity):
            chosen = region
    return chosen, lasting


def _event(before: str, after: str) -> bool:
    """Whether the place is where something was held (在上海参加…, 到乌鲁木齐开会)."""
    if re.search(r"(我|我们|人|本人|就|现)在$", before) and not re.search(r"^[^，。；]{0,4}(参加|开会|听|进修|培训|开了)", after):
        return False
    return bool(_EVENT_BEFORE.search(before) and _EVENT_AFTER.search(after)) or bool(
        re.search(r"^(举办|举行|办|召开|开|主办)的?", after))
