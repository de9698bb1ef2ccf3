"""The next step of a claim that is filled in: the question for what is missing, the form, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Final, Optional

from bot.dialogue.answering import Answering
from bot.dialogue.asked_cues import PAPERS
from bot.dialogue.asking import ask
from bot.dialogue.event_dates import spans
from bot.dialogue.exam_levels import LEVEL
from bot.dialogue.filing_chains import Filed, FilingChains
from bot.dialogue.filing_facts import clash_of
from bot.dialogue.filing_form import Forms, Kind
from bot.dialogue.filing_replies import INTENT, FilingReplies
from bot.dialogue.frame import Frame
from bot.dialogue.heard import Heard
from bot.dialogue.purpose import Purpose
from bot.dialogue.result import Told
from policy_kb.stated_terms import with_implied_facts
from rules_core.decide import decide
from rules_core.decision import Decision
from rules_core.facts import FactError
from rules_core.model import DeemedComplete, PerPriorPolicy
from rules_core.question import Question

Result = dict[str, Any]
_ASKED: Final = Purpose("ask_hours", 1.0)
#: Words for a time that name no day.
_VAGUE: Final = re.compile(
    r"(?:上上|上|这|本)个?(?:周|星期|礼拜|月)(?![一二三四五六日天\d])|(?:[上下]半|前半)年|年[初底中]|前(?:几天|阵子|段时间)"
    r"|最近|刚刚|[春夏秋冬]天|[暑寒]假|(?<!\d)\d{1,2}月份?(?!\d)|(?:十[一二]|[一二三四五六七八九十])月份?(?![一二三十\d])"
)


class FilingSteps:
    """For one knowledge base; without state of its own."""

    def __init__(self, answering: Answering) -> None:
        self._answering, self._kb, self._words = answering, answering.kb, answering.words
        self._forms, self._chains = Forms(answering.kb), FilingChains(answering.kb)
        self.replies = FilingReplies(answering)

    def next(self, heard: Heard, frame: Frame) -> Result:
        """What is said to the claim that the frame now holds."""
        state, year = frame.filing, int(heard.today[:4])
        if frame.region is None:
            return ask(self._kb, self._words, frame, Decision(None, ask_for=("region",)), INTENT)
        if not any(self._kb.book.held(place) for place in self._kb.book.chain(frame.region)):
            return self._not_held(heard, frame)
        if state.get("kind") == "exemption" and not _named(frame):
            posts = self.posts(frame.region)
            return self.replies.ask_post(frame, posts) if posts else self._no_exemption(heard, frame)
        if state.get("blank") and not frame.activities:
            if self._chains.held(frame.region, "recognition") is None:
                frame.filing = {}
                return self.replies.no_chain(frame)
            return self._opened(frame, year, None)
        self._set_year(frame)
        question = self._question(heard, frame)
        try:
            decision = decide(question, self._kb.book, date.fromisoformat(heard.today))
        except FactError as error:
            return self._answering.refused(frame, error, INTENT, question.year or year)
        if decision.detail.get("not_covered"):
            frame.filing = {}
            return self._answering.not_covered(frame, decision, INTENT)
        if decision.ask_for:
            return self._ask(frame, decision)
        return self._decided(heard, frame, question, decision)

    def open_now(self, heard: Heard, frame: Frame) -> Optional[Result]:
        """The form with what is known, as the person wants it or cannot tell more; None without a place that has one,
        and where all is known."""
        year = int(heard.today[:4])
        if frame.region is None or self._chains.held(frame.region, "recognition") is None:
            return None
        self._set_year(frame)
        question = self._question(heard, frame)
        try:
            decision = decide(question, self._kb.book, date.fromisoformat(heard.today))
        except FactError:
            return None
        if decision.detail.get("not_covered") or not decision.ask_for:
            return None
        return self._opened(frame, year, question)

    def posts(self, region: Optional[str]) -> list[str]:
        """The posts that free from study in a region, or whose year counts as done."""
        places = self._kb.book.chain(region) if region in self._kb.book.jurisdictions and region else ()
        rules = [rule.rule for place in places for rule in self._kb.book.by_place.get((place, "hours"), ())]
        found = [rule.when.get("activity") for rule in rules if _frees(rule.effect)]
        terms = [term for one in found if one for term in ([one] if isinstance(one, str) else one)]
        posts = self._kb.book.terms.under("service_post")
        return list(dict.fromkeys(term for term in terms if term in posts))

    def keep_year(self, frame: Frame, year: int) -> None:
        """Only the activities of one year; a claim is of one."""
        known = spans(frame)
        kept = [at for at, span in enumerate(known) if span is None or (span.last or span.first).year == year]
        if kept:
            frame.activities = [frame.activities[at] for at in kept]
            frame.when = [frame.when[at] for at in kept]
        frame.year, frame.asked = year, None

    def _decided(self, heard: Heard, frame: Frame, question: Question, decision: Decision) -> Result:
        assert frame.region is not None
        parts = decision.parts if len(decision.parts) > 1 else (decision,)
        filed = [self._chains.filed(frame.region, part, _facts(question, at)) for at, part in enumerate(parts)]
        known = [one.kind for one in filed if one.kind is not None]
        if not known:
            frame.filing, frame.asked = {}, None
            return self.replies.refused(frame, decision, question, filed[0])
        wanted: Kind = "exemption" if frame.filing.get("kind") == "exemption" and "exemption" in known else known[0]
        kept = [at for at, one in enumerate(filed) if one.kind == wanted]
        kept = kept[:1] if wanted == "exemption" else kept
        if len(kept) < len(parts):
            self._leave_out(frame, question, parts, filed, kept)
            question = self._question(heard, frame)
            decision = decide(question, self._kb.book, date.fromisoformat(heard.today))
        missing = self._chains.missing(frame.region, _facts(question, 0)) if wanted == "exemption" else None
        if missing is not None:
            return self.replies.ask_fact(frame, missing)
        asked = self._days_missing(heard, frame, decision) if wanted == "recognition" else None
        if asked is not None:
            return asked
        return self._card(heard, frame, question, decision, wanted)

    def _card(self, heard: Heard, frame: Frame, question: Question, decision: Decision, kind: Kind) -> Result:
        year = decision.year or int(heard.today[:4])
        assert frame.region is not None
        form = self._forms.of(kind, frame.region, year, self._level(frame, question), question, spans(frame))
        left = frame.filing.get("left", ())
        # 不对，是周二到周四: the week stays known for a correction.
        kept = {name: value for name, value in frame.filing.items() if name == "period"}
        frame.filing = {"open": False, **kept, **({"kind": kind} if kind == "exemption" else {})}
        frame.asked = None
        return self.replies.card(frame, decision, question, form, left)

    def _leave_out(
        self, frame: Frame, question: Question, parts: Sequence[Decision], filed: Sequence[Filed], kept: Sequence[int]
    ) -> None:
        """Only some of the activities go into the form; the frame notes the sentences on the others."""
        left = list(frame.filing.get("left", ()))
        for at, (part, one) in enumerate(zip(parts, filed)):
            if at not in kept:
                what = self.replies.kinds([dict(question.activities[at])], frame.region)
                left.append(self.replies.left_out(what, one, part, frame.region or ""))
        days = list(frame.when) if len(frame.when) == len(parts) else [None] * len(parts)
        frame.activities = [frame.activities[at] for at in kept]
        frame.when = [days[at] for at in kept]
        frame.filing["left"] = left

    def _days_missing(self, heard: Heard, frame: Frame, decision: Decision) -> Optional[Result]:
        """The question for days that are not known, or that do not go with what else was said."""
        clash = clash_of(frame, frame.filing.get("settled", ()))
        if clash is not None:
            return self.replies.ask_clash(frame, clash)
        known = spans(frame)
        vague = _VAGUE.search(heard.text)
        at = next((at for at, span in enumerate(known) if span is None), None)
        if at is not None and not frame.filing.get("undated"):
            parts = (decision.parts or (decision,)) if PAPERS.search(heard.text) else None
            return self.replies.ask_dates(frame, at, vague[0] if vague else None, parts)
        years = sorted({(span.last or span.first).year for span in known if span is not None})
        return self.replies.ask_year(frame, years) if len(years) > 1 else None

    def _question(self, heard: Heard, frame: Frame) -> Question:
        question = self._answering.question_of(frame, "hours", _ASKED, heard)
        question = with_implied_facts(question, self._kb.terms)
        days = tuple(span.last or span.first if span is not None else None for span in spans(frame))
        dated = any(days) and len(days) == len(question.activities) and frame.filing.get("kind") != "exemption"
        return question.with_(dates=days) if dated else question

    @staticmethod
    def _set_year(frame: Frame) -> None:
        """The year of the claim is that of the days."""
        years = {(span.last or span.first).year for span in spans(frame) if span is not None}
        if len(years) == 1:
            frame.year = years.pop()

    def _ask(self, frame: Frame, decision: Decision) -> Result:
        sets = next((d.detail["who"] for d in (decision, *decision.parts) if d.ask_for and "who" in d.detail), None)
        lead = self._words.say("set_by_organizer", who=sets) if sets else None
        return ask(self._kb, self._words, frame, decision, INTENT, Told(lead, lead) if lead else None)

    def _opened(self, frame: Frame, year: int, question: Optional[Question]) -> Result:
        assert frame.region is not None
        kind: Kind = "exemption" if frame.filing.get("kind") == "exemption" else "recognition"
        level = self._level(frame, question) if question is not None else frame.person.get(LEVEL)
        form = self._forms.of(kind, frame.region, frame.year or year, level, question, spans(frame))
        form["activities"] = [activity for activity in form["activities"] if "activity" in activity]
        frame.filing = {"open": False} | {n: v for n, v in frame.filing.items() if n in ("kind", "counted", "period")}
        frame.asked = None
        heard_of = [dict(activity) for activity in frame.activities if "activity" in activity]
        return self.replies.open_form(frame, form, heard_of)

    def _level(self, frame: Frame, question: Question) -> Optional[str]:
        """The person's own title level: one that may be of an examination is not it."""
        terms = self._kb.book.terms
        exam = any("exam" in terms.lineage(str(activity.get("activity"))) for activity in question.activities)
        level = frame.person.get(LEVEL)
        return None if exam and "purpose" not in frame.person else level

    def _not_held(self, heard: Heard, frame: Frame) -> Result:
        frame.filing = {}
        nothing = Decision(None, year=int(heard.today[:4]), detail={"not_covered": "no_document"})
        return self._answering.not_covered(frame, nothing, INTENT)

    def _no_exemption(self, heard: Heard, frame: Frame) -> Result:
        """The notices free nobody by a post: what they say of it."""
        frame.filing = {}
        frame.question = heard.text
        return self._answering.answer(heard, Purpose("ask_exemption", 1.0), frame, "lookup")


def _facts(question: Question, at: int) -> dict[str, Any]:
    """All that is known of an activity."""
    return {**question.person, **(question.activities[at] if at < len(question.activities) else {})}


def _named(frame: Frame) -> bool:
    return any("activity" in activity for activity in frame.activities)


def _frees(effect: Any) -> bool:
    return isinstance(effect, (PerPriorPolicy, DeemedComplete))
