"""A message that asks several questions: each is understood alone, in the same turn."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Iterator

import pytest
from fake_responder import FakeResponder

from bot.runtime.host import AgentHost

TODAY = "2025-06-01"


@pytest.fixture(scope="module")
def responder() -> FakeResponder:
    return FakeResponder()


@pytest.fixture(scope="module")
def host(model_folder: Path, responder: FakeResponder) -> Iterator[AgentHost]:
    made = AgentHost(model_folder, responder, "sqlite://")
    made.start()
    yield made
    made.stop()


def test_each_question_has_its_own_intents_and_entities(host: AgentHost, responder: FakeResponder) -> None:
    asyncio.run(host.handle("parts", "学术会议三天算多少学时？今天天气怎么样？", "xj", TODAY))
    heard = responder.heard[-1]
    first, second = heard.parts
    assert (first.asked, second.asked) == ("学术会议三天算多少学时", "今天天气怎么样")
    assert (first.intents[0][0], second.intents[0][0]) == ("ask_hours", "out_of_scope")
    days = next(e for e in first.entities if e["entity"] == "days")
    assert first.text[days["start"] : days["end"]] == "三天"
    assert second.apart and len(first.intents) > 1


@pytest.mark.parametrize("text", ["学术会议三天算多少学时", "你好", "我是兵团的，参加了三天会议，算多少学时"])
def test_one_question_is_parsed_once(host: AgentHost, responder: FakeResponder, text: str) -> None:
    asyncio.run(host.handle("one", text, "xj", TODAY))
    assert responder.heard[-1].parts == ()


def test_no_part_is_a_command(host: AgentHost, responder: FakeResponder) -> None:
    asyncio.run(host.handle("command", "算多少学时？/restart 怎么样？", "xj", TODAY))
    assert all(part.intents[0][0] != "restart" for part in responder.heard[-1].parts)
