"""Activities as what is done, in a question for what is missing (参加了2天学术会议，专业还差多少)."""

from __future__ import annotations

from bot.dialogue import lack_cues, record_cues
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.frame import Frame
from bot.dialogue.record import DONE
from bot.dialogue.said import Facts, Said
from policy_kb.knowledge import KnowledgeBase
from rules_core.done_hours import TOTAL

#: Hours told that may be of the activities themselves.
_MAY_HOLD_THEM = frozenset({"done_professional", TOTAL})
_OF_REVIEW = frozenset({"purpose", "title_level"})


def take_credits(
    frame: Frame, said: Said, text: str, kb: KnowledgeBase, *, asks: bool, follows: bool, this_year: int
) -> None:
    """Note whether the activities are what the person has done, in a question for what is missing (`asks`)."""
    if frame.kind != "remaining" if follows else not asks:
        frame.credits = False
        return
    if not follows and _of_before(frame, said, text, this_year):
        frame.credits = True
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


def note_taken_part(frame: Frame, said: Said, text: str, *, adds: bool, corrects: bool, this_year: int) -> None:
    """Note whether the activities of the frame were told as taken part in by the person this year. `adds`: the ones of
    this message come beside those before; where they take their place, not all that was done is held any longer."""
    planned = (
        lack_cues.YET_MORE.search(text) or record_cues.OTHER_PERSON.search(text) or lack_cues.NOT_TAKEN.search(text)
    )
    kinds = {group["activity"] for group in said.activities if "activity" in group}
    details = frame.asked and kinds <= {group.get("activity") for group in frame.activities}
    if not kinds or details or corrects:
        frame.took_part = frame.took_part and not planned and bool(frame.activities)
        return
    of_year = {*said.years} <= {this_year} and not lack_cues.BEFORE_THIS_YEAR.search(text.replace(str(this_year), ""))
    took = bool(lack_cues.TOOK_PART.search(text)) and not planned and of_year
    if adds or frame.took_part is None:
        frame.took_part = frame.took_part and took
    else:
        frame.took_part = None if frame.took_part else took


def _of_before(frame: Frame, said: Said, text: str, this_year: int) -> bool:
    """那我还差多少 behind activities that the person told as done: they are what is done."""
    if said.activities or not frame.took_part or not all("activity" in group for group in frame.activities):
        return False
    other = lack_cues.YET_MORE.search(text) or record_cues.OTHER_PERSON.search(text) or said.unread
    of_year = {*said.years} <= {this_year}
    return bool(frame.activities) and of_year and not other and not (_MAY_HOLD_THEM | _OF_REVIEW) & said.person.keys()


def _is_done(group: Facts, text: str, kb: KnowledgeBase, follows: bool, figures: bool) -> bool:
    """Whether an activity was taken part in, not only spoken of: its length is told, or that the examination is passed.
    Where no hours are told (`figures`) its level is enough: the length is asked for."""
    if "activity" not in group:
        return bool({"days", "months", "subjects"} & group.keys())
    if "exam" in kb.book.terms.lineage(str(group["activity"])):
        return group.get("passed") is not False and bool(lack_cues.PASSED.search(text) or "subjects" in group)
    return bool(AMOUNTS & group.keys()) or follows or not figures and "level" in group
