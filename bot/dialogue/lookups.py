"""Questions that ask for the notice's words: the lookup that answers, or the nearest clauses shown verbatim."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from bot.dialogue.frame import Frame
from bot.dialogue.lookup_search import Found, LookupSearch, topic_of
from bot.dialogue.result import result
from bot.dialogue.wording import Wording
from policy_kb.knowledge import HeldLookup, KnowledgeBase
from policy_kb.references import reference
from rules_core.book import Period
from rules_core.decision import Decision, Step

#: Below these likenesses nothing of the notice answers: where the kind of question fits, and where it does not.
ENOUGH_OF_KIND, ENOUGH = 0.16, 0.34
#: Kinds of question that only lookups of that kind may answer: another subject's words would mislead.
STRICT = {"makeup", "contact", "consequence", "deadline"}
#: From this likeness on a lookup answers although the intent is another one.
CERTAIN = 0.62


class Lookups:
    """Answers in words for one knowledge base."""

    def __init__(self, kb: KnowledgeBase, words: Wording) -> None:
        self._kb, self._words = kb, words
        self._search = LookupSearch(kb)

    def best(self, text: str, region: str, year: int, intents: Sequence[tuple[str, float]]) -> Optional[Found]:
        """The best lookup of the region's notices, or None."""
        documents = self.documents(region, year)
        topics = {topic: score for name, score in intents if (topic := topic_of(name))}
        found = self._search.search(text, documents, topics)
        return found[0] if found else None

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

    def answer(self, held: HeldLookup, frame: Frame, year: int, intent: str) -> dict[str, Any]:
        """The RESULT of a lookup; the frame notes its clauses."""
        lookup = held.lookup
        caveats = self._caveats(held, frame.region or "", year)
        citations = [(a.clause or "", a.quote) for a in lookup.answer]
        trace = tuple(Step(lookup.id, clause, lookup.title) for clause in dict.fromkeys(c for c, _ in citations))
        decision = Decision(lookup.outcome, jurisdiction=frame.region, year=year, trace=trace, caveats=caveats)
        basis = "；".join(f"{reference(self._kb, clause)}：「{'」「'.join(q for c, q in citations if c == clause)}」"
                         for clause in dict.fromkeys(c for c, _ in citations))
        text = "\n".join([lookup.lead or lookup.title, f"依据：{basis}", *(f"说明：{c}。" for c in caveats)])
        frame.last = {"clauses": citations}
        return result("answered", text, intent=intent, region=frame.region, year=year, decision=decision,
                      citations=citations)

    def nothing(self, frame: Frame, year: int, intent: str, nearest: Optional[Found]) -> dict[str, Any]:
        """No rule and no lookup: say so, and show the nearest words, which decide nothing."""
        region = frame.region or ""
        place, contact = self._words.place(region), self._words.contact(region)
        decision = Decision("not_listed", jurisdiction=region, year=year)
        if nearest is None or nearest.likeness < ENOUGH * 0.6:
            return result("answered", self._words.say("nothing_at_all", place=place, contact=contact), intent=intent,
                          region=region, year=year, decision=decision)
        first = nearest.held.lookup.answer[0]
        text = (self._words.say("nothing_found", place=place, contact=contact)
                + f"\n{reference(self._kb, first.clause or '')}：「{first.quote}」")
        return result("answered", text, intent=intent, region=region, year=year, decision=decision,
                      citations=[(first.clause or "", first.quote)])

    def _caveats(self, held: HeldLookup, region: str, year: int) -> tuple[str, ...]:
        period: Optional[Period] = next((p for p in self._kb.book.periods(region, year) if held.document in p.documents),
                                        None)
        notes = []
        document = self._kb.book.documents[held.document]
        if period is not None and period.carried:
            last = max(document.applies_to_years or [year])
            notes.append(f"依据的是{last}年度的通知《{document.title}》；没有收录适用于{year}年的通知，请以当年通知为准")
        if held.jurisdiction != region:
            notes.append(f"{self._words.place(region)}的文件对此没有规定，依据上级"
                         f"（{self._words.place(held.jurisdiction)}）的文件")
        return tuple(notes)
