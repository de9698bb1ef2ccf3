"""Where an examination was taken: 在北京考的 is outside the autonomous region of everybody whom the notices are for."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.place import ELSEWHERE
from bot.dialogue.said import Said

_AT: Final = re.compile(r"(?:在|去|到|从|是)$")
_TAKEN: Final = re.compile(
    r"[市省]?(?:那边|那里|那儿)?(?:报名)?(?:参加)?(?:了|的)?考(?!虑|察|核|勤|研)(?:试|过|下来?|出来?)?"
)


def hear_exam_place(said: Said, text: str) -> None:
    """Note of the examination told, or of the one talked about, that it was taken outside all held places."""
    away = any(
        region == ELSEWHERE and _AT.search(text[:start]) and _TAKEN.match(text[end:])
        for region, start, end, _ in said.places
    )
    if not away or len(said.activities) > 1:
        return
    if said.activities:
        said.activities[0].setdefault("in_region", False)
    else:
        said.activities.append({"in_region": False})
