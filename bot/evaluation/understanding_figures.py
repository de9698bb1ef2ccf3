"""The figures of utterances: in all, by set, by kind of writing, by intent, and the mistakes made most often."""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from typing import Any

from bot.dialogue.purpose import FOLLOW_UPS
from bot.dialogue.situation import SURE
from bot.evaluation.calibration import accepted_at, calibration_error
from bot.evaluation.entities import by_kind, scores, scores_taken
from bot.evaluation.intents import confusions, share, shares
from bot.evaluation.understanding import Seen
from bot.evaluation.understanding_bounds import bounds

#: Questions whose facts go to the rules.
OF_FIGURES = frozenset({
    "ask_hours", "ask_requirement", "ask_review", "ask_exemption", "ask_remaining", "inform", "correct", "compare",
})  # fmt: skip
#: Confidences at which a message is treated differently: none, and the one below which plain facts overrule the intent.
THRESHOLDS = (0.0, SURE)


def figures(seen: Sequence[Seen]) -> dict[str, Any]:
    """All figures of a set, as plain data.

    `purpose`: share whose RESULT names a right intent, the classifier's corrected by plain words; follow-ups are left
    out, as their RESULT names the question that they follow. `facts`: what the rules get,
    in questions on figures. `broken`: turns that ended in an error.
    """
    sets = dict.fromkeys(_set_of(s) for s in seen)
    kinds = dict.fromkeys(kind for s in seen for kind in s.case["kinds"])
    intents = dict.fromkeys(s.case["intent"] for s in seen)
    named = [s.named for s in seen]
    times = sorted(s.seconds * 1000 for s in seen)
    return {
        **_short(seen),
        "purpose": share(s.result["intent"] in s.named.right for s in seen if s.case["intent"] not in FOLLOW_UPS),
        **bounds(seen),
        "broken": sum(s.result["status"] == "error" for s in seen),
        "calibration_error": calibration_error(named),
        "thresholds": [accepted_at(named, threshold) for threshold in THRESHOLDS],
        "turn_p50_ms": statistics.median(times) if times else None,
        "turn_p95_ms": times[int(len(times) * 0.95)] if times else None,
        "by_set": {name: _short([s for s in seen if _set_of(s) == name]) for name in sorted(sets)},
        "by_kind": {kind: _short([s for s in seen if kind in s.case["kinds"]]) for kind in sorted(kinds)},
        "by_intent": {name: _short([s for s in seen if s.case["intent"] == name]) for name in sorted(intents)},
        "by_entity": by_kind(s.entities for s in seen),
        "confusions": confusions(named),
    }


def _set_of(seen: Seen) -> str:
    """The set that an utterance is of, by its id: `ev-a` of `ev-a-012`."""
    return str(seen.case["id"]).rpartition("-")[0]


def failed(seen: Iterable[Seen]) -> list[Seen]:
    """The utterances whose intent or answer is not right."""
    return [s for s in seen if s.faults or not s.named.is_right]


def _short(seen: Sequence[Seen]) -> dict[str, Any]:
    """What is told of a part of a set as well: `right` is the share of the expected answers that are given."""
    return {
        "utterances": len(seen),
        **shares([s.named for s in seen]),
        "entities": scores(s.entities for s in seen),
        "facts": scores_taken(s.entities for s in seen if s.case["intent"] in OF_FIGURES),
        "expected": sum(s.expects for s in seen),
        "right": share(not s.faults for s in seen if s.expects),
        "wrong_numbers": sum(s.wrong_number for s in seen),
    }
