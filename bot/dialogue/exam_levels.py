"""The level of an examination, apart from the title that a person applies for (评高级，今年过了中级考试)."""

from __future__ import annotations

import re
from typing import Any, Mapping, Sequence

from bot.dialogue.frame import Frame
from bot.dialogue.said import Said
from policy_kb.knowledge import KnowledgeBase

LEVEL = "title_level"
#: Words right before a title that the person has.
_HELD = re.compile(
    r"(?:我|现在?|已经?|本人|目前|早就|原来)(?:就|已|已经|的职称)?(?:是|为|有|评了|评上了?|任|取得了?)$|职称(?:是|为)$"
)
_AND = re.compile(r"\s*(?:级?(?:和|、|跟|与|及|以及|还有))\s*")


def hear_levels(said: Said, text: str, entities: Sequence[Mapping[str, Any]], kb: KnowledgeBase) -> None:
    """高级和中级专业技术资格考试 are two examinations: the first gets a group of its own. A title that the person has
    (我是高级职称) is not the level of an examination beside it."""
    held = [e for e in entities if e["entity"] == LEVEL and _HELD.search(text[: e["start"]])]
    if held and said.activities and len(held) == sum(e["entity"] == LEVEL for e in entities):
        said.person.pop(LEVEL, None)
    for entity, following in zip(entities, entities[1:]):
        term = kb.terms.get(str(following["value"]))
        if entity["entity"] != LEVEL or term is None or LEVEL not in term.sets:
            continue
        if not _AND.fullmatch(text[entity["end"] : following["start"]]):
            continue
        for index, group in enumerate(said.activities):
            if group.get(LEVEL) == term.sets[LEVEL] and entity["value"] != term.sets[LEVEL]:
                said.activities.insert(index, {**group, LEVEL: entity["value"]})
                if said.person.get(LEVEL) == entity["value"]:
                    del said.person[LEVEL]
                return


def answer_level(frame: Frame, said: Said) -> None:
    """A level said in answer to which examination it was belongs to the activity, not to the person."""
    if frame.asked == LEVEL and frame.kind == "hours" and frame.activities and LEVEL in said.person:
        frame.activities[min(frame.asked_at, len(frame.activities) - 1)][LEVEL] = said.person.pop(LEVEL)


def of_activities(person: Mapping[str, Any]) -> dict[str, Any]:
    """The person's facts for a question about activities: the title applied for is no level of an examination."""
    return {fact: value for fact, value in person.items() if fact != LEVEL or "purpose" not in person}
