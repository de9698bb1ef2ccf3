"""From the frame to an answer: which question is asked of the rules core, and what is said of its decision."""

from __future__ import annotations

from datetime import date
from typing import Any, Optional, cast

from bot.dialogue import cues
from bot.dialogue.asking import ask
from bot.dialogue.exam_levels import of_activities
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.in_words import InWords
from bot.dialogue.lookups import LIKELY, Lookups
from bot.dialogue.next_steps import NextSteps
from bot.dialogue.purpose import LOOKUPS, Purpose, wants_relief
from bot.dialogue.record import DONE
from bot.dialogue.record_wording import has_figures, table_of
from bot.dialogue.remaining import Asked, with_record, years_of
from bot.dialogue.result import Told, result, with_summary, with_table
from bot.dialogue.transfer import meanwhile
from bot.dialogue.wording import Wording
from policy_kb.knowledge import KnowledgeBase
from rules_core.decide import decide
from rules_core.decision import Decision, plain
from rules_core.effects.readings_used import BOTH_ENDS
from rules_core.facts import FACTS, FactError
from rules_core.model import DeemedComplete
from rules_core.question import Answers, Question
from rules_core.remaining import REVIEWS

#: What a person can state that rules on relief look at, and all that bears on a review.
RELIEVING = frozenset({"age", "sector", "frontline", "transferred"})
CIRCUMSTANCES = RELIEVING | {"gender", "occupation", "degree", "title_level"}


#: Kinds of question in words that a rule on the activity named answers better.
_RULE_FIRST = LOOKUPS | {"ask_review"}


