"""Which values a fact can have: the terms of its vocabulary, or the amounts that `check_facts` accepts."""

from __future__ import annotations

from collections.abc import Iterable

from rules_core import facts
from rules_core.terms import TermTree

#: A value that the vocabulary has no word for: the organizer, degree or occupation that no terms file names.
OTHER = "(other)"
#: Facts for which people can have such a value; of the others the vocabulary names every one (activities by 其他形式).
OPEN = frozenset({"organizer", "degree", "sector", "occupation", "transferred"})


def is_number(fact: str) -> bool:
    return facts.FACTS[fact].type in ("number", "year")


def is_whole(fact: str) -> bool:
    return facts.FACTS[fact].type == "year" or fact in facts._WHOLE


def bounds(fact: str) -> tuple[int, int]:
    """The least and the greatest amount."""
    return facts.YEARS if facts.FACTS[fact].type == "year" else facts.LIMITS.get(fact, (0, 10**9))


def above_low(fact: str) -> bool:
    """Whether the amount must be greater than the least (no event lasts 0 days)."""
    return fact in facts._POSITIVE


def vocabulary(tree: TermTree, kinds: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """The terms of each fact from (term, fact) pairs, in their order."""
    found: dict[str, list[str]] = {}
    for term, kind in kinds:
        if term in tree.broader and kind in facts.FACTS and facts.FACTS[kind].type == "term":
            found.setdefault(kind, []).append(term)
    return found
