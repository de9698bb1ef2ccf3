"""How often the classifier's ranking has the right intent, and which intents it takes for which.

An utterance may have several right intents (`intents` beside `intent`): any of them is right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

OUT_OF_SCOPE = "out_of_scope"
Ranking = Sequence[tuple[str, float]]


@dataclass(frozen=True)
class Named:
    """One utterance: its right intents, the label first, and the ranking, best first.

    The ranking is empty where the guard turned the text away unread (symbols only, too long): that says
    `out_of_scope`, with no confidence of its own.
    """

    right: tuple[str, ...]
    ranking: Ranking

    @property
    def top(self) -> str:
        return self.ranking[0][0] if self.ranking else OUT_OF_SCOPE

    @property
    def confidence(self) -> float | None:
        return self.ranking[0][1] if self.ranking else None

    @property
    def is_right(self) -> bool:
        return self.top in self.right

    def among(self, first: int) -> bool:
        """Whether a right intent is among the first so many."""
        return self.is_right or any(name in self.right for name, _ in self.ranking[:first])


def right_of(case: Mapping[str, Any]) -> tuple[str, ...]:
    """The right intents of a labelled utterance, the label itself first."""
    return tuple(dict.fromkeys([case["intent"], *case.get("intents", ())]))


def shares(named: Sequence[Named]) -> dict[str, float | None]:
    """Shares of the utterances: `accuracy`, and `top3` with a right intent among the first three."""
    return {"accuracy": share(n.is_right for n in named), "top3": share(n.among(3) for n in named)}


def confusions(named: Iterable[Named], most: int = 15) -> list[dict[str, Any]]:
    """The most frequent mistakes: what was labelled, what was named, how often."""
    pairs = Counter((n.right[0], n.top) for n in named if not n.is_right)
    ordered = sorted(pairs.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [{"labelled": label, "named": got, "times": times} for (label, got), times in ordered]


def share(values: Iterable[bool]) -> float | None:
    """How many of the values are true; None of no values."""
    held = list(values)
    return sum(held) / len(held) if held else None
