"""Activities of earlier turns whose place later ones took: counted together, they are meant again (这两个加起来)."""

from __future__ import annotations

from bot.dialogue import cues
from bot.dialogue.counted import counted_things
from bot.dialogue.frame import Facts, Frame

_MOST = 8


def keep_earlier(frame: Frame, before: list[Facts], hypothetical: bool) -> None:
    """Note what of `before` is no longer among the activities. `hypothetical`: it was changed (换成5天), no other one
    followed."""
    if hypothetical or frame.kind != "hours":
        return
    kinds = {activity.get("activity") for activity in frame.activities}
    gone = [activity for activity in before if activity.get("activity") not in kinds and len(activity) > 1]
    frame.earlier = [*frame.earlier, *gone][-_MOST:]


def take_counted(frame: Frame, text: str) -> None:
    """Take up the activities of before, where the person counts just as many as were told, or wants the sum of all."""
    counted = counted_things(text)
    if frame.kind != "hours" or not (counted or cues.SUM_AGAIN.search(text)):
        return
    told = [*frame.earlier, *frame.activities]
    if counted is None or len(told) == counted[0] > len(frame.activities):
        frame.activities, frame.earlier = told, []
