"""Whether the classifier is as often right as it says, and what passes at a threshold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.evaluation.intents import OUT_OF_SCOPE, Named, share

BINS = 10


def calibration_error(named: Sequence[Named], bins: int = BINS) -> float | None:
    """Expected calibration error: over bins of equal width, how far apart confidence and accuracy are, by their size.

    Utterances without a ranking have no confidence and are left out; None where none has one.
    """
    scored = [(n.confidence, n.is_right) for n in named if n.confidence is not None]
    apart = 0.0
    for number in range(bins):
        held = [(c, right) for c, right in scored if min(int(c * bins), bins - 1) == number]
        apart += abs(sum(c for c, _ in held) - sum(right for _, right in held))
    return apart / len(scored) if scored else None


def accepted_at(named: Sequence[Named], threshold: float) -> dict[str, Any]:
    """What a threshold lets pass.

    `taken`: share of all whose first intent is at least so sure. `wrong`: share of these that are wrong.
    `false_accepts`: share of the utterances labelled out of scope that are taken, this surely, for something else.
    """
    sure = [n.confidence is not None and n.confidence >= threshold for n in named]
    foreign = [passes and n.top != OUT_OF_SCOPE for n, passes in zip(named, sure) if n.right[0] == OUT_OF_SCOPE]
    return {
        "threshold": threshold,
        "taken": share(sure),
        "wrong": share(not n.is_right for n, passes in zip(named, sure) if passes),
        "false_accepts": share(foreign),
    }
