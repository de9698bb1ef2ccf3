"""Activities as what is done, in a question for what is missing (参加了2天学术会议，专业还差多少)."""

from __future__ import annotations

from bot.dialogue import lack_cues
from bot.dialogue.frame import Frame
from bot.dialogue.record import DONE
from bot.dialogue.said import Facts, Said
from policy_kb.knowledge import KnowledgeBase

_AMOUNTS = frozenset({"days", "months", "hours", "subjects"})


def take_credits(frame: Frame, said: Said, text: str, kb: KnowledgeBase, *, asks: bool, follows: bool) -> None:
    """Note whether the activities are what the person has done, in a question for what is missing (`asks`)."""
    if frame.kind != "remaining" if follows else not asks:
        frame.credits = False
        return
    known = follows and frame.credits
    of_activities = [group["hours"] for group in said.activities if {"activity", "hours"} <= group.keys()]
    figures = any(fact in said.person for fact in DONE)
    unclear = any(hours not in of_activities for hours in said.unread)
    if unclear or not follows and not figures and lack_cues.YET_MORE.search(text):
        # A figure of nothing known may be of an activity, or of more; 再参加2天 is beside what is done already.
        frame.credits = known
        return
    done = [group for group in said.activities if _is_done(group, text, kb, follows, figures)]
    frame.credits = known or any("activity" in group for group in done)
    if frame.credits and not known:
        frame.activities, said.activities = [], done


def _is_done(group: Facts, text: str, kb: KnowledgeBase, follows: bool, figures: bool) -> bool:
    """Whether an activity was taken part in, not only spoken of: its length is told, or that the examination is passed.
    Where no hours are told (`figures`) its level is enough: the length is asked for."""
    if "activity" not in group:
        return bool({"days", "months", "subjects"} & group.keys())
    if "exam" in kb.book.terms.lineage(str(group["activity"])):
        return group.get("passed") is not False and bool(lack_cues.PASSED.search(text) or "subjects" in group)
    return bool(_AMOUNTS & group.keys()) or follows or not figures and "level" in group
