"""A message's facts into the frame: a new question, an answer to one, a correction, or one more activity."""

from __future__ import annotations

from fractions import Fraction
from typing import Optional

from bot.dialogue import cues
from bot.dialogue.credits import note_taken_part, take_credits
from bot.dialogue.earlier import keep_earlier, take_counted
from bot.dialogue.event_amounts import AMOUNTS
from bot.dialogue.event_dates import keep_when
from bot.dialogue.exam_levels import answer_level
from bot.dialogue.frame import Frame
from bot.dialogue.purpose import FOLLOW_UPS, Purpose
from bot.dialogue.record import DONE, Done
from bot.dialogue.record_cues import YEAR_LACKS
from bot.dialogue.record_merge import RECORD, take_record
from bot.dialogue.replies import YES_OR_NO, yes_or_no
from bot.dialogue.said import Facts, Said
from bot.dialogue.transfer import BROAD
from policy_kb.knowledge import KnowledgeBase
from rules_core.facts import FACTS
from rules_core.remaining import REVIEWS

_ORDINALS = {"一": 1, "1": 1, "前": 1, "上": 1, "二": 2, "2": 2, "三": 3, "3": 3}
#: What happened at one event says nothing of the next.
_OF_ONE = ("presented", "passed", "degree_obtained")


def merge(frame: Frame, said: Said, purpose: Purpose, text: str, kb: KnowledgeBase, this_year: int) -> list[Done]:
    """Change the frame by one message. Returns hours done whose year has to be asked."""
    intent = purpose.intent
    follows = intent in FOLLOW_UPS or bool(frame.asked and not said.activities)
    follows = follows and not (intent == "ask_remaining" and YEAR_LACKS.search(text))
    _merge_person(frame, said, follows, intent, text)
    if intent == "correct" and frame.birth and said.dates and not said.birth:
        # 搞错了，身份证上是1971年5月5日: the birth date is what was being talked about.
        frame.birth = [int(part) for part in said.dates[-1].split("-")]
    if said.day:
        frame.day = said.day
    labels = {done.year for done in said.record if done.year}
    if labels:
        # 2021年公需30，2022年…: years of the record; only a single one is that of the question.
        frame.year = labels.pop() if len(labels) == 1 and frame.asked != RECORD else frame.year
    elif follows and frame.asked in ("transferred", RECORD):
        pass  # 2021年: the year of what was asked, not of the question
    elif said.years and not any("months" in group for group in said.activities):
        # 去年底派下去，整整一年: a post over months counts in the year in which it is served out.
        frame.year = said.years[0]
    elif intent.startswith("ask_") and intent not in ("ask_clause",) and not follows:
        frame.year = None if not said.activities and not frame.asked else frame.year
    loose = take_record(frame, said, text, follows=follows, this_year=this_year)
    take_credits(frame, said, text, kb, asks=intent == "ask_remaining", follows=follows, this_year=this_year)
    if intent == "ask_remaining" and not follows and YEAR_LACKS.search(text):
        frame.about = [frame.year or this_year]
    if any(fact in said.person for fact in DONE) or frame.asked in DONE:
        frame.done_in = frame.year or this_year
    _answer_asked(frame, said, text)
    frame.spanned = [*frame.spanned, *said.spanned]
    adds = (
        said.adds
        and bool(frame.activities)
        and (frame.kind == "hours" or frame.credits)
        and intent in ("inform", "ask_hours")
        and not frame.asked
    )
    note_taken_part(frame, said, text, adds=adds, corrects=intent == "correct", this_year=this_year)
    if not said.activities:
        take_counted(frame, text)
        return loose
    before = [dict(activity) for activity in frame.activities]
    fresh = False
    if adds:
        new = [group for group in said.activities if not _only_names(group, frame.activities)]
        frame.activities += [_inherit(group, frame.activities[-1]) for group in new]
    elif follows and frame.activities or intent == "ask_hours" and frame.activities and not _names_activity(said):
        _overlay(frame, said, intent, text, kb)
    else:
        frame.activities, frame.spanned, fresh = _fresh(said), list(said.spanned), True
    keep_when(frame, said, before, fresh=fresh)
    keep_earlier(frame, before, hypothetical=intent == "correct" or bool(cues.ELLIPSIS.search(text)))
    return loose


def _merge_person(frame: Frame, said: Said, follows: bool, intent: str, text: str) -> None:
    if not follows and intent in ("ask_review", "ask_exemption", "ask_remaining", "ask_requirement") and said.person:
        # A new question with its own facts: what an earlier one said of the title applied for goes, who asks stays.
        for fact in ("purpose", "course_subject", *DONE):
            if fact != "purpose" or not _of_review(frame, intent, text):
                frame.person.pop(fact, None)
    if not follows and intent == "ask_remaining" and YEAR_LACKS.search(text):
        frame.person.pop("purpose", None)
    if frame.asked in (*DONE, RECORD):
        # 公需30, as the answer: the subject only says what the figure is of.
        said.person.pop("course_subject", None)
    if intent == "ask_requirement" and "course_subject" not in said.person:
        frame.person.pop("course_subject", None)
    if intent == "ask_requirement" and cues.ALL_SUBJECTS.search(text):
        # 总共多少，公需至少几个: the whole requirement, of which the one subject is a part.
        said.person.pop("course_subject", None)
        frame.person.pop("course_subject", None)
    answer_level(frame, said)
    frame.person.update(said.person)
    for activity in frame.activities:
        # A level said anew replaces the one that came with the examination's name.
        for fact in set(activity) & set(said.person):
            activity[fact] = said.person[fact]
    if said.birth:
        frame.birth = list(said.birth)
        frame.person.pop("age", None)
    elif "age" in said.person:
        frame.birth = None