class Answering:
    """Answers for one knowledge base; without state of its own."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb
        self.words = Wording(kb)
        self.lookups = Lookups(kb, self.words)
        self.in_words = InWords(kb, self.words, self.lookups)
        self.next_steps = NextSteps(kb)

    def has_rules(self, region: Optional[str], year: int, answers: str) -> bool:
        """Whether the region's notices hold rules for a kind of question."""
        return region is not None and any(
            rule.document in period.documents
            for period in self.kb.book.periods(region, year)
            for rule in self.kb.book.by_place.get((period.jurisdiction, answers), ())
        )

    def fact_matters(self, region: Optional[str], fact: str) -> bool:
        """Whether a rule of the region's notices looks at a fact; without a region, whether any rule does."""
        places = self.kb.book.chain(region) if region else tuple(self.kb.book.jurisdictions)
        hours = ("hours",)
        consumed = {"rate": ("days", "months", "subjects"), "multiple": hours}
        consumed |= {"set_by_organizer": hours, "recognized": hours}
        for (place, _), rules in self.kb.book.by_place.items():
            if place in places and any(
                fact in r.own_facts
                or fact in r.rule.needs
                or fact in consumed.get(str(type(r.rule.effect).__struct_config__.tag), ())
                for r in rules
            ):
                return True
        return False

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
        if intent in _RULE_FIRST and "occupation" in frame.person and self._set_elsewhere(heard, purpose, frame):
            return "requirement"
        by_person = self._by_person(frame)
        rule_first = intent in _RULE_FIRST or intent == "ask_exemption" and not by_person
        if rule_first and activity and self._rule_speaks(heard, purpose, frame):
            return "hours"
        # 2021年转任, 2020年没学: a year before today's is none of the review's.
        review = self.has_rules(frame.region, max(year, int(heard.today[:4])), "review")
        stated = any(f in frame.person for f in CIRCUMSTANCES) or frame.birth is not None
        if intent == "ask_exemption":
            if activity and not (by_person or "purpose" in frame.person):
                return "hours"
            if stated and (review or "age" in frame.person or frame.birth is not None):
                return "review"
            return "lookup"
        if intent == "ask_review" and frame.person.get("purpose") == "promotion":
            return "lookup"
        if intent == "ask_review" and not review and "age" in frame.person and wants_relief(text):
            return "review"
        if intent == "ask_review":
            return "review" if review and (stated or "purpose" in frame.person) else "lookup"
        return "lookup"

    @staticmethod
    def _by_person(frame: Frame) -> bool:
        """Whether something is stated of the person that a rule on relief looks at."""
        return bool(RELIEVING & set(frame.person)) or frame.birth is not None

    def _set_elsewhere(self, heard: Heard, purpose: Purpose, frame: Frame) -> bool:
        """Whether the requirement of the person's occupation is set by other documents."""
        if frame.region is None or cues.WORDS_WANTED.search(heard.text):
            return False
        question = self.question_of(frame, "requirement", purpose, heard)
        return decide(question, self.kb.book, date.fromisoformat(heard.today)).outcome == "set_elsewhere"

    def _rule_speaks(self, heard: Heard, purpose: Purpose, frame: Frame) -> bool:
        """Whether a rule on the activity settles the matter without a figure (按原政策, 不予认可, 视同完成)."""
        if frame.region is None or cues.WORDS_WANTED.search(heard.text):
            return False
        try:
            decision = decide(
                self.question_of(frame, "hours", purpose, heard), self.kb.book, date.fromisoformat(heard.today)
            )
        except FactError:
            return False
        if decision.outcome in ("per_prior_policy", "not_recognized", "deemed_complete", "exempt"):
            return True
        rule = self.kb.book.rules.get(decision.rule or "")
        return bool(decision.ask_for) and rule is not None and isinstance(rule.rule.effect, DeemedComplete)

    def answer(self, heard: Heard, purpose: Purpose, frame: Frame, kind: str) -> dict[str, Any]:
        """The RESULT for the question that the frame now holds."""
        today = date.fromisoformat(heard.today)
        year = self.year_of(heard, frame, kind)
        if kind == "lookup":
            return self._lookup(heard, purpose, frame, year)
        question = self.question_of(frame, kind, purpose, heard).with_(year=None if frame.year is None else year)
        try:
            asked = with_record(frame, question, heard.text, self.of_review(frame, heard), self.kb.book, today)
            decision = decide(asked.question, self.kb.book, today)
        except FactError as error:
            return self.refused(frame, error, purpose.intent, year)
        if decision.detail.get("not_covered"):
            return self.not_covered(frame, decision, purpose.intent)
        if decision.outcome is not None:
            place = self.words.place(frame.region)
            notes = (self.words.say(name, place=place, **values) for name, values in asked.notes(decision))
            decision = decision.with_(caveats=(*notes, *decision.caveats))
        named = any("activity" in activity for activity in frame.activities)
        words_only = named and not cues.HOW_MANY.search(heard.text)
        if decision.ask_for == ("activity",) and (words_only or not frame.activities):
            better = self.in_words.instead(heard, purpose, frame, year, LIKELY)
            if better is not None:
                return better
        if decision.ask_for and kind == "review" and purpose.intent == "ask_exemption" and not self._by_person(frame):
            spoken_of = self.in_words.on_relief(heard, purpose, frame, year)
            if spoken_of is not None:
                return spoken_of
        if decision.ask_for:
            asking = (d.detail["who"] for d in (decision, *decision.parts) if d.ask_for and "who" in d.detail)
            sets = next(asking, None)
            who = self.words.say("set_by_organizer", who=sets) if sets else None
            first = asked.lead(decision)
            before = who or (self.words.say(first) if first else None)
            lead = Told(before, before) if before else None
            told = meanwhile(asked.question, decision, self.kb.book, today)
            if told is not None:
                lead = self.words.decision(told, [])
                decision = told.with_(ask_for=decision.ask_for, detail=decision.detail)
            return ask(self.kb, self.words, frame, decision, purpose.intent, lead)
        silent = decision.outcome == "not_listed" and decision.rule is None and "table" not in decision.detail
        if silent and kind in ("hours", "review"):
            better = self.in_words.instead(heard, purpose, frame, year)
            if better is not None:
                return better
        # 评副高要多少学时: that no hours are written is the answer, not the words on certificates.
        hours_wanted = "table" in decision.detail and cues.HOW_MANY.search(heard.text)
        if decision.outcome == "lookup" and not has_figures(decision) and not hours_wanted:
            better = self.in_words.better(heard, purpose, frame, year, decision)
            if better is not None:
                return with_table(table_of(self.kb, decision, asked.told), better)
        return self._decided(frame, decision, purpose.intent, asked)

    def waiting(self, heard: Heard, purpose: Purpose, frame: Frame, kind: str) -> tuple[str, ...]:
        """The rules that may answer the question that the frame holds, once what is missing is known."""
        decision = decide(self.question_of(frame, kind, purpose, heard), self.kb.book, date.fromisoformat(heard.today))
        return tuple(decision.detail.get("waiting") or ([decision.rule] if decision.rule else []))

    def of_review(self, frame: Frame, heard: Heard) -> bool:
        """Whether what is missing is asked of a title review whose demand the notices hold."""
        year = int(heard.today[:4])
        return frame.person.get("purpose") in REVIEWS and self.has_rules(frame.region, year, "review")

    def year_of(self, heard: Heard, frame: Frame, kind: str) -> int:
        """The year that the question is about. A review is one of today's year unless a later one is named."""
        this = int(heard.today[:4])
        of_review = kind == "review" or kind == "remaining" and self.of_review(frame, heard)
        if frame.year is None or (of_review and frame.year < this) or (kind == "remaining" and years_of(frame)):
            return this
        if kind == "lookup" and (frame.region is None or not self.kb.book.periods(frame.region, frame.year)):
            return this
        return frame.year

    def question_of(self, frame: Frame, kind: str, purpose: Purpose, heard: Heard) -> Question:
        """The question of this kind that the frame holds."""
        person = dict(frame.person)
        if kind == "review" and "purpose" not in person:
            # 申报中级要多少学时: without a word of confirmation the review is meant.
            person["purpose"] = "title_review"
        if kind == "requirement" or kind == "remaining" and not self.of_review(frame, heard):
            person = {k: v for k, v in person.items() if k in ("course_subject", "occupation", *DONE)}
        credits = kind == "remaining" and frame.credits and not self.of_review(frame, heard)
        if kind == "hours":
            person = of_activities(person)
        else:
            person |= {k: v for activity in frame.activities for k, v in activity.items() if FACTS[k].scope == "person"}
        activities = [self._narrowed(dict(activity), {**person, **activity}) for activity in frame.activities]
        return Question(
            cast(Answers, kind),
            frame.region,
            frame.year,
            person,
            tuple(activities) if kind == "hours" or credits else (),
            _birth(frame.birth),
            relief=frame.relief,
            day=date.fromisoformat(frame.day) if frame.day else None,
            heard=(BOTH_ENDS,) if any(plain(a.get("days", 0)) in frame.spanned for a in activities) else (),
        )

    def _narrowed(self, facts: dict[str, Any], person: dict[str, Any]) -> dict[str, Any]:
        """资格考试 with a title level is the examination that has levels."""
        known = facts.get("activity")
        if known is None or "title_level" not in person:
            return facts
        for term in self.kb.terms.values():
            if term.broader == known and any(
                "title_level" in t.sets for t in self.kb.terms.values() if t.broader == term.id
            ):
                return {**facts, "activity": term.id}
        return facts

    def _decided(self, frame: Frame, decision: Decision, intent: str, asked: Asked) -> dict[str, Any]:
        table = table_of(self.kb, decision, asked.told)
        activities = [dict(a) for a in asked.question.activities] if frame.credits else frame.activities
        step = self.next_steps.of(decision, self.words.contact(decision.jurisdiction))
        told = self.words.decision(decision, activities, asked.question.person, table, step.text if step else None)
        citations = [(c.clause, c.quote) for c in decision.citations]
        frame.last = {"clauses": citations}
        citations = [*citations, *(step.citations if step else ())]
        frame.asked = None
        reply = result(
            "answered",
            told.text,
            intent=intent,
            region=frame.region,
            year=decision.year,
            decision=decision,
            citations=citations,
        )
        return with_table(table, with_summary(told, reply))

    def refused(self, frame: Frame, error: FactError, intent: str, year: int) -> dict[str, Any]:
        """A fact that cannot be computed from is asked for again."""
        frame.asked = error.field if error.field in FACTS else None
        spec = FACTS.get(error.field)
        if error.field == "birth":
            frame.birth = None
        names = {"birth": "出生日期", "year": "年份"}
        text = self.words.say("refused_amount", text=spec.chinese if spec else names.get(error.field, error.field))
        return result("need_info", text, intent=intent, region=frame.region, year=year, ask_for=[error.field])

    def not_covered(self, frame: Frame, decision: Decision, intent: str) -> dict[str, Any]:
        """No notice is held for the place, or for the year."""
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
            return self.not_covered(frame, decision, purpose.intent)
        return self.in_words.answer(heard, purpose, frame, year)


def _birth(parts: Optional[list[Optional[int]]]) -> Optional[tuple[int, Optional[int], Optional[int]]]:
    """The frame's birth date as the core takes it."""
    if not parts or parts[0] is None:
        return None
    year, month, day = (*parts, None, None)[:3]
    assert year is not None
    return year, month, day


def asks_relief(text: str, intent: str) -> bool:
    """Whether the question is about being spared hours."""
    return intent == "ask_exemption" or (intent == "ask_review" and wants_relief(text))
