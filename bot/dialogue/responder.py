"""One turn of the conversation: facts into the frame, then small talk, a question back, or an answer."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue import merge as merging
from bot.dialogue.answering import Answering, asks_relief
from bot.dialogue.asking import ask, buttons_for, question_for
from bot.dialogue.compare import compare_regions
from bot.dialogue.frame import Frame
from bot.dialogue.hear import hear
from bot.dialogue.heard import Heard
from bot.dialogue.place import ELSEWHERE, region_of
from bot.dialogue.purpose import SMALL_TALK, Purpose, purpose_of
from bot.dialogue.result import result
from bot.dialogue.said import Said
from bot.dialogue.smalltalk import SmallTalk
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import Decision

FOLLOW_UPS = ("inform", "correct", "affirm", "deny")


class Dialogue:
    """The responder of docs/interfaces.md section 2, for one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.answering = Answering(kb)
        self.words = self.answering.words
        self.smalltalk = SmallTalk(kb, self.words, self.answering.lookups)

    def respond(self, heard: Heard, frame: Optional[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The RESULT and the new frame."""
        state = Frame.load(frame)
        if heard.region != state.page_region:
            state.page_region, state.region, state.region_said = heard.region, heard.region, False
        said = hear(heard.text, heard.entities, self.kb)
        purpose = purpose_of(heard, said, state)
        reply = self._turn(heard, said, purpose, state)
        return reply, state.dump()

    def _turn(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> dict[str, Any]:
        if purpose.intent in SMALL_TALK or purpose.intent in ("file_claim", "claim_status", "ask_clause"):
            self._set_place(heard, said, purpose, frame)
            reply = self._aside(heard, said, purpose, frame)
            if reply is not None:
                return reply
        if purpose.intent in ("affirm", "deny") and not frame.asked:
            return result("chitchat", self.words.say(purpose.intent), intent=purpose.intent, region=frame.region)
        if purpose.intent == "compare":
            reply = compare_regions(self.answering, heard, said, purpose, frame)
            if reply is not None:
                return reply
        elsewhere = self._set_place(heard, said, purpose, frame)
        if elsewhere is not None:
            return elsewhere
        trouble = self._trouble(said, purpose, frame)
        merging.merge(frame, said, purpose, heard.text, self.kb)
        kind = self._kind(heard, said, purpose, frame)
        if trouble is not None:
            frame.kind = kind
            return trouble
        return self._answer(heard, purpose, frame, kind)

    def _kind(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> str:
        """The kind of question that is open now; a follow-up keeps it."""
        if purpose.intent in FOLLOW_UPS and frame.kind is not None:
            return frame.kind
        year = frame.year or int(heard.today[:4])
        if purpose.intent in FOLLOW_UPS:
            purpose = Purpose(self._guess(said), purpose.confidence)
        kind = self.answering.kind_of(heard, purpose, frame, year)
        frame.relief = asks_relief(heard.text, purpose.intent)
        frame.question = heard.text
        frame.topic = purpose.intent
        return kind

    @staticmethod
    def _guess(said: Said) -> str:
        """What bare facts without any question are about."""
        if any("activity" in group for group in said.activities):
            return "ask_hours"
        return "ask_review" if said.person else "ask_requirement"

    def _answer(self, heard: Heard, purpose: Purpose, frame: Frame, kind: str) -> dict[str, Any]:
        frame.kind = kind
        if frame.region is None:
            # What the place decides is asked first: the kind of question can depend on it.
            return ask(self.kb, self.words, frame, Decision(None, ask_for=("region",)), purpose.intent)
        if purpose.intent in FOLLOW_UPS and frame.topic is not None:
            purpose = Purpose(frame.topic, purpose.confidence)
            if frame.topic in ("ask_review", "ask_exemption"):
                # The place may have been given only now.
                kind = self.answering.kind_of(heard, purpose, frame, frame.year or int(heard.today[:4]))
                frame.kind = kind
        frame.asked = None
        return self.answering.answer(heard, purpose, frame, kind)

    def _set_place(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Optional[dict[str, Any]]:
        """Take the place that the sentence is about; a RESULT where nothing is held for it."""
        about = purpose.intent in ("ask_hours", "ask_exemption", "inform", "correct", "file_claim") and any(
            "activity" in group for group in said.activities)
        region, lasting = region_of(said, heard.text, frame.region, about)
        if region is None:
            return None
        if region == ELSEWHERE:
            name = next((n for r, _, _, n in said.places if r == ELSEWHERE), "")
            if purpose.intent in SMALL_TALK:
                return None
            frame.asked = None
            text = self.words.say("not_covered_region", place=name)
            return result("not_covered", text, intent=purpose.intent, region=None)
        frame.region, frame.region_said = region, True
        return None

    def _trouble(self, said: Said, purpose: Purpose, frame: Frame) -> Optional[dict[str, Any]]:
        """Facts that cannot be taken as they stand: absurd, vague, or against each other."""
        intent = purpose.intent
        if not (intent in ("ask_hours", "ask_exemption", "ask_review", "inform", "correct", "ask_remaining")):
            return None
        if said.refused:
            fact, what = said.refused
            text = (self.words.say("refused_dates") if what == "end_before_start"
                    else self.words.say("refused_amount", text=what))
            frame.asked = fact
            return result("need_info", text, intent=intent, region=frame.region, ask_for=[fact])
        if said.conflicts and intent != "correct":
            conflict = said.conflicts[0]
            values = "、".join(self._name(conflict.fact, v) for v in conflict.values)
            frame.asked = conflict.fact
            for group in (*said.activities, said.person):
                group.pop(conflict.fact, None)
            return result("need_info", self.words.say("conflict", values=values), intent=intent, region=frame.region,
                          ask_for=[conflict.fact],
                          buttons=[{"title": self._name(conflict.fact, v), "text": self._name(conflict.fact, v)}
                                   for v in conflict.values])
        vague = next((f for f in said.vague if not any(f in g for g in said.activities)
                      and not any({"days", "months", "hours"} & set(g) for g in said.activities)), None)
        if vague is not None and intent in ("ask_hours", "inform", "correct"):
            frame.asked = vague
            text = self.words.say("vague", text=said.vague[vague], question=question_for(self.kb, self.words, vague))
            return result("need_info", text, intent=intent, region=frame.region, ask_for=[vague],
                          buttons=buttons_for(self.kb, frame, vague, Decision(None)))
        return None

    def _name(self, fact: str, value: Any) -> str:
        from rules_core.decision import plain
        from rules_core.facts import FACTS
        spec = FACTS[fact]
        return self.kb.term_name(value) if spec.type == "term" else f"{plain(value)}{spec.unit}"

    def _aside(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Optional[dict[str, Any]]:
        return self.smalltalk.reply(heard, purpose, frame)
