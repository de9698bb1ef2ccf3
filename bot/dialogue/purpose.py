"""What a message wants: the learned intent, corrected where the facts of the message speak plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue import cues
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.said import Said

#: Intents that ask for words, not for a computed figure.
LOOKUPS = {
    "ask_makeup",
    "ask_evidence",
    "ask_procedure",
    "ask_responsible",
    "ask_certificate",
    "ask_deadline",
    "ask_consequence",
    "ask_platform",
    "ask_contact",
    "ask_ways",
    "ask_base",
    "ask_scope",
    "ask_policy",
}
SMALL_TALK = {"greet", "thanks", "goodbye", "help", "complaint", "handoff", "cheat", "reset", "out_of_scope"}
_MAY_BE_REQUIREMENT = {
    "ask_hours",
    "ask_remaining",
    "inform",
    "ask_policy",
    "out_of_scope",
    "ask_ways",
    "compare",
    "ask_scope",
    "complaint",
    "ask_review",
}
_NEVER_WITH_AMOUNT = {
    "ask_requirement",
    "out_of_scope",
    "complaint",
    "greet",
    "affirm",
    "deny",
    "help",
    "handoff",
    "thanks",
    "inform",
}
_OURS = {"hours_word", "continuing_education", "recognition", "registration", "inspection_card"}


@dataclass(frozen=True)
class Purpose:
    """`intent` as understood; `certain` false where the words leave it open; `ranking` of the classifier."""

    intent: str
    confidence: float
    second: str | None = None


def purpose_of(heard: Heard, said: Said, frame: Frame) -> Purpose:
    """The purpose of the message. The classifier proposes; an answer, plain facts or cue words overrule."""
    ranking = heard.intents or (("out_of_scope", 0.0),)
    top, confidence = ranking[0]
    second = ranking[1][0] if len(ranking) > 1 else None
    intent = _overruled(top, confidence, heard, said, frame)
    return Purpose(intent, confidence if intent == top else max(confidence, 0.5), second)


def _overruled(top: str, confidence: float, heard: Heard, said: Said, frame: Frame) -> str:
    text = heard.text
    if cues.PERSON_WANTED.search(text) and not cues.HOW_MANY.search(text):
        return "handoff"
    if frame.asked and answers_asked(frame, said, text, top):
        return "inform"
    if (
        said.foreign
        and not (said.activities or said.person)
        and top not in LOOKUPS | {"cheat", "ask_review", "ask_exemption"}
    ):
        return "out_of_scope"
    if (
        said.foreign
        and top in ("ask_requirement", "ask_hours", "ask_deadline", "ask_policy")
        and "continuing_education" not in said.concepts
    ):
        return "out_of_scope"
    activity = any("activity" in group or "activity" in group for group in said.activities)
    amount = any({"days", "months", "subjects", "hours"} & set(group) for group in said.activities) or bool(said.vague)
    small = SMALL_TALK - {"out_of_scope", "complaint"}
    if re.fullmatch(r"[\d\s.,\-+*/]+", text):
        return "out_of_scope"
    if (
        cues.FILE.search(text)
        and not cues.HOW_MANY.search(text)
        and top not in ("claim_status", "correct", "ask_review")
    ):
        return "file_claim"
    if (
        (said.has_facts or said.dates)
        and cues.TAKES_BACK.search(text)
        and (frame.activities or frame.kind)
        and top not in small
    ):
        return "correct"
    if frame.kind and cues.ELLIPSIS.search(text) and len(text) <= 16 and top not in small - {"help"}:
        if said.has_facts or said.places:
            return "inform"
        if frame.kind == "lookup" and top in ("inform", "out_of_scope", "correct", "ask_policy", frame.topic):
            return "inform"
    if top == "ask_clause" and not frame.last and len(text) > 8:
        top = second_choice(heard, "ask_clause")
    return _by_facts(top, confidence, heard, said, activity, amount)


def _by_facts(top: str, confidence: float, heard: Heard, said: Said, activity: bool, amount: bool) -> str:
    """Facts and cue words against the classifier's word."""
    text = heard.text
    words_only = bool(cues.WORDS_ONLY.search(text))
    how_many = bool(cues.HOW_MANY.search(text))
    unsure = confidence < 0.75
    if activity and cues.LIMIT.search(text) and not amount:
        return "ask_ways" if top not in LOOKUPS else top
    reviewed = {"purpose", "title_level"} & set(said.person)
    if (
        not activity
        and reviewed
        and (
            top == "ask_hours"
            or (
                top in ("out_of_scope", "inform", "ask_requirement")
                and ({"age", "gender"} & set(said.person) or said.birth)
            )
        )
    ):
        return "ask_review"
    if (
        not amount
        and not reviewed
        and cues.YEARLY.search(text)
        and not words_only
        and top in _MAY_BE_REQUIREMENT
        and (top != "out_of_scope" or _OURS & set(said.concepts) or "course_subject" in said.person or "标准" in text)
        and not any(name.startswith("done_") for name in said.person)
        and (not activity or said.person.get("course_subject") == "public")
    ):
        return "ask_requirement"
    if activity and not amount and said.person.get("course_subject") == "public" and how_many and top == "ask_hours":
        return "ask_requirement"
    if top == "ask_remaining" and activity and amount and not cues.LACK.search(text):
        return "ask_hours"
    if activity and amount and not words_only and (top in LOOKUPS or top in _NEVER_WITH_AMOUNT):
        if top in ("out_of_scope", "complaint", "handoff", "cheat") and not unsure and not how_many:
            return top
        return (
            "ask_hours"
            if top not in ("ask_makeup", "ask_consequence", "ask_deadline", "ask_contact") or unsure
            else top
        )
    if activity and how_many and not words_only and (top in _NEVER_WITH_AMOUNT or (top in LOOKUPS and unsure)):
        return "ask_hours" if unsure or top not in ("out_of_scope", "cheat") else top
    if top == "ask_hours" and words_only and not how_many and not amount and unsure:
        return next((name for name, _ in heard.intents[1:4] if name in LOOKUPS), top)
    if top == "ask_requirement" and ({"purpose", "title_level"} & set(said.person)):
        return "ask_review"
    if top == "out_of_scope" and unsure and not said.foreign and _OURS & set(said.concepts):
        return second_choice(heard, "out_of_scope")
    return top


