"""The leads of answers in words: those that a RESULT may show, and their figures that no quote of theirs states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from policy_kb.knowledge import HeldLookup, KnowledgeBase
from policy_kb.stated_figures import COUNTED, Figure, figures_in

_COUNTS = frozenset(COUNTED.split("|"))
#: Where one list ends and another may begin: punctuation, and the number of the things listed itself (A、B 两种).
_LISTS = re.compile(rf"[。：，]|[两三四五六七八九十\d]+(?:{COUNTED})")
_SEPARATORS = ("、", "；", "和", "及")


class Leads:
    """The leads of one knowledge base, with the figures in each that have no origin."""

    def __init__(self, kb: KnowledgeBase) -> None:
        self._leads = [
            (held, lead, strange_in(held))
            for held in kb.lookups
            if figures_in(lead := held.lookup.lead or held.lookup.title)
        ]

    def resting_on(self, cited: Mapping[str, Sequence[str]]) -> dict[str, list[Figure]]:
        """The leads whose every quote is cited, each with its figures that have no origin."""
        return {
            lead: strange
            for held, lead, strange in self._leads
            if all(part.quote in cited.get(part.clause or "", ()) for part in held.lookup.answer)
        }


def strange_in(held: HeldLookup) -> list[Figure]:
    """The figures of a lead that none of its quotes states, and that are not the number of the things listed."""
    lead = held.lookup.lead or held.lookup.title
    stated = stated_in(part.quote for part in held.lookup.answer)
    counts = _counts(lead, [part.clause or "" for part in held.lookup.answer])
    return [f for f in figures_in(lead) if f.value not in stated and not (f.unit in _COUNTS and f.value in counts)]


def stated_in(texts: Iterable[str]) -> set[Fraction]:
    """The values of all figures of some texts."""
    return {figure.value for text in texts for figure in figures_in(text)}


def _counts(lead: str, clauses: Iterable[str]) -> set[int]:
    """How many things a lead lists, by each way of listing; the number of the last item that is cited."""
    items = sorted(int(last) for clause in clauses if (last := clause.rpartition("/")[2]).isdecimal())
    pieces = {len(part.split(mark)) for part in _LISTS.split(lead) for mark in _SEPARATORS}
    return (pieces - {1}) | set(items[-1:])
