"""One turn of the conversation: facts into the frame, then small talk, a question back, or an answer."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue import cues
from bot.dialogue import merge as merging
from bot.dialogue.answering import Answering, asks_relief
from bot.dialogue.asking import ask, ask_year
from bot.dialogue.compare import Compare
from bot.dialogue.conflict import conflict_of, with_range
from bot.dialogue.counted import unheard
from bot.dialogue.doubt import settle_doubt
from bot.dialogue.fallback import Fallback
from bot.dialogue.filing import Filing
from bot.dialogue.frame import Frame
from bot.dialogue.going_back import goes_back, note_question
from bot.dialogue.hear import hear_message
from bot.dialogue.heard import Heard
from bot.dialogue.place import ELSEWHERE, lives_elsewhere, region_of
from bot.dialogue.purpose import FOLLOW_UPS, LOOKUPS, SMALL_TALK, Purpose, purpose_of, second_choice
from bot.dialogue.record_merge import RECORD
from bot.dialogue.replies import answers_asked
from bot.dialogue.result import result, with_own_region
from bot.dialogue.said import Said
from bot.dialogue.several import Several
from bot.dialogue.smalltalk import SmallTalk
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import Decision


class Dialogue:
    """The responder of docs/interfaces.md section 2, for one knowledge base."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.answering = Answering(kb)
        self.words = self.answering.words
        self.smalltalk = SmallTalk(kb, self.words, self.answering.lookups)
        self.compare = Compare(self.answering)
        self.filing = Filing(self.answering, self._turn, self._set_place)
        self.fallback = Fallback(self.answering, self.take)
        self.several = Several(kb, self.words, self.take, self.fallback.respond)

    def respond(self, heard: Heard, frame: Optional[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The RESULT and the new frame: of each question of a message, or of the message as a whole, which is taken up
        by the fallback where it was not clearly understood."""
        return self.several.respond(heard, frame)

    def take(self, heard: Heard, frame: Optional[dict[str, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The RESULT and the new frame of a message as it was understood."""
        state = Frame.load(frame)
        state.take_page_region(heard.region, heard.region_chosen)
        heard, question = settle_doubt(heard, state, self.words)
        if question is not None:
            return with_own_region(state.region, question), state.dump()
        said = hear_message(heard, self.kb, heard.today)
        self._take_up(heard, said, state)
        purpose = purpose_of(heard, said, state)
        reply = self.filing.turn(heard, said, purpose, state)
        return with_own_region(state.region, reply), state.dump()

    @staticmethod
    def _take_up(heard: Heard, said: Said, frame: Frame) -> None:
        """A fact that an interrupted question still waits for takes that question up again."""
        if not frame.pending or frame.asked:
            return
        tried = Frame(asked=frame.pending["asked"])
        top = heard.intents[0][0] if heard.intents else ""
        if not any("activity" in group for group in said.activities) and answers_asked(tried, said, heard.text, top):
            frame.__dict__.update(frame.pending)
            frame.pending = {}

    @staticmethod
    def _put_aside(frame: Frame) -> None:
        """Note what a digression interrupts."""
        if frame.asked:
            names = ("kind", "topic", "question", "relief", "asked", "asked_at", "open")
            frame.pending = {name: getattr(frame, name) for name in names}

    def _turn(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> dict[str, Any]:
        if purpose.intent in SMALL_TALK or purpose.intent in ("claim_status", "ask_clause"):
            self._set_place(heard, said, purpose, frame)
            reply = self._aside(heard, said, purpose, frame)
            if reply is not None:
                return reply
        if purpose.intent in ("affirm", "deny") and not frame.asked:
            return result("chitchat", self.words.say(purpose.intent), intent=purpose.intent, region=frame.region)
        compared = self.compare.reply(heard, said, purpose, frame, follows=purpose.intent in FOLLOW_UPS)
        if compared is not None:
            return compared
        if purpose.intent == "compare":
            purpose = Purpose(second_choice(heard, "compare"), purpose.confidence)
        elsewhere = self._set_place(heard, said, purpose, frame)
        if elsewhere is not None:
            return elsewhere
        if purpose.intent in FOLLOW_UPS and frame.kind is None and said.places and not said.has_facts:
            # 兵团的: a place and no question yet.
            text = self.words.say("place_known", place=self.words.place(frame.region))
            return result("chitchat", text, intent=purpose.intent, region=frame.region)
        conflict = conflict_of(self.answering, said, purpose.intent, frame)
        before = list(frame.activities)
        if purpose.intent in LOOKUPS:
            self._put_aside(frame)
        if purpose.intent not in FOLLOW_UPS:
            note_question(frame)
        known = {year: dict(cells) for year, cells in frame.record.items()}
        loose = merging.merge(frame, said, purpose, heard.text, self.kb, int(heard.today[:4]))
        if loose:
            frame.kind, frame.asked, frame.open = "remaining", RECORD, []
            return ask_year(self.words, frame, loose, purpose.intent)
        if purpose.intent == "correct" and frame.kind == "remaining" and frame.record == known and not said.has_facts:
            # Something is put right that was not understood: the old answer would be a wrong one.
            text = self.words.say("record_unclear")
            return result("need_info", text, intent="correct", region=frame.region, ask_for=[RECORD])
        kind = self._kind(heard, said, purpose, frame, bool(before))
        if kind == "lookup" and conflict is None:
            # What a question in words names is no activity to compute with.
            reply = self._answer(heard, purpose, frame, kind)
            frame.activities = before or (frame.activities if frame.kind == "hours" else [])
            return reply
        if conflict is not None:
            frame.kind, frame.asked = kind, conflict["ask_for"][0]
            return conflict
        counted = unheard(heard.text, frame.activities) if kind in ("hours", "remaining") else None
        if counted is not None:
            frame.kind, frame.asked = kind, None
            heard_of = "、".join(self.words.what(activity, frame.region) for activity in frame.activities)
            text = self.words.say("unheard", counted=counted, known=heard_of)
            return result("need_info", text, intent=purpose.intent, region=frame.region, ask_for=["activity"])
        certain = self._either_way(heard, said, purpose, frame, kind)
        if certain is not None:
            return certain
        reply = self._answer(heard, purpose, frame, kind)
        return with_range(self.answering, said, frame, reply)

    def _kind(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame, computing: bool) -> str:
        """The kind of question that is open now; a follow-up keeps it."""
        if purpose.intent in FOLLOW_UPS and said.tells_done and not said.activities:
            # 2022年呢？公需30: what is done is stated to learn what is missing.
            frame.topic = "ask_remaining"
            return "remaining"
        if purpose.intent in FOLLOW_UPS and goes_back(frame, said, heard.text):
            return frame.kind or "hours"
        if purpose.intent in FOLLOW_UPS and said.activities and computing and not frame.credits:
            frame.topic = frame.topic if frame.kind == "hours" else "ask_hours"
            return "hours"
        other = set(said.person) == {"course_subject"} and not cues.SUM_AGAIN.search(heard.text)
        if purpose.intent in FOLLOW_UPS and frame.kind == "hours" and other:
            # 那公需课还要学吗: asks for the other subject, which no activity gives.
            return "requirement"
        if purpose.intent in FOLLOW_UPS and frame.kind is not None:
            if frame.kind == "lookup":
                frame.question = self._continued(heard, said, frame)
            return frame.kind
        year = frame.year or int(heard.today[:4])
        if purpose.intent in FOLLOW_UPS:
            purpose = Purpose(self._guess(said), purpose.confidence)
        kind = self.answering.kind_of(heard, purpose, frame, year)
        frame.relief = asks_relief(heard.text, purpose.intent)
        frame.question, frame.surfaces = heard.text, dict(said.surfaces)
        frame.topic = purpose.intent
        return kind

    @staticmethod
    def _continued(heard: Heard, said: Said, frame: Frame) -> str:
        """那高级呢 after 中级的谁认定: the earlier question with the new word for the old one, or both together."""
        question = frame.question
        for kind, surface in said.surfaces.items():
            old = frame.surfaces.get(kind)
            if old and old in question:
                frame.surfaces[kind] = surface
                return question.replace(old, surface)
        return f"{heard.text} {question}" if question else heard.text

    @staticmethod
    def _guess(said: Said) -> str:
        """What bare facts without any question are about."""
        if said.tells_done:
            return "ask_remaining"
        if said.activities:
            # 4天, 自治区级的: a detail of an activity, which is asked for.
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

    def _above(self, region: Optional[str]) -> list[str]:
        """The places that a region is a part of."""
        found: list[str] = []
        while region is not None and (place := self.kb.book.jurisdictions.get(region)) is not None:
            region = place.parent
            found += [region] if region is not None else []
        return found

    def _set_place(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Optional[dict[str, Any]]:
        """Take the place that the sentence is about; a RESULT where nothing is held for it."""
        about = purpose.intent in ("ask_hours", "ask_exemption", "inform", "correct", "file_claim") and any(
            "activity" in group for group in said.activities
        )
        region, lasting = region_of(said, heard.text, frame.region, about, self._above(frame.region))
        if region is None:
            return None
        if region == ELSEWHERE:
            if lives_elsewhere(said, heard.text):
                # 我是深圳的: another place's figures are no longer this person's.
                frame.region, frame.region_said = None, False
            name = next((n for r, _, _, n in said.places if r == ELSEWHERE), "")
            if purpose.intent in SMALL_TALK:
                return None
            frame.asked = None
            text = self.words.say("not_covered_region", place=name)
            return result("not_covered", text, intent=purpose.intent, region=None)
        frame.region, frame.region_said = region, True
        return None

    def _either_way(
        self, heard: Heard, said: Said, purpose: Purpose, frame: Frame, kind: str
    ) -> Optional[dict[str, Any]]:
        """The answer to a range (两个礼拜) whose both ends lead to the same hours; None where they do not."""
        if kind != "hours" or len(frame.activities) != 1 or len(said.bounds) != 1 or frame.region is None:
            return None
        fact, ends = next(iter(said.bounds.items()))
        replies, frames = [], []
        for end in ends:
            tried = Frame.load(frame.dump())
            tried.activities[0][fact] = end
            replies.append(self._answer(heard, purpose, tried, kind))
            frames.append(tried)
        low, high = (r["decision"] for r in replies)
        if low["outcome"] != "hours" or high["outcome"] != "hours" or low["hours"] != high["hours"]:
            return None
        frame.__dict__.update(frames[0].__dict__)
        return replies[0]

    def _aside(self, heard: Heard, said: Said, purpose: Purpose, frame: Frame) -> Optional[dict[str, Any]]:
        return self.smalltalk.reply(heard, said, purpose, frame)
