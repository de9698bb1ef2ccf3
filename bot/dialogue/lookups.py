"""Questions that ask for the notice's words: the lookup that answers, or the nearest clauses shown verbatim."""

from __future__ import annotations

from typing import Any, Collection, Optional, Sequence

from bot.dialogue.frame import Frame
from bot.dialogue.lookup_search import Found, LookupSearch, topic_of
from bot.dialogue.result import Told, notes_of, result, with_summary
from bot.dialogue.wording import Wording
from policy_kb.knowledge import HeldLookup, KnowledgeBase
from policy_kb.references import reference
from rules_core.decision import Decision, Step
from rules_core.reading_notes import origin_notes

#: Below these likenesses nothing of the notice answers: where the kind of question fits, and where it does not.
ENOUGH_OF_KIND, ENOUGH = 0.16, 0.34
#: Kinds of question that only lookups of that kind may answer: another subject's words would mislead.
STRICT = {"makeup", "contact", "consequence", "deadline"}
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

    def best(self, text: str, region: str, year: int, intents: Sequence[tuple[str, float]]) -> Optional[Found]:
        """The best lookup of the region's notices, or None."""
        return next(iter(self.search(text, region, year, intents)), None)

    @staticmethod
    def of_kind(found: list[Found], intent: str) -> list[Found]:
        """For a narrow kind of question (a telephone, a deadline) only lookups of that kind, if one is near."""
        topic = topic_of(intent) or ""
        fitting = [f for f in found if topic in f.held.lookup.topics]
        narrow = topic in STRICT and fitting and fitting[0].likeness >= ENOUGH_OF_KIND
        return fitting if narrow else found

    @staticmethod
    def good_enough(found: Optional[Found], intent: str) -> bool:
        """Whether a lookup answers a question of this kind."""
        if found is None:
            return False
        topic = topic_of(intent) or ""
        fits = topic in found.held.lookup.topics
        if topic in STRICT and not fits:
            return found.likeness >= CERTAIN
        return found.likeness >= (ENOUGH_OF_KIND if fits else ENOUGH)

    def documents(self, region: str, year: int) -> list[str]:
        """The notices that answer for a region and year, nearest level first."""
        return [d for period in self._kb.book.periods(region, year) for d in sorted(period.documents)]

    def answer(self, found: Sequence[HeldLookup], frame: Frame, year: int, intent: str) -> dict[str, Any]:
        """The RESULT of a lookup, with the neighbours that fit nearly as well; the frame notes the clauses."""
        first = found[0]
        caveats = tuple(dict.fromkeys(c for held in found for c in self._caveats(held, frame.region or "", year)))
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
        lookup = held.lookup
        by_clause: dict[str, list[str]] = {}
        for part in lookup.answer:
            by_clause.setdefault(part.clause or "", []).append(part.quote)
        basis = "；".join(
            f"{reference(self._kb, clause)}：「{'」「'.join(quotes)}」" for clause, quotes in by_clause.items()
        )
        return f"{_lead(held)}\n依据：{basis}"

    def nothing(self, frame: Frame, year: int, intent: str, nearest: Optional[Found]) -> dict[str, Any]:
        """No rule and no lookup: say so, and show the nearest words, which decide nothing."""
        region = frame.region or ""
        place, contact = self._words.place(region), self._words.contact(region)
        decision = Decision("not_listed", jurisdiction=region, year=year)
        if nearest is None or nearest.likeness < ENOUGH * 0.6:
            return result(
                "answered",
                self._words.say("nothing_at_all", place=place, contact=contact),
                intent=intent,
                region=region,
                year=year,
                decision=decision,
            )
        first = nearest.held.lookup.answer[0]
        text = (
            self._words.say("nothing_found", place=place, contact=contact)
            + f"\n{reference(self._kb, first.clause or '')}：「{first.quote}」"
        )
        return result(
            "answered",
            text,
            intent=intent,
            region=region,
            year=year,
            decision=decision,
            citations=[(first.clause or "", first.quote)],
        )

    def _caveats(self, held: HeldLookup, region: str, year: int) -> tuple[str, ...]:
        book = self._kb.book
        return origin_notes(book, held.document, region, year, book.periods(region, year))


def _together(answers: Sequence[str]) -> list[str]:
    """The first answer, and the others below it."""
    return [answers[0], *(["相关规定：", *(f"· {one}" for one in answers[1:])] if len(answers) > 1 else [])]


def _lead(held: HeldLookup) -> str:
    """What the lookup answers, in one sentence."""
    return held.lookup.lead or held.lookup.title
