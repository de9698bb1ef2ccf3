"""The places that a comparison names, in the order said, also as 我们市, 自治区 and 地方."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Iterator, Optional, Sequence

from bot.dialogue import side_cues as cues
from bot.dialogue.said import Said
from policy_kb.knowledge import KnowledgeBase


@dataclass(frozen=True)
class Named:
    """Where a place is named, the region that it leads to (None: the person's own), and its name as said."""

    start: int
    region: Optional[str]
    name: str

    @property
    def end(self) -> int:
        return self.start + len(self.name)


def places_of(text: str, said: Said, own: Optional[str], kb: KnowledgeBase) -> list[Named]:
    """All of them. `own` is the person's own region, where it is known."""
    return sorted(_found(text, said, own, kb), key=lambda place: place.start)


def without(text: str, places: Sequence[Named]) -> str:
    """The text without the places, what joins them, and the words that compare."""
    for place in reversed(places):
        text = text[: place.start] + "\0" + text[place.end :]
    text = re.sub("(?:\0[和跟与同、及比，,]{0,2}(?:那边|这边|那里|这里|的)?)+", "", text)
    return cues.COMPARES.sub("", text)


def side_by_side(text: str, places: Sequence[Named]) -> bool:
    """Whether two places stand beside each other (兵团和阿克苏), so that both are asked about."""
    between = (text[one.end : two.start] for one, two in zip(places, places[1:]))
    return any(re.fullmatch(r"(?:那边|这边)?[和跟与、及同]", words) for words in between)


def _found(text: str, said: Said, own: Optional[str], kb: KnowledgeBase) -> Iterator[Named]:
    spans = [(start, end) for _, start, end, _ in said.places]
    named = [region for region, *_ in said.places]
    around = _around([*named, own], kb)
    for region, start, _, name in said.places:
        if len(said.places) < 3 or not cues.AT_HOME.search(text[:start]):
            yield Named(start, region, name)
    for match in cues.OWN.finditer(text):
        if not any(start == match.end() for start, _ in spans):
            yield Named(match.start(), None, match.group())
    for match in cues.AUTONOMOUS.finditer(text):
        if around is not None and not any(start < match.end() and match.start() < end for start, end in spans):
            yield Named(match.start(), around, match.group())
    for match in cues.AROUND.finditer(text):
        # 兵团和地方: beside a system of its own, the one around it.
        if around is not None and around not in named:
            yield Named(match.start(), around, match.group())


def _around(beside: Sequence[Optional[str]], kb: KnowledgeBase) -> Optional[str]:
    """The autonomous region that the first of these places lies in, by the level above it or by its name."""
    whole = [j for j in kb.book.jurisdictions.values() if j.parent is None and cues.AUTONOMOUS.search(j.name)]
    for region in beside:
        if region is None or region not in kb.book.jurisdictions:
            continue
        top = kb.book.chain(region)[-1]
        name = kb.book.jurisdictions[top].name
        found = next((j.id for j in whole if j.id == top or j.name[:2] == name[:2]), None)
        if found is not None:
            return found
    return None
