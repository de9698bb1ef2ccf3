"""A title told as somebody's job (我是工程师) or as the title applied for (评工程师)."""

from __future__ import annotations

from typing import Any, Final, Mapping

from bot.dialogue import cues
from bot.dialogue.cues import one_of

#: 中级, 副高, 初级职称: words for the grade itself, which nobody has as a job.
_GRADE: Final = one_of("级 [正副]高 高职 职称 专业技术 资格", after=r"$")
#: Words of a review, an appointment or an examination.
_REVIEWED: Final = one_of(
    r"""
    评(?!估|价|议|论|奖|优|先) 申报 申请(?!学时) 报(?!名|销|到|告|备|社|上|了) 晋 升 聘 初定 定级 定职称 转正
    职称 资格 考试 考过 考上 考取 考下 通过
    考核认定 直接认定 认定(?:为|职称) ，(?:怎么|如何|的)?认定
    """
)
#: 我是工程师: nothing more than the answer to which level it is.
_ALONE: Final = 10


def is_applied_for(text: str, entity: Mapping[str, Any]) -> bool:
    """Whether a title found in `text` may be the title applied for. A job alone is not: 工程师一年要多少学时."""
    start, end = int(entity["start"]), int(entity["end"])
    # The comma stands for the title: 工程师怎么认定.
    if _GRADE.search(text[start:end]) or _REVIEWED.search(text[:start] + "，" + text[end:]):
        return True
    return len(text) <= _ALONE and not cues.HOW_MANY.search(text) and not cues.YEARLY.search(text)
