"""Which kinds of activity a region's rules count, and which facts decide on each: what a form offers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from claims.rules.deciding import noted, undecided_by_chain, unspoken
from claims.rules.rule_facts import computed_from
from claims.rules.full_year import counts_full_years
from policy_kb.chains import HeldChain
from policy_kb.knowledge import KnowledgeBase
from rules_core.book import CompiledRule, Period
from rules_core.conditions import unknown_facts
from rules_core.facts import FACTS
from rules_core.model import (
    DeemedComplete,
    Fixed,
    Multiple,
    PerPriorPolicy,
    Rate,
    Recognized,
    SetByOrganizer,
    SetElsewhere,
)
from rules_core.select import select

_COUNTING = (Rate, Fixed, Multiple, SetByOrganizer, DeemedComplete, SetElsewhere, Recognized)
#: Facts in the order that a person would tell them.
_ORDER = ("level", "organizer", "course_subject", "degree", "title_level", "days", "months", "hours", "subjects",
          "presented", "degree_obtained", "passed", "recorded", "on_platform", "in_region")


@dataclass(frozen=True)
class Offered:
    """A kind of activity: its term, the facts that may be asked of it, and the rules that count it in some case."""

    term: str
    facts: tuple[str, ...]
    rules: frozenset[str]


def offered(kb: KnowledgeBase, region: str, kind: str, chain: HeldChain) -> Iterator[Offered]:
    """The kinds that some rule counts in some year, in the order of the terms; of exemption those that the chain has an
    office for. A term that may be several kinds (考试) is left to its narrower ones."""
    times = tuple(dict.fromkeys(kb.book.calendars[region].everything()))
    for term in kb.terms.values():
        if term.kind != "activity" or (term.regions and region not in term.regions):
            continue
        asking = _Asking(kb, chain, kind)
        for periods in times:
            asking.follow({**term.sets, "activity": term.id}, periods)
        if asking.rules and "activity" not in asking.facts:
            if kind == "recognition" and counts_full_years(kb, region, {"activity": term.id}):
                asking.facts["still_in_post"] = None
            facts = sorted(asking.facts, key=lambda name: _ORDER.index(name) if name in _ORDER else len(_ORDER))
            yield Offered(term.id, tuple(facts), frozenset(asking.rules))


class _Asking:
    """Every question that may follow, whatever is answered: the facts asked, and the rules that count in the end."""

    def __init__(self, kb: KnowledgeBase, chain: HeldChain, kind: str) -> None:
        self.kb, self.chain, self.kind = kb, chain, kind
        self.facts: dict[str, None] = {}
        self.rules: set[str] = set()

    def follow(self, facts: Mapping[str, Any], periods: tuple[Period, ...]) -> None:
        """Ask for the first fact that is open, and go on with each of its answers."""
        if any(condition.test(facts) is True for condition, _ in self.chain.not_taken):
            return
        selection = select(self.kb.book, "hours", facts, periods)
        winner = selection.winner
        wanted = [*selection.missing, *unspoken(selection, facts), *undecided_by_chain(self.chain, facts)]
        if winner is not None:
            wanted += [name for name in computed_from(winner) if name not in facts]
            if isinstance(winner.rule.effect, _COUNTING):
                wanted += noted(winner, facts)
        if self.kind == "exemption":
            wanted += [name for condition, _ in self.chain.ways for name in unknown_facts(condition, facts)]
        if wanted:
            self.facts[wanted[0]] = None
            # Nothing more can be told of an activity that is not known itself.
            for answer in self._answers(wanted[0]) if wanted[0] != "activity" else ():
                self.follow({**facts, wanted[0]: answer}, periods)
        elif winner is not None and self._counts(winner, facts):
            self.rules.add(winner.id)

    def _counts(self, winner: CompiledRule, facts: Mapping[str, Any]) -> bool:
        if self.kind == "exemption":
            return isinstance(winner.rule.effect, PerPriorPolicy) and bool(self.chain.steps(facts)[0])
        return isinstance(winner.rule.effect, _COUNTING)

    def _answers(self, name: str) -> tuple[Any, ...]:
        """Answers that rules may tell apart: every term, yes and no, one number (rules on hours ask how many, not
        whether so many)."""
        spec = FACTS[name]
        if spec.type == "term":
            return tuple(term.id for term in self.kb.terms.values() if term.kind == name and term.broader is None)
        return (True, False) if spec.type == "bool" else (Fraction(1),)
