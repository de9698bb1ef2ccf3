"""Questions that ask for the notice's words: the lookup that answers, or the nearest clauses shown verbatim."""

from __future__ import annotations

from typing import Any, Collection, Optional, Sequence

from bot.dialogue.frame import Frame
from bot.dialogue.lookup_search import Found, LookupSearch, topic_of
from bot.dialogue.result import Told, notes_of, result, with_summary
from bot.dialogue.wording import Wording
from policy_kb.knowledge import HeldLookup, KnowledgeBase
from policy_kb.references import basis
from rules_core.decision import Decision, Step
from rules_core.reading_notes import origin_notes

#: Below these bearings nothing of the notice answers: where the kind of question fits, and where it does not.
ENOUGH_OF_KIND, ENOUGH = 0.15, 0.22
#: Kinds of question that lookups of another kind answer only from a greater bearing on, as their words would mislead.
#: Whether something can be made up for is not told by anything else.
STRICT = {"makeup": 1.0, "contact": 0.35, "consequence": 0.35, "deadline": 0.35, "evidence": ENOUGH}
#: From this bearing on a lookup answers by itself, whatever else is missing.
ENOUGH_OF_ITSELF = 0.35
#: From this likeness on a lookup answers although the intent is another one.
CERTAIN = 0.62
#: And from this one, where the question names no activity to compute with.
LIKELY = 0.32


class Lookups:
    """Answers in words for one knowledge base."""

    def __init__(self, kb: KnowledgeBase, words: Wording) -> None:
        self._kb, self._words = kb, words
        self._search = LookupSearch(kb)

    def search(
        self, text: str, region: str, year: int, intents: Sequence[tuple[str, float]], terms: Collection[str] = ()
    ) -> list[Found]:
        """The lookups of the region's notices, best first."""
        topics = {topic: score for name, score in intents if (topic := topic_of(name))}
        return self._search.search(text, self.documents(region, year), topics, terms)

    def anywhere(
        self, text: str, region: Optional[str], year: int, intents: Sequence[tuple[str, float]]
    ) -> list[Found]:
        """As `search`; without a place the lookups of every notice."""
        if region is not None:
            return self.search(text, region, year, intents)
        topics = {topic: score for name, score in intents if (topic := topic_of(name))}
        return self._search.search(text, sorted(self._kb.notices), topics)

    def best(self, text: str, region: str, year: int, intents: Sequence[tuple[str, float]]) -> Optional[Found]:
        """The best lookup of the region's notices, or None."""
        return next(iter(self.search(text, region, year, intents)), None)

    @staticmethod
    def of_kind(found: list[Found], intent: str) -> list[Found]:
        """For a narrow kind of question (a telephone, a deadline) only lookups of that kind, if one is near."""
        topic = topic_of(intent) or ""
        fitting = [f for f in found if topic in f.held.lookup.topics]
        narrow = topic in STRICT and fitting and fitting[0].bearing >= ENOUGH_OF_KIND
        return fitting if narrow else found

    @staticmethod
    def good_enough(found: Optional[Found], intent: str) -> bool:
        """Whether a lookup answers a question of this kind."""
        if found is None:
            return False
        topic = topic_of(intent) or ""
        fits = topic in found.held.lookup.topics
        return found.bearing >= (ENOUGH_OF_KIND if fits else STRICT.get(topic, ENOUGH))

    def documents(self, region: str, year: int) -> list[str]:
        """The notices that answer for a region and year, nearest level first."""
        return [d for period in self._kb.book.periods(region, year) for d in sorted(period.documents)]

    def answer(self, found: Sequence[HeldLookup], frame: Frame, year: int, intent: str) -> dict[str, Any]:
        """The RESULT of a lookup, with the neighbours that fit nearly as well; the frame notes the clauses."""
        first = found[0]
        caveats = self.caveats([held.document for held in found], frame.region or "", year)
        citations = [(a.clause or "", a.quote) for held in found for a in held.lookup.answer]
        trace = tuple(
            Step(held.lookup.id, clause, held.lookup.title)
            for held in found
            for clause in dict.fromkeys(a.clause or "" for a in held.lookup.answer)
        )
        decision = Decision(first.lookup.outcome, jurisdiction=frame.region, year=year, trace=trace, caveats=caveats)
        told = self._told(found, caveats)
        frame.last = {"clauses": citations}
        reply = result(
            "answered",
            told.text,
            intent=intent,
            region=frame.region,
            year=year,
            decision=decision,
            citations=citations,
        )
        return with_summary(told, reply)

    def _told(self, found: Sequence[HeldLookup], caveats: Collection[str]) -> Told:
        """The first lookup, and the others beside it; the summary is their leads."""
        notes = notes_of(caveats)
        whole = [*_together([self._with_quotes(held) for held in found]), *(f"说明：{note}" for note in notes)]
        return Told("\n".join(whole), "\n".join(_together([_lead(held) for held in found])), notes)

    def _with_quotes(self, held: HeldLookup) -> str:
        """Lead, and the words it rests on."""
        cited = [(part.clause or "", part.quote) for part in held.lookup.answer]
        return f"{_lead(held)}\n依据：{basis(self._kb, cited)}"

    def caveats(self, documents: Sequence[str], region: str, year: int) -> tuple[str, ...]:
        """What is to be said of notices that answer for a region and year: of an earlier year, of a higher level."""
        book = self._kb.book
        periods = book.periods(region, year)
        notes = (note for one in documents for note in origin_notes(book, one, region, year, periods))
        return tuple(dict.fromkeys(notes))


def _together(answers: Sequence[str]) -> list[str]:
    """The first answer, and the others below it."""
    return [answers[0], *(["相关规定：", *(f"· {one}" for one in answers[1:])] if len(answers) > 1 else [])]


def _lead(held: HeldLookup) -> str:
    """What the lookup answers, in one sentence."""
    return held.lookup.lead or held.lookup.title
