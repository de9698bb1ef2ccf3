"""What is said while a claim is filled in: the card, why there is none, the next question."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from bot.dialogue.answering import Answering
from bot.dialogue.asking import question_for
from bot.dialogue.event_dates import DATES, Span, spans
from bot.dialogue.filing_chains import Filed, FilingChains
from bot.dialogue.filing_facts import Clash
from bot.dialogue.filing_form import Form
from bot.dialogue.frame import Frame
from bot.dialogue.result import Told, result, with_summary
from policy_kb.references import basis
from rules_core.decision import Decision, plain
from rules_core.question import Question

Result = dict[str, Any]
INTENT = "file_claim"
_STEPS = "怎么申报学时认定，流程是什么"
#: How near the answer on the steps must come to be shown beside an empty form.
_NEAR = 0.3
RESUME = "继续申报"


class FilingReplies:
    """For one knowledge base; without state of its own."""

    def __init__(self, answering: Answering) -> None:
        self._answering, self._kb, self._words = answering, answering.kb, answering.words
        self._chains = FilingChains(self._kb)

    def card(
        self, frame: Frame, decision: Decision, question: Question, form: Form, left_out: Sequence[Sequence[Any]]
    ) -> Result:
        """The form, with what is computed of it and the papers that its clauses demand. `left_out` are activities that
        are not in it: [the sentence on it, [[clause, quote], …]]."""
        region, year = form["region"], form["year"]
        activities = [dict(activity) for activity in question.activities]
        told = self._words.decision(decision, activities, question.person)
        parts = decision.parts if len(decision.parts) > 1 else (decision,)
        papers = self._chains.papers(region, parts) if form["kind"] == "recognition" else ()
        lines = [*self._beside(decision, papers, form["kind"]), *(sentence for sentence, _ in left_out)]
        last = self._words.say("filing_card", list=self._listed(frame, activities))
        others = [(clause, quote) for _, cited in left_out for clause, quote in cited]
        citations = [*((c.clause, c.quote) for c in decision.citations), *papers, *others]
        frame.last = {"clauses": citations}
        text = "\n".join([told.text, *lines, last])
        reply = result("form", text, intent=INTENT, region=region, year=year, decision=decision, citations=citations)
        summary = "\n".join([told.summary, *lines, last])
        named = self._names(frame, activities)
        return with_summary(Told(text, summary, told.notes), {**reply, "form": form, "form_title": named})

    def left_out(self, what: str, filed: Filed, decision: Decision, region: str) -> list[Any]:
        """An activity that does not go into the form: the sentence on it, and what it rests on."""
        cited = filed.cited or tuple((c.clause, c.quote) for c in decision.citations)
        because = self._words.say("filing_because", basis=basis(self._kb, cited)) if cited else ""
        if filed.kind is not None:
            return [self._words.say(f"filing_apart_{filed.kind}", what=what), []]
        name = "filing_left_out_taken" if filed.why else "filing_left_out"
        contact = self._words.contact(region)
        told = self._words.say(name, what=what, why=filed.why, because=because, contact=contact)
        return [told, [list(one) for one in cited]]

    def open_form(self, frame: Frame, form: Form, heard_of: Sequence[dict[str, Any]]) -> Result:
        """The form with what is known so far, or with nothing: the steps as the notice tells them, and what to say."""
        citations: list[tuple[str, str]] = []
        blank = "filing_blank_exemption" if form["kind"] == "exemption" else "filing_blank"
        name = "filing_open" if heard_of else blank
        text = self._words.say(name, list=self._listed(frame, heard_of))
        if not heard_of and form["kind"] == "recognition":
            found = self._answering.lookups.best(_STEPS, form["region"], form["year"], (("ask_procedure", 1.0),))
            if found is not None and found.likeness >= _NEAR:
                lookup = found.held.lookup
                citations = [(a.clause or "", a.quote) for a in lookup.answer]
                text += f"\n{lookup.lead or lookup.title}\n依据：{basis(self._kb, citations)}"
        reply = result("form", text, intent=INTENT, region=form["region"], year=form["year"], citations=citations)
        return {**reply, "form": form, **({"form_title": self._names(frame, heard_of)} if heard_of else {})}

    def refused(self, frame: Frame, decision: Decision, question: Question, filed: Filed) -> Result:
        """No form: the decision in its own words, why it cannot be filed, and whom to ask."""
        activities = [dict(activity) for activity in question.activities]
        told = self._words.decision(decision, activities, question.person)
        cited = [*((c.clause, c.quote) for c in decision.citations), *filed.cited]
        last = self._why(frame, filed, self.kinds(activities, frame.region))
        frame.last = {"clauses": cited}
        text = f"{told.text}\n{last}"
        reply = result(
            "answered", text, intent=INTENT, region=frame.region, year=decision.year, decision=decision, citations=cited
        )
        return with_summary(Told(text, f"{told.summary}\n{last}", told.notes), reply)

    def no_chain(self, frame: Frame) -> Result:
        """Nothing is filed in a region whose notices name nobody who would review it."""
        return result(
            "answered", self._why(frame, Filed(None, "filing_no_chain"), ""), intent=INTENT, region=frame.region
        )

    def _why(self, frame: Frame, filed: Filed, what: str) -> str:
        because = self._words.say("filing_because", basis=basis(self._kb, filed.cited)) if filed.cited else ""
        place, contact = self._words.place_in_short(frame.region), self._words.contact(frame.region)
        return self._words.say(filed.reason, what=what, why=filed.why, because=because, place=place, contact=contact)

    def to_come(self, frame: Frame, at: Sequence[int]) -> Result:
        """It has not taken place yet."""
        what = "、".join(self._words.what(frame.activities[i], frame.region) for i in at)
        return self._plain("answered", "filing_to_come", frame, what=what)

    def cancelled(self, frame: Frame) -> Result:
        """Nothing is filed."""
        return self._plain("chitchat", "filing_cancelled", frame)

    def nothing_to_file(self, reply: Result) -> Result:
        """Somebody who is relieved by who one is."""
        told = self._words.say("filing_none")
        summary = {"summary": f"{reply['summary']}\n{told}"} if "summary" in reply else {}
        return {**reply, "text": f"{reply['text']}\n{told}", **summary}

    def personal(self, frame: Frame) -> Result:
        """Names and numbers are for the form."""
        return self._plain("chitchat", "filing_personal", frame)

    def ask_dates(
        self, frame: Frame, at: int, vague: Optional[str] = None, papers: Optional[Sequence[Decision]] = None
    ) -> Result:
        """When the activity was. `vague` are words that name no day (上周); `papers` are decisions whose papers were
        asked for in the same breath."""
        frame.asked, frame.asked_at = DATES, at
        text = question_for(self._kb, self._words, DATES)
        if vague:
            text = self._words.say("filing_dates_vague", text=vague, question=text)
        text = self._of_one(frame, at, text)
        if not papers:
            return self._ask(frame, text, [DATES])
        assert frame.region is not None
        cited = self._chains.papers(frame.region, papers)
        frame.last = {"clauses": list(cited)}
        return self._ask(frame, "\n".join([*self._papers(cited), text]), [DATES], citations=cited)

    def ask_clash(self, frame: Frame, clash: Clash) -> Result:
        """Which holds, the length that was stated or the days."""
        stated, span = f"{plain(clash.days)} 天", self._span(clash.span)
        if clash.short:
            frame.asked, frame.asked_at = DATES, clash.at
            question = question_for(self._kb, self._words, DATES)
            text = self._words.say("filing_days_short", stated=stated, span=span, question=question)
            return self._ask(frame, self._of_one(frame, clash.at, text), [DATES])
        frame.asked, frame.asked_at = "days", clash.at
        counted = f"{clash.span.days} 天"
        text = self._words.say("filing_days_differ", stated=stated, span=span, counted=counted)
        buttons = [{"title": days, "text": days.replace(" ", "")} for days in (stated, counted)]
        return self._ask(frame, self._of_one(frame, clash.at, text), ["days"], buttons)

    def ask_year(self, frame: Frame, years: Sequence[int]) -> Result:
        """A claim is of one year."""
        frame.asked = "year"
        buttons = [{"title": f"{year} 年", "text": f"{year}年"} for year in years]
        return self._ask(frame, self._words.say("filing_years"), ["year"], buttons)

    def ask_fact(self, frame: Frame, fact: str) -> Result:
        """A fact of the person that tells the office apart."""
        frame.asked = fact
        terms = self._kb.choices(fact, frame.region) or [t for t in self._kb.terms.values() if t.kind == fact]
        buttons = [{"title": t.choice or t.name, "text": t.name} for t in terms]
        return self._ask(frame, question_for(self._kb, self._words, fact), [fact], buttons)

    def ask_post(self, frame: Frame, posts: Sequence[str]) -> Result:
        """Which post frees from study here."""
        frame.asked, frame.asked_at = "activity", 0
        buttons = [{"title": name, "text": name} for name in (self._kb.term_name(post, frame.region) for post in posts)]
        return self._ask(frame, self._words.say("filing_ask_post"), ["post"], buttons)

    def ask_more(self, frame: Frame, counted: str) -> Result:
        """Fewer activities were understood than are to be filed."""
        frame.asked = None
        known = self._names(frame, frame.activities)
        return self._ask(frame, self._words.say("filing_unheard", counted=counted, known=known), ["activity"])

    def reminded(self, reply: Result) -> Result:
        """An answer in between, with how to go on with the form."""
        told = self._words.say("filing_reminder")
        button = {"title": RESUME, "text": RESUME}
        summary = {"summary": f"{reply['summary']}\n{told}"} if "summary" in reply else {}
        return {**reply, "text": f"{reply['text']}\n{told}", **summary, "buttons": [*reply["buttons"], button]}

    def _beside(self, decision: Decision, papers: Sequence[tuple[str, str]], kind: str) -> list[str]:
        parts = decision.parts or (decision,)
        lines = [self._words.say("filing_hours_elsewhere")] if any(p.outcome == "set_elsewhere" for p in parts) else []
        return [*lines, *(self._papers(papers) if kind == "recognition" else ())]

    def _papers(self, papers: Sequence[tuple[str, str]]) -> list[str]:
        told = self._words.say("filing_papers", basis=basis(self._kb, papers)) if papers else ""
        return [told or self._words.say("filing_papers_open")]

    def _listed(self, frame: Frame, activities: Sequence[dict[str, Any]]) -> str:
        """The activities with their days."""
        held = spans(frame)
        days = held if len(held) == len(activities) else [None] * len(activities)
        names = [self._words.what(activity, frame.region) for activity in activities]
        return "、".join(f"{name}（{self._span(span)}）" if span else name for name, span in zip(names, days))

    def _names(self, frame: Frame, activities: Sequence[dict[str, Any]]) -> str:
        return "、".join(self._words.what(activity, frame.region) for activity in activities)

    def kinds(self, activities: Sequence[dict[str, Any]], region: Optional[str]) -> str:
        """What the activities are, without how long they were."""
        return "、".join(dict.fromkeys(self._kb.term_name(activity.get("activity"), region) for activity in activities))

    def _of_one(self, frame: Frame, at: int, question: str) -> str:
        if len(frame.activities) < 2:
            return question
        what = self._words.what(frame.activities[at], frame.region)
        return self._words.say("ask_of_one", what=what, question=question)

    @staticmethod
    def _span(span: Span) -> str:
        first = f"{span.first.year}年{span.first.month}月{span.first.day}日"
        if span.last is None or span.last == span.first:
            return first if span.last else f"{first}起"
        year = f"{span.last.year}年" if span.last.year != span.first.year else ""
        return f"{first}至{year}{span.last.month}月{span.last.day}日"

    def _ask(
        self,
        frame: Frame,
        text: str,
        ask_for: Sequence[str],
        buttons: Sequence[dict[str, str]] = (),
        citations: Sequence[tuple[str, str]] = (),
    ) -> Result:
        return result(
            "need_info", text, intent=INTENT, region=frame.region, ask_for=ask_for, buttons=buttons, citations=citations
        )

    def _plain(self, status: str, name: str, frame: Frame, **values: str) -> Result:
        return result(status, self._words.say(name, **values), intent=INTENT, region=frame.region)
