"""A golden conversation through the real agent, each turn kept with what the rules core decided; and its audit."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.evaluation.recorder import Record, Taken
from bot.evaluation.text_audit import TextAudit
from rules_core.trace_check import trace_faults

#: (conversation, text, region, today as YYYY-MM-DD) to the RESULT.
Say = Callable[[str, str, "str | None", str], Mapping[str, Any]]


@dataclass(frozen=True)
class Turn:
    """What a person wrote, the RESULT, the core's decisions on the way to it, and the seconds that it took."""

    text: str
    result: Mapping[str, Any]
    taken: tuple[Taken, ...]
    seconds: float


def converse(say: Say, record: Record, case: Mapping[str, Any], conversation: str) -> list[Turn]:
    """Say a case's turns one after the other. `record` is open (`recorder.recorded`)."""
    turns = []
    for text in case["turns"]:
        record.drain()
        began = time.perf_counter()
        result = say(conversation, text, case.get("region"), case["today"])
        turns.append(Turn(text, result, tuple(record.drain()), time.perf_counter() - began))
    return turns


def audit_faults(audit: TextAudit, turns: Sequence[Turn], today: date) -> Iterator[str]:
    """What cannot be proved in the answers of a conversation: figures without an origin, steps that do not compute."""
    stated: list[str] = []
    for number, turn in enumerate(turns, start=1):
        stated.append(turn.text)
        for fault in audit.faults(turn.result, stated, today, turn.taken):
            yield f"turn {number}: {fault}"
        for taken in turn.taken:
            for fault in trace_faults(taken.decision, taken.question, audit.kb.book, taken.today):
                yield f"turn {number}, trace: {fault}"
