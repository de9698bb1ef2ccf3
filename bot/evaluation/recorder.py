"""What the rules core decided while the agent answered, with the question of each: recorded, nothing changed."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import wraps
from types import ModuleType
from typing import Any

from rules_core import decide as core
from rules_core.book import RuleBook
from rules_core.decision import Decision
from rules_core.question import Question


@dataclass(frozen=True)
class Taken:
    """One decision of the core, the question that it answers, and the day on which it was asked."""

    question: Question
    today: date
    decision: Decision


@dataclass
class Record:
    """The decisions since the last `drain`, in their order."""

    taken: list[Taken] = field(default_factory=list)

    def drain(self) -> list[Taken]:
        """The decisions so far; the record begins anew."""
        so_far, self.taken = self.taken, []
        return so_far


@contextmanager
def recorded() -> Iterator[Record]:
    """While it is open, every decision that a module of `bot.dialogue` asks the core for is noted, in any thread.

    Where one is open within another, the inner one notes alone.
    """
    record = Record()

    @wraps(core.decide)
    def noting(question: Question, book: RuleBook, today: date) -> Decision:
        decision = core.decide(question, book, today)
        record.taken.append(Taken(question, today, decision))
        return decision

    before = {module: found for module in _dialogue_modules() if _decides(found := vars(module).get("decide"))}
    if not before:
        raise RuntimeError("no module of bot.dialogue asks rules_core.decide.decide; mend recorder.py")
    for module in before:
        vars(module)["decide"] = noting
    try:
        yield record
    finally:
        for module, found in before.items():
            vars(module)["decide"] = found


def _decides(found: Any) -> bool:
    """Whether a name stands for the core's `decide`, noted or not."""
    return callable(found) and inspect.unwrap(found) is core.decide


def _dialogue_modules() -> list[ModuleType]:
    import bot.dialogue.responder  # noqa: F401  (so that they are loaded)

    return [module for name, module in list(sys.modules.items()) if name.startswith("bot.dialogue.")]
