"""What earlier claims of the same person, region and year have taken of a yearly limit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rules_core.book import RuleBook
from rules_core.facts import exact_number
from rules_core.question import Recognised

_ZERO = Fraction(0)


@dataclass(frozen=True)
class Counted:
    """What a claim of the same person, region and year holds that counts (approved, spot_drawn, spot_passed).

    parts: the rule and the computed hours of each activity with a figure. recognised: what was recognised in all, None
    where no hours were entered. entered: the rules of the activities without a figure, for which a reviewer entered
    hours. Build it with `counted_of`.
    """

    parts: tuple[tuple[str, Fraction], ...]
    recognised: Fraction | None
    entered: tuple[str, ...] = ()


def counted_of(decision: Mapping[str, Any], recognised: Fraction | None) -> Counted:
    """Of a stored claim: its decision JSON (`Outcome.decision`) and the hours recognised in the end.

    Raises ValueError for a decision that the gate did not write.
    """
    parts, entered = [], []
    for part in decision.get("parts", ()):
        if part["exact_hours"] is None and part.get("outcome") != "deemed_complete" and part["rule"] is not None:
            entered.append(part["rule"])
        if part["exact_hours"] is not None:
            hours = exact_number(part["exact_hours"])
            if hours is None or not isinstance(part["rule"], str):
                raise ValueError("a stored decision holds a part without a rule or with hours that are no number")
            parts.append((part["rule"], hours))
    return Counted(tuple(parts), recognised, tuple(entered))


def recognised_of(book: RuleBook, counted: Iterable[Counted], year: int) -> tuple[Recognised, ...]:
    """What each claim has taken of the yearly limits, by rule.

    A reviewer recognises hours of a claim as a whole. Of a pool the claim has taken its computed hours, at most what
    was recognised in all: with several activities more may have been taken off them than off the others, and room is
    given back only where that is certain. So the limit holds however the reduction is read. Hours that a reviewer
    entered are taken whole.
    """
    return tuple(Recognised(rule, hours, year) for claim in counted for rule, hours in _taken(book, claim) if hours)


def _taken(book: RuleBook, claim: Counted) -> list[tuple[str, Fraction]]:
    left: dict[frozenset[str], Fraction] = {}
    taken = []
    for rule, hours in claim.parts:
        pool = pool_of(book, rule)
        if not pool:
            continue
        if claim.recognised is not None:
            room = left.get(pool, claim.recognised)
            hours = min(hours, room)
            left[pool] = room - hours
        taken.append((rule, hours))
    for rule in claim.entered:
        pool = pool_of(book, rule)
        if pool and claim.recognised is not None:
            taken.append((rule, left.get(pool, claim.recognised)))
            left[pool] = _ZERO
    return taken


def room_left(book: RuleBook, rule: str, recognised: Iterable[Recognised]) -> Fraction | None:
    """The hours that the yearly limits on a rule leave beside what was `recognised`; None where no year limits it."""
    counted = tuple(recognised)
    left = [limit.hours - sum((one.hours for one in counted if one.rule in limit.pool), _ZERO)
            for limit in book.limits.get(rule, ()) if limit.scope == "per_year"]
    return max(min(left), _ZERO) if left else None


def pool_of(book: RuleBook, rule: str) -> frozenset[str]:
    """The rules that share a yearly limit with this one; empty where no year limits it."""
    pools: Sequence[frozenset[str]] = [limit.pool for limit in book.limits.get(rule, ()) if limit.scope == "per_year"]
    return frozenset().union(*pools) if pools else frozenset()
