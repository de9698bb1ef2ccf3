"""The project's knowledge base, loaded once, also for strategies, which take no fixture."""

from __future__ import annotations

from functools import cache

from gap_search import Gaps, cells

from policy_kb.knowledge import KnowledgeBase
from policy_kb.loader import load
from rules_core.conditions import ALWAYS, Condition


@cache
def knowledge() -> KnowledgeBase:
    return load()


@cache
def conditions_of_rules() -> tuple[Condition, ...]:
    """Every condition in a rule: its own, those of its bonus, offices and notes; but not "always"."""
    every = (c for rule in knowledge().book.rules.values()
             for c in (rule.condition, rule.bonus_condition, *rule.office_conditions, *(n[0] for n in rule.notes)))
    return tuple(condition for condition in every if condition != ALWAYS)


@cache
def gaps_of_cells() -> tuple[Gaps, ...]:
    return tuple(Gaps(knowledge(), cell) for cell in cells(knowledge()))
