"""Whether a message answers the question that was put to the person."""

from __future__ import annotations

from bot.dialogue import cues
from bot.dialogue.event_dates import DATES
from bot.dialogue.frame import Frame
from bot.dialogue.record import DONE
from bot.dialogue.record_cues import LACKS
from bot.dialogue.said import Said

YES_OR_NO = frozenset({
    "presented", "degree_obtained", "still_in_post", "recorded", "on_platform", "frontline", "passed", "in_region",
})  # fmt: skip
_NUMBERS = frozenset({"days", "months", "hours", "subjects", "age", *DONE})
_SHORT = 12


def answers_asked(frame: Frame, said: Said, text: str, top: str) -> bool:
    """Whether the message gives the fact that was asked for. `top` is the classifier's intent."""
    fact = frame.asked
    if fact is None:
        return False
    if fact == "region":
        return bool(said.places) and not any("activity" in group for group in said.activities)
    if fact == DATES:
        return bool(said.when) and not any("activity" in group for group in said.activities)
    if fact == "year":
        return bool(said.years) and len(text) <= _SHORT
    stated = any(fact in group and (fact == "activity" or "activity" not in group) for group in said.activities)
    if fact in said.person or stated or fact in said.vague:
        return True
    if fact == "age" and said.birth:
        return True
    if said.years and len(text) <= _SHORT and (fact == "transferred" or frame.loose):
        return True
    if fact in ("record", *DONE) and (said.tells_done or said.amounts):
        return top not in ("ask_review", "ask_requirement", "ask_remaining") or not LACKS.search(text)
    if len(text) <= _SHORT and said.numbers and fact in _NUMBERS:
        return True
    if fact in ("hours", *DONE) and any("hours" in group for group in said.activities):
        return True
    if fact in DONE and top == "inform" and any("activity" in g and len(g) > 1 for g in said.activities):
        # 参加了2天学术会议, as the answer to what is done.
        return True
    return fact in YES_OR_NO and (top in ("affirm", "deny") or yes_or_no(text) is not None)


def yes_or_no(text: str) -> bool | None:
    """True, False, or None where the words say neither."""
    bare = text.strip("，。！!,. ~")
    if cues.NO.search(bare):
        return False
    return True if cues.YES.search(bare) else None
