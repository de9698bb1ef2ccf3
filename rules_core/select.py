"""Selection: of the rules in force at a place and time, exactly one wins; or facts are missing; or there is none.

The nearest level that holds a rule wins. An exception defeats the rules it names; while none of its own facts is stated
it sleeps (the winner's answer mentions it), once one is stated it must be decided before a winner is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import msgspec

from rules_core.book import CompiledRule, Period, RuleBook
from rules_core.conditions import OneOf, unknown_facts
from rules_core.decision import Loser
from rules_core.facts import FACTS
from rules_core.model import Exempt, NotListed, Recognized, ReferenceOnly, SetElsewhere


class AmbiguousRules(RuntimeError):
    """Two rules win at once: a defect of the knowledge base that the load-time check should have refused."""


class Selection(msgspec.Struct, frozen=True):
    """`winner` is None when facts are missing (`missing` lists them) or no rule is there (`missing` empty).

    `above` are the periods of the levels above the winner's, whose rules stand back.
    """

    winner: CompiledRule | None
    period: Period | None
    missing: tuple[str, ...] = ()
    losers: tuple[Loser, ...] = ()
    sleeping: tuple[CompiledRule, ...] = ()
    failed: tuple[CompiledRule, ...] = ()
    defeated: tuple[CompiledRule, ...] = ()
    waiting: tuple[CompiledRule, ...] = ()
    above: tuple[Period, ...] = ()


def select(book: RuleBook, answers: str, facts: Mapping[str, Any], periods: Sequence[Period]) -> Selection:
    """The winner for these facts. Raises AmbiguousRules."""
    losers: list[Loser] = []
    for index, period in enumerate(periods):
        group = book.groups.get((period.jurisdiction, answers, period.documents))
        if group is None:
            continue
        possible = group.meeting(facts)
        losers += possible.losers
        selection = _at_level(book, possible.rules, facts, period, losers, tuple(periods[index + 1:]))
        if selection is not None:
            return selection
    return Selection(None, None, losers=tuple(losers))


def _at_level(book: RuleBook, rules: Sequence[CompiledRule], facts: Mapping[str, Any], period: Period,
              losers: list[Loser], above: tuple[Period, ...]) -> Selection | None:
    true: list[CompiledRule] = []
    open_: list[CompiledRule] = []
    sleeping: list[CompiledRule] = []
    failed: list[CompiledRule] = []
    for compiled in rules:
        truth = compiled.condition.test(facts)
        if truth is True:
            true.append(compiled)
        elif truth is False:
            losers.append(Loser(compiled.id, _why_false(compiled, facts)))
            failed.append(compiled)
        elif compiled.rule.exception_to and not _stated(book, compiled, facts):
            sleeping.append(compiled)
        else:
            open_.append(compiled)
    if sleeping:
        open_ = [r for r in open_ if not _narrows_sleeping(book, r, sleeping, unknown_facts(r.condition, facts))]
    winners = true
    defeated: tuple[CompiledRule, ...] = ()
    defeated_ids = {name for r in true for name in r.rule.exception_to}
    if defeated_ids:
        winners = [r for r in true if r.id not in defeated_ids]
        defeated = tuple(r for r in (*true, *open_) if r.id in defeated_ids)
        losers += [Loser(r.id, f"defeated by {winners[0].id if winners else '?'}") for r in defeated]
        # An undecided rule matters unless the winner defeats it.
        open_ = [r for r in open_ if r.id not in defeated_ids]
    if open_:
        # What is false stays false, whatever else becomes known.
        settled = _settled_anyway(book, [r for r in rules if r not in failed], open_, facts)
        if settled is None:
            return Selection(None, period, _missing(open_, facts), tuple(losers), tuple(sleeping), tuple(failed),
                             defeated, tuple(open_))
        winners = [settled]
    if len(winners) > 1:
        raise AmbiguousRules(f"{winners[0].id} ({winners[0].rule.clause}) and {winners[1].id} "
                             f"({winners[1].rule.clause}) both win")
    if not winners:
        return None
    awake = tuple(s for s in sleeping if winners[0].id in s.rule.exception_to
                  and not _narrows_sleeping(book, s, sleeping, unknown_facts(s.condition, facts), hint=True)
                  and not _changes_nothing(s, winners[0], rules, facts))
    return Selection(winners[0], period, (), tuple(losers), awake, tuple(failed), defeated, (), above)


def _narrows_sleeping(book: RuleBook, exception: CompiledRule, sleeping: Sequence[CompiledRule],
                      unknown: Sequence[str], hint: bool = False) -> bool:
    """Whether it only takes back what a sleeping exception grants: it waits for the very facts which that one sleeps on
    (for a hint: for those and others). Nobody mentioned them, so it sleeps too and is no hint. What is said of the
    activity itself still raises it: only what a person is may have been said for another reason."""
    if not exception.rule.exception_to or any(FACTS[name].scope == "activity" for name in book.raising[exception.id]):
        return False
    waits = set(unknown)
    return any(other.id in exception.rule.exception_to and
               (book.raising[other.id] < waits if hint else waits == book.raising[other.id]) for other in sleeping)


def _changes_nothing(exception: CompiledRule, winner: CompiledRule, rules: Sequence[CompiledRule],
                     facts: Mapping[str, Any]) -> bool:
    """Whether the answer stays the same if the exception is raised: by itself, or by a rule that then defeats it."""
    if _says_the_same(exception, winner):
        return True
    raised = {test.fact: next(iter(test.values)) for test in exception.tests
              if isinstance(test, OneOf) and test.fact not in facts and not test.negated}
    whole = {**raised, **facts}
    return any(exception.id in rule.rule.exception_to and _says_the_same(rule, winner)
               and rule.condition.test(whole) is True for rule in rules)


def _says_the_same(one: CompiledRule, two: CompiledRule) -> bool:
    """Whether it does not matter which wins: both exempt or silent, count without a figure, or hand it to the same
    documents."""
    a, b = one.rule.effect, two.rule.effect
    if isinstance(a, Recognized):
        return (isinstance(b, Recognized) and (a.as_stated, a.said, one.rule.subject)
                == (b.as_stated, b.said, two.rule.subject))
    if isinstance(a, (Exempt, ReferenceOnly, NotListed)):
        return type(a) is type(b)
    return (isinstance(a, SetElsewhere) and isinstance(b, SetElsewhere) and a.documents == b.documents
            and a.authority == b.authority and a.keeps == b.keeps)


def _stated(book: RuleBook, exception: CompiledRule, facts: Mapping[str, Any]) -> bool:
    """Whether one of the facts that only the exception looks at is known."""
    return not book.raising[exception.id].isdisjoint(facts)


def _settled_anyway(book: RuleBook, rules: Sequence[CompiledRule], open_: list[CompiledRule],
                    facts: Mapping[str, Any]) -> CompiledRule | None:
    """The one rule that wins whatever the missing facts are, tried over those with few values (sex, yes or no)."""
    missing = {name for r in open_ for name in unknown_facts(r.condition, facts)}
    names = sorted(name for name in missing if name in book.small_domains and name not in facts)
    if not names or len(names) > 3:
        return None
    outcome: CompiledRule | None = None
    for values in product(*(book.small_domains[name] for name in names)):
        whole = {**facts, **dict(zip(names, values))}
        truths = {r.id: r.condition.test(whole) for r in rules}
        beaten = {name for r in rules if truths[r.id] is True for name in r.rule.exception_to}
        left = [r for r in rules if truths[r.id] is True and r.id not in beaten]
        still_open = any(truths[r.id] is None and r.id not in beaten for r in open_)
        if len(left) != 1 or still_open or (outcome is not None and left[0] is not outcome):
            return None
        outcome = left[0]
    return outcome


def _missing(open_: list[CompiledRule], facts: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts to ask for: those that the first open rule names in `needs` first, then as written."""
    found: list[str] = []
    # An exception that was raised comes first: it may settle the matter alone.
    for compiled in sorted(open_, key=lambda r: not r.rule.exception_to):
        unknown = unknown_facts(compiled.condition, facts)
        for name in (*[n for n in compiled.rule.needs if n in unknown], *unknown):
            if name not in found:
                found.append(name)
    # Which activity it is decides what else matters (an examination has a level, a conference has days).
    return tuple(sorted(found, key=lambda name: name != "activity"))


def _why_false(compiled: CompiledRule, facts: Mapping[str, Any]) -> str:
    failed = dict.fromkeys([leaf.fact for leaf in compiled.tests if leaf.test(facts) is False])
    return "not met: " + ", ".join(failed) if failed else "not met"
