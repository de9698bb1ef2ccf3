"""The dialogue rules, each intent cold, past the NLU: every one ends in one answer and a listening bot."""

from __future__ import annotations

import asyncio
import re
import time
from typing import Any

import pytest
import ruamel.yaml

import bot.runtime.prepared  # noqa: F401  (before rasa)
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import ActionExecuted

from bot.runtime.channel import CardChannel
from bot.runtime.environment import PROJECT
from bot.runtime.host import AgentHost

TODAY = "2025-06-01"


def intents_of_the_interface() -> list[str]:
    text = (PROJECT / "docs" / "interfaces.md").read_text(encoding="utf-8")
    table = text[text.index("## 4. Intents") :]
    table = table[: table.find("\n## ")] if "\n## " in table[4:] else table
    first_cells = [line.split("|")[1] for line in table.splitlines() if line.startswith("|")][2:]
    names = [re.sub(r"[（(].*?[)）]", "", name).strip() for cell in first_cells for name in cell.split(",")]
    return [name for name in names if name]


def yaml(path: str) -> Any:
    return ruamel.yaml.YAML(typ="safe").load(PROJECT / path)


def domain_intents() -> list[str]:
    return [next(iter(intent)) if isinstance(intent, dict) else intent for intent in yaml("domain.yml")["intents"]]


def test_the_domain_has_the_intents_of_the_interface() -> None:
    assert sorted(domain_intents()) == sorted(intents_of_the_interface())


def test_every_intent_has_one_rule_and_it_is_answered() -> None:
    steps = [rule["steps"] for rule in yaml("bot/data/rules.yml")["rules"]]
    assert sorted(step[0]["intent"] for step in steps) == sorted(domain_intents())
    assert all([s.get("action") for s in step[1:]] == ["action_answer"] for step in steps)


def run_turn(host: AgentHost, conversation: str, intent: str | None) -> tuple[CardChannel, list[str], Any]:
    """One turn with a given intent: the channel, the actions that ran since the message, the tracker."""
    assert host._turns is not None and host._thread is not None
    processor = host._turns.agent.processor
    channel = CardChannel()
    parse = {"intent": {"name": intent, "confidence": 0.8 if intent else 0.0}, "entities": [], "text": "某句话"}
    metadata = {"region": None, "today": TODAY}
    message = UserMessage("某句话", channel, conversation, parse_data=parse, metadata=metadata)

    async def work() -> Any:
        started = time.time()
        await processor.handle_message(message)
        tracker = await processor.tracker_store.retrieve(conversation)
        ran = [event for event in tracker.events if isinstance(event, ActionExecuted) and event.timestamp >= started]
        return [event.action_name for event in ran], tracker

    actions, tracker = asyncio.run(asyncio.wait_for(_wrapped(host, work()), 120))
    return channel, actions, tracker


async def _wrapped(host: AgentHost, work: Any) -> Any:
    assert host._thread is not None
    return await asyncio.wrap_future(host._thread.submit(work))


@pytest.mark.parametrize("intent", domain_intents())
def test_each_intent_cold(shared_host: AgentHost, conversation: str, intent: str) -> None:
    channel, actions, tracker = run_turn(shared_host, conversation, intent)
    assert len(channel.cards) == 1
    assert channel.cards[0]["intent"] == intent
    assert actions[-2:] == ["action_answer", "action_listen"]
    assert tracker.get_slot("frame")["count"] == 1


@pytest.mark.parametrize("intent", [None, "nlu_fallback", "an_intent_of_another_model"])
def test_what_no_rule_knows_is_answered_once_and_does_not_loop(
    shared_host: AgentHost, conversation: str, intent: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    for turn in (1, 2, 3):
        channel, actions, tracker = run_turn(shared_host, conversation, intent)
        assert len(channel.cards) == 1
        assert actions.count("action_default_fallback") == 1
        # The frame survives the reverted message.
        assert tracker.get_slot("frame")["count"] == turn
    assert "Circuit breaker" not in caplog.text
    # And an ordinary message is answered by its rule afterwards.
    _, actions, _ = run_turn(shared_host, conversation, "greet")
    assert actions[-2:] == ["action_answer", "action_listen"]


def test_a_long_talk_does_not_slow_down(shared_host: AgentHost, conversation: str) -> None:
    from bot.runtime.tracker_store import MAX_EVENTS

    for _ in range(40):
        _, _, tracker = run_turn(shared_host, conversation, "inform")
        assert len(tracker.events) <= MAX_EVENTS
    assert tracker.get_slot("frame")["count"] == 40
