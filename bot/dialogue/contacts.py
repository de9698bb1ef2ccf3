"""Whom a person can ask: the office of the place, and the telephone as the notice in force prints it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from bot.dialogue.lookups import Lookups
from bot.dialogue.wording import Wording

_QUESTION = "联系人和联系电话是多少"


@dataclass(frozen=True)
class Contact:
    """`text` names the office and what the notice prints; `citations` are (clause, quote) of the latter."""

    text: str
    citations: tuple[tuple[str, str], ...] = ()


class Contacts:
    """For one knowledge base; without state of its own."""

    def __init__(self, words: Wording, lookups: Lookups) -> None:
        self._words, self._lookups = words, lookups

    def of(self, region: Optional[str], year: int) -> Contact:
        """The office of a place, and the contact in the nearest notice that holds one."""
        office = self._words.contact(region)
        if region is None:
            return Contact(office)
        found = self._lookups.search(_QUESTION, region, year, (("ask_contact", 1.0),))
        best = next((f.held for f in found if "contact" in f.held.lookup.topics), None)
        if best is None:
            return Contact(office)
        citations = tuple((part.clause or "", part.quote) for part in best.lookup.answer)
        text = self._words.say(
            "contact_in_notice",
            office=office,
            place=self._words.place(best.jurisdiction),
            list="；".join(quote for _, quote in citations),
        )
        return Contact(text, citations)
