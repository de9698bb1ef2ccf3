"""Turns without a policy question: courtesies, a person wanted, claims, cheating, and what is none of our business."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue.asking import offer
from bot.dialogue.contacts import Contacts
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.lookups import Lookups
from bot.dialogue.purpose import Purpose
from bot.dialogue.result import result
from bot.dialogue.said import Said, says_ours
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import basis
from rules_core.decision import Decision, Step

#: A lookup this near answers although the classifier calls the question foreign; beside a matter of another office, or
#: without a word of ours (物业费每年多少), only one that is asked nearly word for word.
SURELY_OURS, WORD_FOR_WORD = 0.55, 0.80
#: What a notice is asked about cheating, and how near a lookup must come to be its clause on it.
_CHEATED, _ABOUT_CHEATING = "找人代学、伪造学时、弄虚作假被发现会怎么处理", 0.35
_HONEST = ("今年还差多少学时", "哪些学习方式可以计入学时", "公需科目在哪里学习")
_STATUS = {
    "greet": "chitchat",
    "thanks": "chitchat",
    "goodbye": "chitchat",
    "help": "chitchat",
    "complaint": "chitchat",
    "reset": "chitchat",
    "handoff": "handoff",
}


class SmallTalk:
    """Replies that need no rule."""

    def __init__(self, kb: KnowledgeBase, words: Wording, lookups: Lookups) -> None:
        self._kb, self._words, self._lookups = kb, words, lookups
        self._contacts = Contacts(words, lookups)

    def reply(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Optional[dict[str, Any]]:
        """The RESULT, or None where the turn is a question after all."""
        intent = purpose.intent
        if intent == "claim_status":
            return result("login_required", self._words.say("claim_status"), intent=intent, region=frame.region)
        if intent == "ask_clause":
            return self._clause(frame)
        if intent == "handoff":
            return self._handoff(heard, frame)
        if intent == "cheat":
            return self._cheat(heard, frame)
        if intent == "out_of_scope":
            ours = None if said.always_foreign else self._ours(heard, said, frame)
            return ours if ours is not None else self._elsewhere(said, frame)
        if intent == "reset":
            frame.forget()
        text = self._words.say(intent)
        buttons = [{"title": "转人工", "text": "转人工"}] if intent == "complaint" else []
        return result(_STATUS[intent], text, intent=intent, region=frame.region, buttons=buttons)

    def _ours(self, heard: Heard, said: Said, frame: Frame) -> Optional[dict[str, Any]]:
        """A question that the notice answers nearly word for word is ours, whatever the classifier says."""
        if frame.region is None:
            return None
        year = frame.year or int(heard.today[:4])
        best = self._lookups.best(heard.text, frame.region, year, ())
        enough = SURELY_OURS if says_ours(said) and not said.offices else WORD_FOR_WORD
        if best is not None and best.likeness >= enough:
            return self._lookups.answer([best.held], frame, year, "out_of_scope")
        return None

    def _elsewhere(self, said: Said, frame: Frame) -> dict[str, Any]:
        """None of our business: politely, and with the office to ask where the matter is a known one."""
        text = self._words.say("out_of_scope")
        known = next((office for office in said.offices if f"office_{office}" in self._kb.words), None)
        if known is not None:
            office, matter = self._words.say(f"office_{known}"), self._kb.term_name(known)
            text = self._words.say("out_of_scope_at", matter=matter, office=office)
        return result("out_of_scope", text, intent="out_of_scope", region=frame.region)

    def _cheat(self, heard: Heard, frame: Frame) -> dict[str, Any]:
        """Declined without a reproach, with the clause against it where a notice has one, and the honest ways."""
        text, citations = self._words.say("cheat"), list[tuple[str, str]]()
        if frame.region is not None:
            year = frame.year or int(heard.today[:4])
            found = self._lookups.search(_CHEATED, frame.region, year, (("ask_consequence", 1.0),))
            best = found[0] if found else None
            if best is not None and "consequence" in best.held.lookup.topics and best.likeness >= _ABOUT_CHEATING:
                citations = [(a.clause or "", a.quote) for a in best.held.lookup.answer]
                text += "\n" + self._words.say("cheat_clause", list=basis(self._kb, citations))
                frame.last = {"clauses": citations}
        return result(
            "out_of_scope",
            text,
            intent="cheat",
            region=frame.region,
            citations=citations,
            buttons=offer(_HONEST),
        )

    def _handoff(self, heard: Heard, frame: Frame) -> dict[str, Any]:
        contact = self._contacts.of(frame.region, frame.year or int(heard.today[:4]))
        told = self._words.say("handoff_contact", contact=contact.text) if frame.region is not None else ""
        return result(
            "handoff",
            self._words.say("handoff", contact=told),
            intent="handoff",
            region=frame.region,
            citations=contact.citations,
        )

    def _clause(self, frame: Frame) -> Optional[dict[str, Any]]:
        """依据哪一条: the clauses of the last answer, verbatim."""
        clauses = [(c, q) for c, q in frame.last.get("clauses", ())]
        if not clauses:
            return result("chitchat", self._words.say("no_answer_yet"), intent="ask_clause", region=frame.region)
        listed = basis(self._kb, clauses)
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
