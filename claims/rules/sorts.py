"""The sort of an activity: with a figure, without one, 视同完成, or sharing a limit. A claim is of one sort.

So the hours that a reviewer enters are of nothing else, and what they take of a limit is known.
"""

from __future__ import annotations

from collections.abc import Sequence

from claims.rules.room import pool_of
from rules_core.book import RuleBook
from rules_core.decision import Decision

Sort = tuple[str, frozenset[str]]
_OPEN = frozenset({"set_elsewhere", "recognized"})
_NONE: frozenset[str] = frozenset()


def sort_of(book: RuleBook, decision: Decision) -> Sort | None:
    """The sort of a decided activity; None while it is not decided. Of what has no figure also the limit it shares."""
    if decision.outcome in _OPEN:
        return "open", pool_of(book, decision.rule or "")
    return None if decision.outcome is None else (decision.outcome, _NONE)


def odd_one(book: RuleBook, decisions: Sequence[Decision]) -> int | None:
    """The place of the first activity that is of another sort than one before it."""
    first: Sort | None = None
    for index, decision in enumerate(decisions):
        sort = sort_of(book, decision)
        if sort is not None and first is not None and sort != first:
            return index
        first = first or sort
    return None


def told_odd(index: int) -> str:
    """Why the activity at `index` goes into a claim of its own."""
    return (f"第 {index + 1} 项活动和前面的不能放在一份申报里：有的按通知算出学时，有的由审核部门填学时，有的视同完成，"
            "有的有全年上限，要分开认定。请分成两份申报。")
