"""证拿到了, beside a course of study: whether the degree is obtained. Alone the words may mean any certificate."""

from __future__ import annotations

from typing import Final

from bot.dialogue.cues import one_of
from bot.dialogue.said import Said
from policy_kb.knowledge import KnowledgeBase

DEGREE, OBTAINED = "degree_education", "degree_obtained"
_HAS: Final = one_of(
    r"""
    证书?(?:都|也|已经?|刚|早就|上个?月)?(?:拿到|到手|下来|发下|发了|领了|有了) (?:拿|领|取|获)(?:到|得|了|下)+证
    """
)
_HAS_NOT: Final = one_of(
    r"""
    证书?(?:都|也)?(?:还|尚)?(?:没|未)有?(?:拿|领|发|下|到) (?:没有?|未)(?:拿|领|取|获)(?:到|得|了|下)*证
    """
)


def hear_degree(said: Said, text: str, kb: KnowledgeBase) -> None:
    """Note it for the only activity of a message, where that is a course of study and nothing else says it."""
    if len(said.activities) != 1:
        return
    group = said.activities[0]
    if OBTAINED in group or not kb.book.terms.covers(DEGREE, str(group.get("activity"))):
        return
    if _HAS_NOT.search(text):
        group[OBTAINED] = False
    elif _HAS.search(text):
        group[OBTAINED] = True
