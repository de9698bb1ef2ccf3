"""Teaching that the person sat in: 单位请了专家来讲了两天 is a training for those who speak of it."""

from __future__ import annotations

import re
from typing import Any, Final, Mapping, Sequence

_TEACHING: Final = "teaching"
_TRAINING: Final = "training_class"
#: Somebody was asked to come and teach.
_INVITED: Final = re.compile(
    r"(?:(?<!申)请|找|聘请?|邀请|邀)(?!我|问|教|假|您|你|帮|本人|告|看)(?:来|了|的|过)*(?!我|本人)[^，,。；;]{0,4}"
    r"(?:[个位名家](?!月)|外面|外头|外地|外单位|专家|老师|教授|讲师|机构|公司|院长|主任)"
)
#: 给我们讲课
_TO_US: Final = re.compile(r"给(?:我们?|咱们?|俺们?)")
#: 我去讲的: the person does it all the same.
_MYSELF: Final = re.compile(r"我(?!们|院|单位|校|科|局|厂|县|市|所)|自己(?=[去上来]?讲)|本人")


def as_attended(text: str, entities: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The entities, with teaching by somebody else as the training that it was for the person."""
    return [
        {**entity, "value": _TRAINING} if entity["value"] == _TEACHING and _by_others(text, entity) else entity
        for entity in entities
    ]


def _by_others(text: str, entity: Mapping[str, Any]) -> bool:
    if _TO_US.search(text[max(0, entity["start"] - 4) : entity["end"]]):
        return True
    invited = list(_INVITED.finditer(text[: entity["end"]]))
    return bool(invited) and not _MYSELF.search(text[invited[-1].end() : entity["end"]])
