"""What is missing of one year's requirement, in words: by subject, of one subject, or of both together at least."""

from __future__ import annotations

from typing import Sequence

from bot.dialogue.record_wording import CHINESE
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import Decision, Step, plain


def missing_line(kb: KnowledgeBase, decision: Decision, credited: Sequence[str] = ()) -> str:
    """The conclusion, and below it a line on each activity that was credited."""
    return "\n".join([_missing(kb, decision), *(f"· {line}" for line in credited)])


def _missing(kb: KnowledgeBase, decision: Decision) -> str:
    words, year, hours = kb.words, decision.year, decision.hours
    named = [subject for subject, amount in decision.by_subject.items() if amount is not None]
    if decision.detail.get("of_total"):
        return words["remaining_total"].format(year=year, hours=plain(hours or 0))
    if len(named) == 1:
        name = CHINESE[named[0]]
        if not hours:
            return words["remaining_done_one"].format(year=year, subject=name)
        return words["remaining_one"].format(year=year, subject=name, hours=plain(hours))
    if not hours:
        return words["remaining_done"].format(year=year)
    amounts = {subject: plain(decision.by_subject[subject] or 0) for subject in named}
    return words["remaining_open"].format(year=year, hours=plain(hours), **amounts)


def own_steps(decision: Decision) -> list[Step]:
    """The steps of what is missing, behind those of the activities credited."""
    return list(decision.trace[sum(len(part.trace) for part in decision.parts) :])
