"""Which place a sentence means: the person's own region, or only where an event was held.

The person's own region, once known, stands (contract, section 1): another place in the sentence changes it only where
the sentence says so (我是兵团的, 兵团那边呢), or where a requirement or procedure of that place is asked about.
"""

from __future__ import annotations

import re
from typing import Optional

from bot.dialogue import cues
from bot.dialogue.said import Said

ELSEWHERE = "elsewhere"


def region_of(said: Said, text: str, known: Optional[str], about_activity: bool) -> tuple[Optional[str], bool]:
    """The region the sentence is about, and whether the person says that it is theirs.

    `elsewhere` is a place outside all held ones; None is no place, or only the place of an event.
    """
    chosen: Optional[str] = None
    lasting = False
    for region, start, end, _ in said.places:
        before, after = text[:start], text[end:]
        explicit = bool(cues.OWN_BEFORE.search(before)) and not _event(before, after)
        if explicit or (bool(cues.OWN_AFTER.search(after)) and not _event(before, after)):
            chosen, lasting = region, lasting or explicit
        elif chosen is None and not _event(before, after) and (known is None or not about_activity):
            chosen = region
    return chosen, lasting


def _event(before: str, after: str) -> bool:
    """Whether the place is where something was held (在上海参加…, 到乌鲁木齐开会)."""
    if re.search(r"(我|我们|人|本人|就|现)在$", before) and not re.search(
        r"^[^，。；]{0,4}(参加|开会|听|进修|培训|开了)", after
    ):
        return False
    return bool(cues.EVENT_BEFORE.search(before) and cues.EVENT_AFTER.search(after)) or bool(
        re.search(r"^(举办|举行|办|召开|开|主办)的?", after)
    )
