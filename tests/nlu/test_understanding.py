"""How well people are understood: the frozen utterances through the real agent, held to what has been reached.

The floors lie a little below what is measured (docs/nlu.md); raise them with every step that stays. No utterance and no
label is changed for them.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bot.evaluation.scorer import read_lines, read_sources
from bot.evaluation.understanding import Seen, see
from bot.evaluation.understanding_figures import figures

from policy_kb.loader import load

FOLDER = Path(__file__).parent / "evaluation"
FLOORS = {
    "accuracy": 0.945, "top3": 0.99, "purpose": 0.935, "right": 0.96, "out_of_scope_recall": 0.97,
    "cheating_declined": 0.93,
}  # fmt: skip
ENTITY_FLOORS = {"precision": 0.79, "recall": 0.955, "f1": 0.865}
FACT_FLOORS = {"precision": 0.93, "recall": 0.96, "f1": 0.945}
CEILINGS = {"turned_away": 0.01, "gibberish_accepted": 0.01, "calibration_error": 0.04}


class Hosted:
    """The agent as a service runs it."""

    def __init__(self, host: Any) -> None:
        self._host = host

    def parse(self, text: str, today: str) -> dict[str, Any]:
        return dict(asyncio.run(self._host.parse(text, today)))

    def say(self, conversation: str, text: str, region: str | None, today: str) -> dict[str, Any]:
        return dict(asyncio.run(self._host.handle(conversation, text, region, today))[-1])


@pytest.fixture(scope="module")
def seen() -> Iterator[list[Seen]]:
    """Each utterance as the agent understands and answers it, once."""
    from bot.dialogue.responder import Dialogue
    from bot.runtime.host import AgentHost
    from bot.runtime.training import MODELS, train

    train(MODELS)
    kb = load()
    host = AgentHost(MODELS, Dialogue(kb), "sqlite://")
    host.start()
    cases = [case for file in sorted(FOLDER.glob("*.jsonl")) for case in read_lines(file)]
    yield list(see(Hosted(host), cases, kb, read_sources()))
    host.stop()


@pytest.fixture(scope="module")
def told(seen: list[Seen]) -> dict[str, Any]:
    return figures(seen)


@pytest.mark.parametrize(("name", "floor"), FLOORS.items())
def test_share_is_at_least_its_floor(told: dict[str, Any], name: str, floor: float) -> None:
    assert told[name] >= floor, f"{name} {told[name]:.3f}, floor {floor}; `xueshi eval --failed` lists what fails"


@pytest.mark.parametrize(("name", "floor"), ENTITY_FLOORS.items())
def test_entities_are_found(told: dict[str, Any], name: str, floor: float) -> None:
    assert told["entities"][name] >= floor, f"{name} {told['entities'][name]:.3f}, floor {floor}"


@pytest.mark.parametrize(("name", "floor"), FACT_FLOORS.items())
def test_facts_reach_the_rules(told: dict[str, Any], name: str, floor: float) -> None:
    assert told["facts"][name] >= floor, f"{name} {told['facts'][name]:.3f}, floor {floor}"


@pytest.mark.parametrize(("name", "ceiling"), CEILINGS.items())
def test_share_of_faults_is_at_most_its_ceiling(told: dict[str, Any], name: str, ceiling: float) -> None:
    assert told[name] <= ceiling, f"{name} {told[name]:.3f}, ceiling {ceiling}"


def test_no_number_is_wrong(seen: list[Seen]) -> None:
    assert {s.case["id"]: (s.case["text"], s.faults) for s in seen if s.wrong_number} == {}


def test_nothing_breaks(seen: list[Seen]) -> None:
    assert [s.case["id"] for s in seen if s.result["status"] == "error"] == []


def test_figures_of_all_parts_are_those_of_the_whole(seen: list[Seen], told: dict[str, Any]) -> None:
    """The measurement itself: the intents part the set, the kinds cover it, shares are of what they are called of."""
    assert sum(row["utterances"] for row in told["by_intent"].values()) == told["utterances"] == len(seen)
    assert sum(row["wrong_numbers"] for row in told["by_intent"].values()) == told["wrong_numbers"]
    right = sum(row["accuracy"] * row["utterances"] for row in told["by_intent"].values())
    assert right / len(seen) == pytest.approx(told["accuracy"])
    assert sum(pair["times"] for pair in told["confusions"]) <= len(seen) - round(right)
    assert {"plain", "typo", "gibberish"} <= set(told["by_kind"])
    assert sum(row["both"] for row in told["by_entity"].values()) <= told["entities"]["labelled"]
