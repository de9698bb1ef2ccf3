"""Where no rule and no answer in words fits: the nearest clauses as printed, or whom to ask. Nothing is computed."""

from __future__ import annotations

from typing import Any, Optional

from bot.dialogue.contacts import Contacts
from bot.dialogue.frame import Frame
from bot.dialogue.lookup_search import bare
from bot.dialogue.lookups import Lookups
from bot.dialogue.result import notes_of, result
from bot.dialogue.wording import Wording
from policy_kb.clause_search import ClauseSearch
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import basis
from rules_core.decision import Decision, Step

#: A clause this near to the question is shown; others beside it from this share of its score on.
NEAR, BESIDE = 5.0, 0.6


class ClauseAnswers:
    """For one knowledge base; without state of its own."""

    def __init__(self, kb: KnowledgeBase, words: Wording, lookups: Lookups) -> None:
        self._kb, self._words, self._lookups = kb, words, lookups
        self._clauses = ClauseSearch(kb)
        self.contacts = Contacts(words, lookups)

    def answer(self, question: str, frame: Frame, year: int, intent: str) -> dict[str, Any]:
        """The nearest clauses, or whom to ask; the region of the frame is known."""
        return self.verbatim(question, frame, year, intent) or self.whom_to_ask(frame, year, intent)

    def verbatim(self, question: str, frame: Frame, year: int, intent: str) -> Optional[dict[str, Any]]:
        """At most three clauses with their address and date, or None where none is near."""
        region = frame.region or ""
        documents = self._lookups.documents(region, year)
        found = self._clauses.search(bare(question), documents)
        near = [clause for clause in found if clause.score >= max(NEAR, BESIDE * found[0].score)]
        if not near:
            return None
        contact = self._words.contact(frame.region)
        caveats = self._lookups.caveats([clause.address.partition("#")[0] for clause in near], region, year)
        citations = [(clause.address, clause.quote) for clause in near]
        trace = tuple(Step("citation", clause.address, clause.quote) for clause in near)
        decision = Decision("not_listed", jurisdiction=region, year=year, trace=trace, caveats=caveats)
        lines = [
            self._words.say("nothing_found", place=self._words.place(region), contact=contact),
            *(basis(self._kb, [citation]) for citation in citations),
            *(f"说明：{note}" for note in notes_of(caveats)),
        ]
        frame.last = {"clauses": [list(citation) for citation in citations]}
        return result(
            "answered", "\n".join(lines), intent=intent, region=frame.region, year=year, decision=decision,
            citations=citations,
        )  # fmt: skip

    def whom_to_ask(self, frame: Frame, year: int, intent: str, status: str = "answered") -> dict[str, Any]:
        """Nothing is near: the office and, where the notice prints it, its telephone."""
        contact = self.contacts.of(frame.region, year)
        decision = Decision("not_listed" if status == "answered" else None, jurisdiction=frame.region, year=year)
        name = "nothing_at_all" if status == "answered" else "person_instead"
        text = self._words.say(name, place=self._words.place(frame.region), contact=contact.text)
        return result(
            status, text, intent=intent, region=frame.region, year=year, decision=decision, citations=contact.citations
        )
