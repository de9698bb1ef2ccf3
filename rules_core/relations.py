"""Declared relations between levels that both speak: what a winner is to the rules above it that stand back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from rules_core.decision import Loser
from rules_core.model import Relation

if TYPE_CHECKING:
    from rules_core.book import RuleBook
    from rules_core.compiled import CompiledRule


def relations_of(rules: Iterable[CompiledRule]) -> dict[tuple[str, str], Relation]:
    """The declared relations by the ids of the lower and the higher rule."""
    return {(rule.id, name): relation for rule in rules for relation in rule.rule.relations for name in relation.to}


def standing_back(book: RuleBook, winner: CompiledRule, higher_rules: Iterable[CompiledRule],
                  facts: Mapping[str, Any]) -> tuple[tuple[Loser, ...], tuple[str, ...]]:
    """The rules of the levels above that speak for these facts, each with why it stands back, and the caveats.

    `higher_rules` are rules of the levels above that are in force; those whose condition does not hold are passed over.
    One that an exception of its own level defeats would not win there either: it gives no caveat. A caveat is the `why`
    of a relation that diverges.
    """
    speaking = [rule for rule in higher_rules if rule.condition.test(facts) is True]
    defeated = {name: rule.id for rule in reversed(speaking) for name in rule.rule.exception_to}
    losers: list[Loser] = []
    caveats: list[str] = []
    for rule in speaking:
        relation = book.relations.get((winner.id, rule.id))
        if rule.id in defeated:
            losers.append(Loser(rule.id, f"defeated by {defeated[rule.id]}"))
        elif relation is None:
            # The load-time check refuses such a pair; the nearer level goes before all the same.
            losers.append(Loser(rule.id, f"stands back: {winner.id} is of a nearer level"))
        else:
            verb = "diverges from" if relation.kind == "diverges" else relation.kind
            losers.append(Loser(rule.id, f"stands back: {winner.id} {verb} it"))
            if relation.kind == "diverges" and relation.why:
                caveats.append(relation.why)
    return tuple(losers), tuple(dict.fromkeys(caveats))
