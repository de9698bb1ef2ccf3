"""From the frame to an answer: which question is asked of the rules core, and what is said of its decision."""

from __future__ import annotations

from datetime import date
from typing import Any, Optional

from bot.dialogue.asking import ask
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.lookups import CERTAIN, ENOUGH, Lookups
from bot.dialogue.purpose import Purpose, wants_relief
from bot.dialogue.result import result
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.facts import FACTS, FactError
from rules_core.question import Question

#: What a person can state that bears on a review or on relief from it.
CIRCUMSTANCES = ("age", "gender", "sector", "occupation", "transferred", "frontline", "degree", "title_level")


class Answering:
    """Answers for one knowledge base; without state of its own."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.words = Wording(kb)
        self.lookups = Lookups(kb, self.words)

    def has_rules(self, region: Optional[str], year: int, answers: str) -> bool:
        """Whether the region's notices hold rules for a kind of question."""
        return region is not None and any(
            rule.document in period.documents for period in self.kb.book.periods(region, year)
            for rule in self.kb.book.by_place.get((period.jurisdiction, answers), ()))

    def kind_of(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> str:
        """The kind of question: hours, requirement, remaining, review, or lookup."""
        intent, text = purpose.intent, heard.text
        activity = any("activity" in a or "recorded" in a or "on_platform" in a for a in frame.activities)
        if intent == "ask_requirement":
            return "requirement"
        if intent == "ask_remaining":
            return "remaining"
        if intent == "ask_hours":
            return "hours"
        review = self.has_rules(frame.region, year, "review")
        stated = any(f in frame.person for f in CIRCUMSTANCES) or frame.birth is not None
        if intent == "ask_exemption":
            if activity and not ({"age", "sector", "frontline", "transferred"} & set(frame.person)):
                return "hours"
            if stated and (review or "age" in frame.person or frame.birth is not None):
                return "review"
            return "lookup"
        if intent == "ask_review":
            return "review" if review and (stated or "purpose" in frame.person) else "lookup"
        return "lookup"

    def answer(self, heard: Heard, purpose: Purpose, frame: Frame, kind: str) -> dict[str, Any]:
        """The RESULT for the question that the frame now holds."""
        today = date.fromisoformat(heard.today)
        year = frame.year or today.year
        if kind == "lookup":
            return self._lookup(heard, purpose, frame, year)
        question = self._question(frame, kind, purpose, heard)
        try:
            decision = decide(question, self.kb.book, today)
        except FactError as error:
            return self._refused(frame, error, purpose.intent, year)
        if decision.detail.get("not_covered"):
            return self._not_covered(frame, decision, purpose.intent)
        if decision.ask_for:
            lead = self.words.say("set_by_organizer", who=decision.detail["who"]) if decision.outcome else None
            return ask(self.kb, self.words, frame, decision, purpose.intent, lead)
        if decision.outcome == "not_listed" and kind in ("hours", "review"):
            better = self._words_instead(heard, purpose, frame, year)
            if better is not None:
                return better
        return self._decided(frame, decision, purpose.intent)

    def _question(self, frame: Frame, kind: str, purpose: Purpose, heard: Heard) -> Question:
        person = dict(frame.person)
        if kind == "review" and "purpose" not in person:
            # 申报中级要多少学时: without a word of confirmation the review is meant.
            person["purpose"] = "title_review"
        if kind in ("requirement", "remaining"):
            person = {k: v for k, v in person.items() if k in ("course_subject", "occupation", "done_public",
                                                               "done_professional")}
        activities = []
        for activity in frame.activities:
            facts = {k: v for k, v in activity.items() if FACTS[k].scope == "activity"}
            activities.append(facts)
            for fact, value in activity.items():
                if FACTS[fact].scope == "person":
                    person.setdefault(fact, value)
        if kind == "hours":
            for activity in frame.activities:
                term = self.kb.terms.get(str(activity.get("activity")))
                for fact, value in (term.sets.items() if term else ()):
                    person[fact] = value
        birth = tuple(frame.birth) if frame.birth else None
        return Question(kind, frame.region, frame.year, person, tuple(activities) if kind == "hours" else (),  # type: ignore[arg-type]
                        birth, relief=frame.relief)  # type: ignore[arg-type]

    def _decided(self, frame: Frame, decision: Decision, intent: str) -> dict[str, Any]:
        text = self.words.decision(decision, frame.activities)
        citations = [(c.clause, c.quote) for c in decision.citations]
        frame.last = {"clauses": citations}
        frame.asked = None
        return result("answered", text, intent=intent, region=frame.region, year=decision.year, decision=decision,
                      citations=citations)

    def _refused(self, frame: Frame, error: FactError, intent: str, year: int) -> dict[str, Any]:
        frame.asked = error.field if error.field in FACTS else None
        spec = FACTS.get(error.field)
        text = self.words.say("refused_amount", text=spec.chinese if spec else error.field)
        return result("need_info", text, intent=intent, region=frame.region, year=year, ask_for=[error.field])

    def _not_covered(self, frame: Frame, decision: Decision, intent: str) -> dict[str, Any]:
        reason = decision.detail["not_covered"]
        if reason == "earlier_year":
            text = self.words.say("not_covered_year", year=decision.year, contact=self.words.contact(frame.region))
        else:
            text = self.words.say("not_covered_region", place=self.words.place(frame.region))
        frame.asked = None
        return result("not_covered", text, intent=intent, region=frame.region, year=decision.year)

    def _lookup(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> dict[str, Any]:
        assert frame.region is not None
        if not self.kb.book.periods(frame.region, year):
            held = any(self.kb.book.held(p) for p in self.kb.book.chain(frame.region))
            decision = Decision(None, year=year, detail={"not_covered": "earlier_year" if held else "no_document"})
            return self._not_covered(frame, decision, purpose.intent)
        best = self.lookups.best(frame.question or heard.text, frame.region, year, self._topics(heard, purpose))
        frame.asked = None
        if best is not None and best.likeness >= ENOUGH:
            return self.lookups.answer(best.held, frame, year, purpose.intent)
        return self.lookups.nothing(frame, year, purpose.intent, best)

    def _words_instead(self, heard: Heard, purpose: Purpose, frame: Frame, year: int) -> Optional[dict[str, Any]]:
        """No rule computes it, but the notice may speak of it."""
        assert frame.region is not None
        best = self.lookups.best(heard.text, frame.region, year, self._topics(heard, purpose))
        if best is not None and best.likeness >= CERTAIN:
            frame.asked = None
            return self.lookups.answer(best.held, frame, year, purpose.intent)
        return None

    @staticmethod
    def _topics(heard: Heard, purpose: Purpose) -> list[tuple[str, float]]:
        ranking = [(name, score) for name, score in heard.intents[:4] if name != purpose.intent]
        return [(purpose.intent, max(0.6, dict(heard.intents).get(purpose.intent, 0.0))), *ranking]


def asks_relief(text: str, intent: str) -> bool:
    """Whether the question is about being spared hours."""
    return intent == "ask_exemption" or (intent == "ask_review" and wants_relief(text))
