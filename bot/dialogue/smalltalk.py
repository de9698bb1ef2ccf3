"""Turns without a policy question: courtesies, a person wanted, claims, cheating, and what is none of our business."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.lookups import Lookups
from bot.dialogue.purpose import Purpose
from bot.dialogue.result import result
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import reference
from rules_core.decision import Decision, Step

#: A lookup this near answers although the classifier calls the question foreign.
SURELY_OURS = 0.80
_STATUS = {
    "greet": "chitchat",
    "thanks": "chitchat",
    "goodbye": "chitchat",
    "help": "chitchat",
    "complaint": "chitchat",
    "reset": "chitchat",
    "cheat": "out_of_scope",
    "out_of_scope": "out_of_scope",
    "handoff": "handoff",
}


class SmallTalk:
    """Replies that need no rule."""

    def __init__(self, kb: KnowledgeBase, words: Wording, lookups: Lookups) -> None:
        self._kb, self._words, self._lookups = kb, words, lookups

    def reply(self, heard: Heard, purpose: Purpose, frame: Frame) -> Optional[dict[str, Any]]:
        """The RESULT, or None where the turn is a question after all."""
        intent = purpose.intent
        if intent == "file_claim":
            return self._form(heard, frame)
        if intent == "claim_status":
            return result("login_required", self._words.say("claim_status"), intent=intent, region=frame.region)
        if intent == "ask_clause":
            return self._clause(frame)
        if intent == "handoff":
            return self._handoff(heard, frame)
        if intent == "out_of_scope":
            ours = self._ours(heard, frame)
            if ours is not None:
                return ours
        if intent == "reset":
            frame.forget()
        text = self._words.say(intent)
        buttons = [{"title": "转人工", "text": "转人工"}] if intent == "complaint" else []
        return result(_STATUS[intent], text, intent=intent, region=frame.region, buttons=buttons)

    def _ours(self, heard: Heard, frame: Frame) -> Optional[dict[str, Any]]:
        """A question that the notice answers nearly word for word is ours, whatever the classifier says."""
        if frame.region is None:
            return None
        year = frame.year or int(heard.today[:4])
        best = self._lookups.best(heard.text, frame.region, year, ())
        if best is not None and best.likeness >= SURELY_OURS:
            return self._lookups.answer([best.held], frame, year, "out_of_scope")
        return None

    def _form(self, heard: Heard, frame: Frame) -> dict[str, Any]:
        text = self._words.say("form", next=self._words.say("form_offline"))
        citations: list[tuple[str, str]] = []
        if frame.region is not None:
            year = frame.year or int(heard.today[:4])
            best = self._lookups.best("怎么申报学时认定，流程是什么", frame.region, year, (("ask_procedure", 1.0),))
            if best is not None and best.likeness >= 0.3:
                lookup = best.held.lookup
                citations = [(a.clause or "", a.quote) for a in lookup.answer]
                text += "\n" + (lookup.lead or lookup.title)
                text += "\n依据：" + "；".join(f"{reference(self._kb, c)}：「{q}」" for c, q in citations[:3])
        return result("form", text, intent="file_claim", region=frame.region, citations=citations)

    def _handoff(self, heard: Heard, frame: Frame) -> dict[str, Any]:
        contact = ""
        citations: list[tuple[str, str]] = []
        if frame.region is not None:
            year = frame.year or int(heard.today[:4])
            best = self._lookups.best("联系人和联系电话是多少", frame.region, year, (("ask_contact", 1.0),))
            if best is not None and "contact" in best.held.lookup.topics:
                citations = [(a.clause or "", a.quote) for a in best.held.lookup.answer]
                contact = "；".join(q for _, q in citations)
            contact = self._words.say("handoff_contact", contact=contact or self._words.contact(frame.region))
        return result(
            "handoff",
            self._words.say("handoff", contact=contact),
            intent="handoff",
            region=frame.region,
            citations=citations,
        )

    def _clause(self, frame: Frame) -> Optional[dict[str, Any]]:
        """依据哪一条: the clauses of the last answer, verbatim."""
        clauses = [(c, q) for c, q in frame.last.get("clauses", ())]
        if not clauses:
            return result("chitchat", self._words.say("no_answer_yet"), intent="ask_clause", region=frame.region)
        listed = "；".join(f"{reference(self._kb, c)}：「{q}」" for c, q in dict.fromkeys(map(tuple, clauses)))
        decision = Decision(
            "lookup", jurisdiction=frame.region, trace=tuple(Step("citation", c, q) for c, q in clauses)
        )
        return result(
            "answered",
            self._words.say("same_clause", list=listed),
            intent="ask_clause",
            region=frame.region,
            decision=decision,
            citations=clauses,
        )
