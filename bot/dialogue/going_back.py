"""Back to the question that a digression left: 那正高呢 behind 联系电话多少 is of the review asked about before."""

from __future__ import annotations

from typing import Any

from bot.dialogue import cues
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.frame import Frame
from bot.dialogue.said import Said

_COMPUTED = ("hours", "review", "requirement", "remaining")
_KEPT = ("kind", "topic", "question", "relief", "surfaces")
#: Facts of the person that say nothing of an activity.
_OF_REVIEW = frozenset({"age", "gender", "sector", "transferred", "frontline"})


def note_question(frame: Frame) -> None:
    """Keep a question with a computed answer, before another one takes its place."""
    if frame.kind in _COMPUTED:
        frame.main = {name: getattr(frame, name) for name in _KEPT}


def restore_question(frame: Frame) -> None:
    """Take up the question that was kept, where there is one."""
    frame.__dict__.update(frame.main)


def goes_back(frame: Frame, said: Said, text: str) -> bool:
    """Whether a follow-up is of another question than the last one; the frame then holds that question again."""
    if _names_activity(frame, said) or _sums(frame, said, text):
        frame.kind, frame.topic, frame.relief = "hours", "ask_hours", False
        return True
    if not frame.main or said.activities or _goes_on(frame, said):
        return False
    if frame.kind == "lookup" and _of(frame.main, said) or frame.kind == "hours" and _of_review(frame.main, said):
        if frame.kind == "hours":
            # The activity was that of the digression.
            frame.activities = []
        restore_question(frame)
        return True
    return False


def _names_activity(frame: Frame, said: Said) -> bool:
    """全国会议3天呢, behind what each year requires: hours of that are asked."""
    named = [group for group in said.activities if "activity" in group]
    if frame.kind in ("requirement", "review"):
        return bool(named)
    return frame.kind == "lookup" and any(AMOUNTS & set(group) for group in named)


def _sums(frame: Frame, said: Said, text: str) -> bool:
    """一共多少, of the activities that were talked about before the digression."""
    talked = frame.kind == "lookup" and bool(frame.activities)
    return talked and not said.has_facts and bool(cues.SUM_AGAIN.search(text))


def _goes_on(frame: Frame, said: Said) -> bool:
    """那高级呢, where 中级 stands in the question that was answered in words."""
    old = (frame.surfaces.get(kind) for kind in said.surfaces)
    return frame.kind == "lookup" and any(word and word in frame.question for word in old)


def _of(main: dict[str, Any], said: Said) -> bool:
    if main["kind"] == "requirement":
        return set(said.person) == {"course_subject"}
    return main["kind"] == "review" and bool(said.person or said.birth)


def _of_review(main: dict[str, Any], said: Said) -> bool:
    return main["kind"] == "review" and bool(_OF_REVIEW & set(said.person) or said.birth)
