"""Facts that cannot be computed from: absurd, or against each other. The person is asked, never one chosen."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue.answering import Answering
from bot.dialogue.asking import question_for
from bot.dialogue.frame import Frame
from bot.dialogue.result import result, with_text
from bot.dialogue.said import Said
from rules_core.decision import plain
from rules_core.facts import FACTS

_INTENTS = frozenset({"ask_hours", "ask_exemption", "ask_review", "inform", "correct", "ask_remaining"})


def conflict_of(answering: Answering, said: Said, intent: str, frame: Frame) -> Optional[dict[str, Any]]:
    """A RESULT that asks which holds, or None. Facts in conflict are taken out of `said`; of a correction the one said
    last stays."""
    if intent not in _INTENTS:
        return None
    words = answering.words
    if said.refused:
        fact, what = said.refused
        refused = words.say("refused_dates") if what == "end_before_start" else words.say("refused_amount", text=what)
        return result("need_info", refused, intent=intent, region=frame.region, ask_for=[fact])
    if "age" in said.vague and "age" not in said.person and not said.birth and intent != "ask_hours":
        text = words.say("vague", text=said.vague["age"], question=question_for(answering.kb, words, "age"))
        return result("need_info", text, intent=intent, region=frame.region, ask_for=["age"])
    # Hours done by year and subject (三十课时公需，六十课时专业) are figures that do not exclude each other.
    told = {"hours"} if said.tells_done and not any("activity" in group for group in said.activities) else set()
    relevant = [c for c in said.conflicts if c.fact not in told and answering.fact_matters(frame.region, c.fact)]
    if intent == "ask_review":
        # 网课行不行，还是非得去面授: no activity is computed with.
        relevant = [c for c in relevant if FACTS[c.fact].scope == "person"]
    for conflict in said.conflicts:
        for group in (*said.activities, said.person):
            if conflict.fact in group and intent == "correct":
                # 不是3天，是5天: what is said last is meant.
                group[conflict.fact] = said.latest.get(conflict.fact, conflict.values[-1])
            else:
                group.pop(conflict.fact, None)
        if conflict.fact == "age":
            said.birth = None
    if not relevant or intent == "correct":
        return None
    conflict = relevant[0]
    values = [_name(answering, conflict.fact, v) for v in conflict.values]
    return result(
        "need_info",
        words.say("conflict", values="、".join(values)),
        intent=intent,
        region=frame.region,
        ask_for=[conflict.fact],
        buttons=[{"title": v, "text": v} for v in values],
    )


def with_range(answering: Answering, said: Said, frame: Frame, reply: dict[str, Any]) -> dict[str, Any]:
    """The question for a fact that was given as a range (三五天) says so."""
    fact = frame.asked
    if reply["status"] != "need_info" or fact is None or fact not in said.vague:
        return reply
    question = question_for(answering.kb, answering.words, fact)
    return with_text(answering.words.say("vague", text=said.vague[fact], question=question), reply)


def _name(answering: Answering, fact: str, value: Any) -> str:
    kb, spec = answering.kb, FACTS[fact]
    if spec.type == "bool":
        return next((t.name for t in kb.terms.values() if t.sets.get(fact) is value), spec.chinese)
    return kb.term_name(value) if spec.type == "term" else f"{plain(value)}{spec.unit}"
