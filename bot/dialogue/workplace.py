"""我是农科院的，参加了3天培训班: where somebody works says nothing of who held what they went to.

Taken for the organizer, it would give the hours of a class that a university or institute holds.
"""

from __future__ import annotations

import re

_OWN_BEFORE = re.compile(
    r"(?:[我俺]是|我们(?:那个|这个)?|咱们|俺们|本人是|来自|就职于|任职于|单位是|所在的?|调到|转到|转任到|进了)[^，。,；;\s]{0,5}$"
)
_IN_BEFORE = re.compile(r"在[^，。,；;\s]{0,5}$")
_WORKS = re.compile(r"^[^，。,；;\s]{0,3}(?:上班|工作|任职|教书|当(?!天|年|时)|做(?!了)|干(?!了))")
_HOLDS = re.compile(r"^[^，。,；;\s]{0,10}?(?:办|组织|承办|张罗|召开|开设|开的|开了|搞|请|牵头)")
_ITS_EVENT = re.compile(r"^(?:里|内部)?的?(?:高级|专业|短期|学术)?(?:培训|研修|进修|讲座|会议|年会|面授|课|学术)")


def is_workplace(text: str, start: int, end: int) -> bool:
    """Whether the office or school named at `start` to `end` is where the person works, and is not said to hold
    anything."""
    before, behind = text[:start], text[end:]
    if _HOLDS.match(behind) or _ITS_EVENT.match(behind):
        return False
    return bool(_OWN_BEFORE.search(before) or _IN_BEFORE.search(before) and _WORKS.match(behind))