def second_choice(heard: Heard, but: str) -> str:
    """The best intent other than `but`."""
    return next((name for name, _ in heard.intents if name != but), "out_of_scope")


def answers_asked(frame: Frame, said: Said, text: str, top: str) -> bool:
    """Whether the message gives the fact that was asked for."""
    fact = frame.asked
    if fact is None:
        return False
    if fact == "region":
        return bool(said.places) and not any("activity" in g for g in said.activities)
    if (
        fact in said.person
        or any(fact in group and (fact == "activity" or "activity" not in group) for group in said.activities)
        or fact in said.vague
    ):
        return True
    if fact == "age" and said.birth:
        return True
    if (
        len(text) <= 12
        and said.numbers
        and fact in ("days", "months", "hours", "subjects", "age", "done_public", "done_professional")
    ):
        return True
    if fact in ("hours", "done_public", "done_professional") and any("hours" in g for g in said.activities):
        return True
    return fact in YES_OR_NO and (top in ("affirm", "deny") or yes_or_no(text) is not None)


YES_OR_NO = {"presented", "degree_obtained", "still_in_post", "recorded", "on_platform", "frontline"}


def yes_or_no(text: str) -> bool | None:
    """True, False, or None where the words say neither."""
    bare = text.strip("，。！!. ~")
    if cues.NO.search(bare):
        return False
    if cues.YES.search(bare):
        return True
    return None


def wants_relief(text: str) -> bool:
    """Whether the words ask to be spared hours."""
    return bool(cues.RELIEF.search(text))
