"""Labelled utterances through the real agent: what the NLU made of each, what was answered, and whether it is right.

An utterance is one JSON object a line (tests/nlu/evaluation/README.md tells of its keys). Each is a conversation of its
own. Nothing here is tuned by what it finds: the files are frozen.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from bot.evaluation.entities import Found, compare
from bot.evaluation.intents import Named, right_of
from bot.evaluation.understanding_expect import judge
from policy_kb.knowledge import KnowledgeBase

Case = Mapping[str, Any]


class Agent(Protocol):
    """The agent as it is measured: its NLU alone, and a whole turn."""

    def parse(self, text: str, today: str) -> Mapping[str, Any]:
        """What the NLU makes of a text: `text`, `intent_ranking`, `entities` (`AgentHost.parse`)."""
        ...

    def say(self, conversation: str, text: str, region: str | None, today: str) -> Mapping[str, Any]:
        """The RESULT of one message."""
        ...


@dataclass(frozen=True)
class Seen:
    """One utterance with all that came of it.

    `faults` say why the answer is not the expected one; empty where it is, and where nothing is expected.
    `seconds` is the time of the whole turn.
    """

    case: Case
    named: Named
    entities: Found
    result: Mapping[str, Any]
    faults: tuple[str, ...]
    wrong_number: bool
    seconds: float

    @property
    def expects(self) -> bool:
        return bool(self.case["expect"])

    def record(self) -> dict[str, Any]:
        """The utterance as plain data, for a file."""
        return {
            **self.case,
            "named": [[name, round(confidence, 4)] for name, confidence in self.named.ranking[:3]],
            "intent_right": self.named.is_right,
            "not_found": sorted(self.entities.labelled - self.entities.found),
            "found_beside": sorted(self.entities.found - self.entities.labelled),
            "faults": list(self.faults),
            "wrong_number": self.wrong_number,
            "result": dict(self.result),
        }


def see(agent: Agent, cases: Iterable[Case], kb: KnowledgeBase, sources: Mapping[str, str]) -> Iterator[Seen]:
    """Each utterance as the agent understands and answers it. `sources`: squeezed texts by document (`scorer`)."""
    for case in cases:
        parsed = agent.parse(case["text"], case["today"])
        began = time.perf_counter()
        result = agent.say(case["id"], case["text"], case["region"], case["today"])
        seconds = time.perf_counter() - began
        ranking = tuple((i["name"], float(i["confidence"])) for i in parsed["intent_ranking"] or ())
        faults, wrong = judge(case, result, sources)
        yield Seen(
            case, Named(right_of(case), ranking), compare(case, parsed, kb), result, tuple(faults), wrong, seconds
        )
