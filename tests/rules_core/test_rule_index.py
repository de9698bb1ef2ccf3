"""What the index rules out is false by its own condition, whatever else is stated; the calendar agrees with dates."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from test_properties import _facts

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.calendar import span_of_years
from rules_core.rule_index import RuleGroup


@cache
def kb() -> KnowledgeBase:
    return load()


GROUPS = sorted((key for key in kb().book.groups), key=str)


@pytest.mark.parametrize("key", GROUPS, ids=lambda key: f"{key[0]}-{key[1]}-{'-'.join(sorted(key[2]))}")
def test_only_false_rules_are_left_out(key: Any) -> None:
    group: RuleGroup = kb().book.groups[key]
    ids = [rule.id for rule in group.rules]

    @settings(max_examples=60, deadline=None)
    @given(_facts("activity"), _facts("person"))
    def check(activity: dict[str, Any], person: dict[str, Any]) -> None:
        facts = {**person, **activity}
        found = group.meeting(facts)
        kept = [rule.id for rule in found.rules]
        left_out = [loser.rule for loser in found.losers]
        assert sorted(kept + left_out) == sorted(ids)
        assert kept == [name for name in ids if name in kept]
        assert all(kb().book.rules[name].condition.test(facts) is False for name in left_out)

    check()


@pytest.mark.parametrize("place", ["xj", "xj-city", "xj-aks", "bt", "nm", "nm-hhht"])
@pytest.mark.parametrize("year", range(2015, 2030))
def test_the_calendar_agrees_with_the_dates(place: str, year: int) -> None:
    book = kb().book
    found = {period.jurisdiction: period for period in book.periods(place, year)}
    for level in book.chain(place):
        spans = {d.id: span_of_years(d) for d in book.held(level)}
        begun = {name for name, (first, _) in spans.items() if first is None or first <= year}
        inside = {name for name in begun if (last := spans[name][1]) is None or last >= year}
        assert (level in found) is bool(begun)
        if begun:
            assert found[level].carried is not bool(inside)
            assert found[level].documents <= (inside or begun)
