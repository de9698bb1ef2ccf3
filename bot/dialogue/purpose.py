"""What a message wants: the learned intent, corrected where the facts of the message speak plainly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.said import Said

#: Intents that ask for words, not for a computed figure.
LOOKUPS = {"ask_makeup", "ask_evidence", "ask_procedure", "ask_responsible", "ask_certificate", "ask_deadline",
           "ask_consequence", "ask_platform", "ask_contact", "ask_ways", "ask_base", "ask_scope", "ask_policy"}
SMALL_TALK = {"greet", "thanks", "goodbye", "help", "complaint", "handoff", "cheat", "reset", "out_of_scope"}
_HOW_MANY = re.compile(r"多少|几个学时|几学时|几个|几分|多少分|怎么算|咋算|怎么折|怎么认|算不算|能算|能不能算|算学时|认不认|能认|可以算|可以计|计不计|折算|折合|抵|顶|给几|给算|能给|记多少|登记多少|算数|算继续教育|能计|有学时|视同")
_WORDS_ONLY = re.compile(r"材料|证明|手续|流程|怎么申|如何申|怎么报|哪个部门|谁|哪里|在哪|什么时候|截止|电话|联系|网址|网站|后果|补学|打印|证书|审批|审核|凭证")
_RELIEF = re.compile(r"免|减|不用|不要求|还用|还要不要|要不要|需不需要|需要.{0,6}吗|要.{0,8}学时吗|优惠|照顾|倾斜|可以不|能不能不|还需要|视同|放宽")
_TAKES_BACK = re.compile(r"^(不对|不是|说错|错了|打错|写错|更正|纠正|记错|搞错|弄错|哦不|啊不|改|应该是|我说错|刚说错|刚才说错|抱歉|不好意思|上面说错|口误)|说错了|打错了|记错了|搞错了|写错了|改成|改为|不是.{1,12}(是|，)|而是|应该是")
_ELLIPSIS = re.compile(r"呢[？?]?$|^(那|那么|要是|如果|假如|换成|换作|改成|若是|要换成)")


@dataclass(frozen=True)
class Purpose:
    """`intent` as understood; `certain` false where the words leave it open; `ranking` of the classifier."""

    intent: str
    confidence: float
    second: str | None = None


def purpose_of(heard: Heard, said: Said, frame: Frame) -> Purpose:
    """The purpose of the message. The classifier proposes; an answer to a question, plain facts or cue words overrule."""
    ranking = heard.intents or (("out_of_scope", 0.0),)
    top, confidence = ranking[0]
    second = ranking[1][0] if len(ranking) > 1 else None
    intent = _overruled(top, confidence, heard, said, frame)
    return Purpose(intent, confidence if intent == top else max(confidence, 0.5), second)


def _overruled(top: str, confidence: float, heard: Heard, said: Said, frame: Frame) -> str:
    text = heard.text
    if frame.asked and answers_asked(frame, said, text, top):
        return "correct" if _TAKES_BACK.search(text) and not frame.asked else "inform"
    if top == "ask_clause" and not frame.last and len(text) > 8:
        return second_choice(heard, "ask_clause")
    activity = any("activity" in group for group in said.activities)
    amount = any({"days", "months", "subjects", "hours"} & set(group) for group in said.activities) or bool(said.vague)
    if said.has_facts and _TAKES_BACK.search(text) and (frame.activities or frame.kind) and top not in SMALL_TALK - {"out_of_scope", "complaint"}:
        return "correct"
    if frame.kind and said.has_facts and not activity and len(text) <= 14 and _ELLIPSIS.search(text) and top not in LOOKUPS:
        return "inform"
    if frame.kind and said.places and len(text) <= 14 and _ELLIPSIS.search(text):
        return "inform"
    if activity and amount and top in ("ask_requirement", "ask_policy", "ask_ways", "ask_scope", "out_of_scope",
                                       "complaint", "greet", "affirm", "deny", "help", "handoff", "thanks"):
        if top in ("out_of_scope", "complaint", "handoff") and confidence > 0.75 and not _HOW_MANY.search(text):
            return top
        return "ask_hours"
    if top in ("out_of_scope", "affirm", "deny", "greet", "help") and activity and _HOW_MANY.search(text) \
            and not _WORDS_ONLY.search(text) and confidence < 0.9:
        return "ask_hours"
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
    if fact in said.person or any(fact in group and (fact == "activity" or "activity" not in group)
                                  for group in said.activities) or fact in said.vague:
        return True
    if fact == "age" and said.birth:
        return True
    if len(text) <= 12 and said.numbers and fact in ("days", "months", "hours", "subjects", "age", "done_public",
                                                     "done_professional"):
        return True
    if fact in ("hours", "done_public", "done_professional") and any("hours" in g for g in said.activities):
        return True
    return fact in YES_OR_NO and (top in ("affirm", "deny") or yes_or_no(text) is not None)


YES_OR_NO = {"presented", "degree_obtained", "still_in_post", "recorded", "on_platform", "frontline"}
_NO = re.compile(r"^(没有?|没|未|不是|不|否|无|木有|么有|还没|没有呢|没呢|没的)")
_YES = re.compile(r"^(有|是|对|嗯|读了|宣读了|报告了|拿到|毕业了|在|好|yes|拿了|读过|做了|有的|是的)")


def yes_or_no(text: str) -> bool | None:
    """True, False, or None where the words say neither."""
    bare = text.strip("，。！!. ~")
    if _NO.search(bare):
        return False
    if _YES.search(bare):
        return True
    return None


def wants_relief(text: str) -> bool:
    """Whether the words ask to be spared hours."""
    return bool(_RELIEF.search(text))
