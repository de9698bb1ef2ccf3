"""Gaps that are faults of the rules: the text has a rule, and policy_kb/data/rules does not carry it yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class RuleFault:
    """`when` as in a rule; `clause` is the one that answers."""

    id: str
    place: str
    answers: str
    when: Mapping[str, Any]
    clause: str


#: One that is mended is taken out (a test says so).
RULE_FAULTS: tuple[RuleFault, ...] = ()
