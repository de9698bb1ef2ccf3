"""Rounds in turn: what is compared runs one after the other in every round, so that a busy moment strikes all alike.

Times are processor time of the process with all its threads, so that what else runs on the machine counts little.
"""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Work:
    """One thing to time: `run` is called with each of `inputs`, with the garbage collector on as in the service."""

    run: Callable[[Any], object]
    inputs: Sequence[Any]
    collector: bool = True


def in_turn(works: Mapping[str, Work], rounds: int, seconds: float) -> dict[str, list[float]]:
    """Microseconds a call by name, one figure a round. Each work gets about `seconds` of a round.

    A first round, in which the passes are counted, is left out.
    """
    passes = {name: _passes(work, seconds) for name, work in works.items()}
    found: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            found[name].append(_pass_time(work, passes[name]) / len(work.inputs) * 1e6)
    return found


def ratio(one: Sequence[float], other: Sequence[float]) -> float:
    """The median of the ratios round by round."""
    return statistics.median(a / b for a, b in zip(one, other, strict=True))


def _passes(work: Work, seconds: float) -> int:
    _pass_time(work, 3)
    return max(1, round(seconds / _pass_time(work, 3)))


def _pass_time(work: Work, passes: int) -> float:
    """Seconds for one pass over the inputs, the mean of some."""
    run, inputs = work.run, work.inputs
    if not work.collector:
        gc.disable()
    start = time.process_time()
    for _ in range(passes):
        for one in inputs:
            run(one)
    used = time.process_time() - start
    gc.enable()
    return used / passes
