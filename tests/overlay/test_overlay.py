"""A made-up county's notice, laid over from outside: asked through the real agent, with no code and no retraining."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any, Iterator

import pytest

FOLDER = Path(__file__).parent / "qinghe"


@pytest.fixture(scope="module")
def host() -> Iterator[Any]:
    from bot.dialogue.responder import Dialogue
    from bot.runtime.host import AgentHost
    from bot.runtime.training import MODELS, train
    from policy_kb.loader import load

    train(MODELS)
    agent = AgentHost(MODELS, Dialogue(load(str(FOLDER))), "sqlite://", kb_dir=FOLDER)
    agent.start()
    yield agent
    agent.stop()


@pytest.mark.parametrize(
    ("text", "region", "outcome", "hours", "clause"),
    [
        ("清河县一年要多少学时", None, "hours", 72, "qh-2025#一/p1"),
        ("我在清河县，参加学术会议8天算多少", None, "hours", 30, "qh-2025#二/一"),
        ("田间学校去了三天折多少学时", "qh", "hours", 21, "qh-2025#二/二"),
        ("男59岁评职称还要学时吗", "qh", "exempt", None, "qh-2025#三/一"),
        ("学时申报几号截止", "qh", "lookup", None, "qh-2025#三/二"),
        ("全国学术会议3天", "xj-city", "hours", 36, "xj-city-2022#附件3/4"),
    ],
)
def test_asked(host: Any, text: str, region: str | None, outcome: str, hours: float | None, clause: str) -> None:
    result = asyncio.run(host.handle(f"{text}{region}", text, region, "2025-06-01"))[-1]
    assert (result["decision"]["outcome"], result["decision"]["hours"]) == (outcome, hours)
    assert clause in {c["clause"] for c in result["citations"]}


def test_its_rules_reach_no_other_place(host: Any) -> None:
    result = asyncio.run(host.handle("other", "田间学校去了三天折多少学时", "bt", "2025-06-01"))[-1]
    assert result["decision"]["hours"] is None
