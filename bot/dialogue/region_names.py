"""A region said by the very name that buttons and answers call it by, whatever places stand in that name.

新疆某市（通知原文未载明市名） is the city, not 新疆. A service names regions as it likes (XUESHI_REGION_NAMES): such a
name is no word of the NLU.
"""

from __future__ import annotations

import re

from bot.dialogue.said import Said
from bot.language.folding import fold
from policy_kb.knowledge import KnowledgeBase

_ASIDE = re.compile(r"\(.*\)$")


def name_regions(said: Said, text: str, kb: KnowledgeBase) -> None:
    """The places of a message, with a region's whole name in the stead of the shorter names inside it."""
    for place in kb.book.jurisdictions.values():
        full = fold(place.name)[0]
        name = full if full in text else _ASIDE.sub("", full)
        start = text.find(name) if name else -1
        end = start + len(name)
        inside = [one for one in said.places if start <= one[1] and one[2] <= end]
        longer = any(one[1] <= start and end <= one[2] for one in said.places)
        if start < 0 or longer or any(one[0] == place.id for one in inside):
            continue
        kept = [one for one in said.places if one not in inside]
        said.places = sorted([*kept, (place.id, start, end, name)], key=lambda one: one[1])
