"""Which rules a question can meet: by place, notices and kind of question, then by the kind of activity."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rules_core.calendar import Calendar
from rules_core.compiled import CompiledRule
from rules_core.conditions import AllOf, OneOf
from rules_core.decision import Loser

#: The fact that tells most rules apart, and the question whose rules it tells apart.
_KEY = "activity"


class Candidates(msgspec.Struct, frozen=True):
    """The rules that a value of the key leaves possible, in the order of the files, and those that it rules out."""

    rules: tuple[CompiledRule, ...]
    losers: tuple[Loser, ...]


class RuleGroup(msgspec.Struct, frozen=True):
    """The rules of one place's notices for one kind of question. `other` is for a value that no rule speaks of."""

    rules: tuple[CompiledRule, ...]
    by_key: Mapping[str, Candidates]
    other: Candidates

    def meeting(self, facts: Mapping[str, object]) -> Candidates:
        """The rules that the stated activity does not rule out; all of them while it is not stated."""
        key = facts.get(_KEY)
        if key is None:
            return Candidates(self.rules, ())
        return self.by_key.get(key, self.other)  # type: ignore[call-overload,no-any-return]


GroupKey = tuple[str, str, frozenset[str]]


def groups(by_place: Mapping[tuple[str, str], Sequence[CompiledRule]],
           calendars: Iterable[Calendar]) -> dict[GroupKey, RuleGroup]:
    """A group for every kind of question and every set of notices that answers in some year or on some day."""
    kinds: dict[str, list[str]] = {}
    for place, kind in by_place:
        kinds.setdefault(place, []).append(kind)
    found: dict[GroupKey, RuleGroup] = {}
    for period in {period for calendar in calendars for step in calendar.everything() for period in step}:
        for kind in kinds.get(period.jurisdiction, ()):
            key = (period.jurisdiction, kind, period.documents)
            if key not in found:
                found[key] = group([r for r in by_place[period.jurisdiction, kind] if r.document in period.documents])
    return found


def group(rules: Sequence[CompiledRule]) -> RuleGroup:
    """The index of these rules by the key fact."""
    tests = [(rule, _test_of_key(rule)) for rule in rules]
    values = {value for _, test in tests if test is not None for value in (*test.values, *test.wider)}
    lost = {rule.id: Loser(rule.id, f"not met: {_KEY}") for rule in rules}

    def candidates(value: str | None) -> Candidates:
        open_, losers = [], []
        for rule, test in tests:
            if test is not None and (value is None or test.test({_KEY: value}) is False):
                losers.append(lost[rule.id])
            else:
                open_.append(rule)
        return Candidates(tuple(open_), tuple(losers))

    return RuleGroup(tuple(rules), {value: candidates(value) for value in values}, candidates(None))


def _test_of_key(rule: CompiledRule) -> OneOf | None:
    """The test that the key must pass whatever else holds; None where the rule has none."""
    parts = rule.condition.parts if isinstance(rule.condition, AllOf) else (rule.condition,)
    return next((p for p in parts if isinstance(p, OneOf) and p.fact == _KEY and not p.negated), None)
