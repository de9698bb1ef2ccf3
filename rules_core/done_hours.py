"""The hours done in one year, by subject: as stated, as the rules credit activities, or as what a total leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import msgspec

from rules_core.decision import SUBJECTS, Decision, Operand, Step, plain, total_of
from rules_core.effects.requirements import CHINESE_SUBJECT

#: The fact for both subjects together, where it is not said how much is of which.
TOTAL = "done_total"
#: Outcomes of an activity that credit hours.
_CREDITING = ("hours", "deemed_complete")
#: How both subjects together are called.
BOTH = "两个科目合计"
Parts = Sequence[Decision]


class Done(msgspec.Struct, frozen=True):
    """What is done of each subject, as an operand of the step that takes it from the requirement; a subject that is not
    there is not known. `total` is that of both, where nothing is known of one. `steps` say how the amounts come about.
    """

    by: Mapping[str, Operand]
    total: Operand | None
    steps: tuple[Step, ...]


class Sheet:
    """Steps on what is done, written behind `trace`, that of the requirement; `steps` says where it gives a subject's
    hours, `total` where those of the year."""

    def __init__(self, rule: str, trace: Sequence[Step], steps: Mapping[str, int], total: int) -> None:
        self._rule, self._start = rule, len(trace)
        self._clauses = {BOTH: trace[total].clause} | {CHINESE_SUBJECT[s]: trace[at].clause for s, at in steps.items()}
        self.steps: list[Step] = []

    def write(self, name: str, text: str, op: str, operands: tuple[Operand, ...], result: Fraction) -> Operand:
        """One step more on `name`, a subject or both; returns its result as an operand."""
        self.steps.append(Step(self._rule, self._clauses[name], f"{name}已完成：{text} = {plain(result)} 学时", op,
                               operands, result))
        return Operand(result, f"step:{self._start + len(self.steps) - 1}")

    def sum(self, name: str, operands: tuple[Operand, ...]) -> Operand:
        """What is done of `name` in all; a single amount needs no step."""
        if len(operands) == 1:
            return operands[0]
        total = total_of(operand.value for operand in operands)
        return self.write(name, " + ".join(plain(operand.value) for operand in operands), "sum", operands, total)


def activities_of(decision: Decision | None) -> Parts:
    """The decision on each activity, of the one on all of them."""
    return () if decision is None else decision.parts or (decision,)


def credits_all(parts: Parts) -> bool:
    """Whether the text gives each activity hours of a subject, and no fact of any is missing."""
    return all(one.outcome in _CREDITING and any(one.by_subject.get(s) is not None for s in SUBJECTS) for one in parts)


def contradicting(person: Mapping[str, Any]) -> tuple[str, ...]:
    """The facts that cannot all be true: a total that is less than a subject's hours, or not what both come to."""
    stated = _stated(person)
    if TOTAL not in person or not stated:
        return ()
    had, total = total_of(person[fact] for fact in stated), person[TOTAL]
    return (TOTAL, *stated) if had > total or (len(stated) == len(SUBJECTS) and had != total) else ()


def done_hours(person: Mapping[str, Any], parts: Parts, year: int, sheet: Sheet) -> Done:
    """What is done in a year; activities of other years are not counted. A total counts where less is known without it:
    beside one subject's hours it gives the other's."""
    of_year = [(index, part) for index, part in enumerate(parts) if part.year == year]
    stated = _stated(person)
    whole = (Operand(person[TOTAL], f"fact:{TOTAL}"),) if TOTAL in person else ()
    if whole and not stated:
        more = tuple(Operand(part.hours, f"part:{index}") for index, part in of_year if part.hours)
        total = sheet.sum(BOTH, (*whole, *more))
        return Done({}, total, tuple(sheet.steps))
    by: dict[str, Operand] = {}
    for subject in SUBJECTS:
        fact = f"done_{subject}"
        own = (Operand(person[fact], f"fact:{fact}"),) if fact in stated else ()
        credited = tuple(Operand(hours, f"credit:{index}:{subject}") for index, part in of_year
                         if (hours := part.by_subject.get(subject)))
        if own or credited:
            by[subject] = sheet.sum(CHINESE_SUBJECT[subject], (*own, *credited))
        elif whole and not parts:
            other = Operand(person[stated[0]], f"fact:{stated[0]}")
            text = f"{plain(whole[0].value)} − {plain(other.value)}"
            left = whole[0].value - other.value
            by[subject] = sheet.write(CHINESE_SUBJECT[subject], text, "difference", (*whole, other), left)
    return Done(by, None, tuple(sheet.steps))


def _stated(person: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(fact for subject in SUBJECTS if (fact := f"done_{subject}") in person)
