"""What rests on each reading: the rules, answers in words and places whose answers would change with it."""

from __future__ import annotations

from dataclasses import dataclass

from policy_kb.knowledge import KnowledgeBase
from rules_core.effects.readings_used import readings_of, readings_of_notice


@dataclass(frozen=True)
class Rests:
    """Ids of rules and lookups, in the order of the files; `places` are those that show it where nothing is listed."""

    rules: tuple[str, ...]
    lookups: tuple[str, ...]
    places: tuple[str, ...]


def resting(kb: KnowledgeBase) -> dict[str, Rests]:
    """By reading, what an answer can rest on it with."""
    book = kb.book
    rules = {name: readings_of(compiled, book) for name, compiled in book.rules.items()}
    notices = {(held.document, held.jurisdiction) for held in kb.lookups}
    told = {notice: readings_of_notice(*notice, book) for notice in notices}
    return {reading: Rests(
        tuple(name for name, readings in rules.items() if reading in readings),
        tuple(held.lookup.id for held in kb.lookups if reading in told[held.document, held.jurisdiction]),
        tuple(place.id for place in book.jurisdictions.values() if reading in place.readings),
    ) for reading in book.readings}