def _of_review(frame: Frame, intent: str, text: str) -> bool:
    """Whether 还差多少 is asked of the review that was talked about; 今年还差多少 is of the year."""
    aimed = frame.kind in ("review", "remaining") and frame.person.get("purpose") in REVIEWS
    return aimed and intent == "ask_remaining" and not YEAR_LACKS.search(text)


def _answer_asked(frame: Frame, said: Said, text: str) -> None:
    """A bare number, or yes or no, is the answer to the fact that was asked for."""
    fact = frame.asked
    if fact is None:
        return
    if fact == "transferred" and said.years and "transfer_year" not in said.person:
        # The year in which the person moved; the core tells from it what applies.
        frame.person.update({"transfer_year": said.years[0], BROAD: BROAD})
        return
    spec = FACTS.get(fact)
    value: object = None
    if fact in YES_OR_NO:
        given = any(fact in g for g in said.activities) or fact in said.person
        value = None if given else yes_or_no(text)
    elif spec is not None and spec.type == "number":
        given = any(fact in g for g in said.activities) or fact in said.person
        if not given and fact in DONE:
            hours = next((g["hours"] for g in said.activities if "hours" in g), None)
            value = hours if hours is not None else (_number(said.numbers[0]) if said.numbers else None)
            said.activities = [g for g in said.activities if set(g) - {"hours"}]
        elif not given and said.numbers and len(said.numbers) == 1:
            value = _number(said.numbers[0])
    if value is None:
        return
    if spec is not None and spec.scope == "person":
        frame.person[fact] = value
    elif frame.activities:
        frame.activities[min(frame.asked_at, len(frame.activities) - 1)][fact] = value


def _number(text: str) -> Optional[Fraction]:
    try:
        return Fraction(text)
    except ValueError:
        return None


def _names_activity(said: Said) -> bool:
    return any("activity" in group for group in said.activities)


def _fresh(said: Said) -> list[Facts]:
    """The groups of a new question; a group without an activity is another one of the kind named before or after it."""
    groups: list[Facts] = []
    for index, group in enumerate(said.activities):
        if "activity" not in group and groups:
            group = _inherit(group, groups[-1])
        elif "activity" not in group and index + 1 < len(said.activities):
            group = {**{k: v for k, v in said.activities[index + 1].items() if k == "activity"}, **group}
        groups.append(dict(group))
    return groups


def _only_names(group: Facts, known: list[Facts]) -> bool:
    """进修完又参加了会议: an activity that was told before, named once more."""
    return set(group) == {"activity"} and any(group["activity"] == other.get("activity") for other in known)


def _inherit(group: Facts, model: Facts) -> Facts:
    if "activity" in group:
        return dict(group)
    return {**{k: v for k, v in model.items() if k not in {*AMOUNTS, *_OF_ONE}}, **group}


def _overlay(frame: Frame, said: Said, intent: str, text: str, kb: KnowledgeBase) -> None:
    """Details of the open question: fill what was asked, change what is said anew."""
    at = min(frame.asked_at, len(frame.activities) - 1) if frame.asked else _which(frame, said, text)
    if len(said.activities) > 1 and _names_activity(said) and intent != "correct":
        frame.activities = _fresh(said)
        return
    target = frame.activities[at]
    for group in said.activities:
        new = group.get("activity")
        if new is not None and new != target.get("activity"):
            known = target.get("activity")
            if known is not None and not (kb.book.terms.covers(new, known) or kb.book.terms.covers(known, new)):
                # Another activity: only its amounts carry over.
                target = {k: v for k, v in target.items() if k in AMOUNTS}
            elif known is not None and kb.book.terms.covers(new, known):
                group = {k: v for k, v in group.items() if k != "activity"}
        if {"days", "months"} & set(group) and not {"days", "months"} <= set(group):
            for amount in ("days", "months"):
                if amount not in group:
                    target.pop(amount, None)
        target = {**target, **group}
    frame.activities[at] = target


def _which(frame: Frame, said: Said, text: str) -> int:
    """The activity that a detail is about: the one counted out (第一个), the one of the kind named, else the last."""
    ordinal = cues.ORDINAL.search(text)
    if ordinal:
        at = _ORDINALS.get(ordinal.group(1), 1) - 1
        if at < len(frame.activities):
            return at
    for group in said.activities:
        for index, activity in enumerate(frame.activities):
            if group.get("activity") and group["activity"] == activity.get("activity"):
                return index
    return len(frame.activities) - 1
