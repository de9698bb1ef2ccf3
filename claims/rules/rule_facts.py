"""Which facts a rule looks at, and which its figure is computed from: what a form has to offer."""

from __future__ import annotations

from collections.abc import Iterator

from rules_core.compiled import CompiledRule
from rules_core.conditions import Condition, leaves
from rules_core.model import DeemedComplete, Fixed, Multiple, Rate, Recognized, SetByOrganizer

_OF_UNIT = {"day": "days", "month": "months", "subject": "subjects"}


def computed_from(rule: CompiledRule) -> tuple[str, ...]:
    """The facts that the effect needs beside those of the rule's own condition."""
    effect = rule.rule.effect
    found: list[str] = list(rule.rule.needs)
    if isinstance(effect, (Rate, Fixed)) and effect.by is not None:
        found.append(effect.by)
    if isinstance(effect, Rate):
        found.append(_OF_UNIT[effect.unit])
        found += _names(rule.bonus_condition)
    if isinstance(effect, (Multiple, SetByOrganizer)) or (isinstance(effect, Recognized) and effect.as_stated):
        found.append("hours")
    if isinstance(effect, DeemedComplete) and effect.minimum is not None:
        found.append(effect.minimum.fact)
    return tuple(dict.fromkeys(found))


def looked_at(rule: CompiledRule) -> tuple[str, ...]:
    """Every fact that the rule may use, those of its notes and offices included."""
    found = [*rule.own_facts, *computed_from(rule)]
    for condition in (*rule.office_conditions, *(note[0] for note in rule.notes)):
        found += _names(condition)
    return tuple(dict.fromkeys(found))


def _names(condition: Condition) -> Iterator[str]:
    return (leaf.fact for leaf in leaves(condition))
