"""Declining to fake hours, turning away what is not ours, and naming somebody to ask."""

from __future__ import annotations

from typing import Any, Callable

import pytest

from bot.dialogue.contacts import Contacts
from bot.dialogue.responder import Dialogue
from policy_kb.addresser.quotes import count_quote
from policy_kb.knowledge import KnowledgeBase


@pytest.mark.parametrize(
    ("region", "clause"),
    [
        ("xj-aks", "aks-2025#八/四"),
        ("xj-city", "xj-city-2022#一/4"),
        ("xj", "xj-2021#二/四/2"),
        ("nm-hhht", "hhht-2022#六/一"),
        # 兵团's notice says nothing of it, and no other place's clause is shown.
        ("bt", None),
        (None, None),
    ],
)
def test_faking_is_declined_with_the_clause_of_the_place(
    talk: Callable[..., Any], kb: KnowledgeBase, region: str | None, clause: str | None
) -> None:
    reply = talk(region).say("哪里能找人代看视频", "cheat")
    assert reply["status"] == "out_of_scope" and reply["decision"]["outcome"] is None
    assert [c["clause"] for c in reply["citations"]][:1] == ([clause] if clause else [])
    assert all(count_quote(kb.clause_text(c["clause"]) or "", c["quote"]) for c in reply["citations"])
    assert "真实学习" in reply["text"] and "帮您" in reply["text"]
    assert len(reply["buttons"]) == 3


def test_what_is_honest_is_only_a_tap_away(talk: Callable[..., Any]) -> None:
    say = talk("xj-city").say
    first, ways, *_ = [button["text"] for button in say("花钱买几个学时", "cheat")["buttons"]]
    assert say(first, "ask_remaining")["ask_for"][0] == "done_public"
    assert say(ways, "ask_ways")["decision"]["outcome"] == "lookup"


def test_the_clause_against_it_can_be_asked_for(talk: Callable[..., Any]) -> None:
    say = talk("nm-hhht").say
    say("帮我挂一晚上网课", "cheat")
    assert say("依据哪一条", "ask_clause")["citations"][0]["clause"] == "hhht-2022#六/一"


@pytest.mark.parametrize(
    ("region", "office", "telephone"),
    [
        ("xj-aks", "阿克苏地区人力资源和社会保障局", "0997--2282697"),
        ("bt", "所在师市人力资源和社会保障局", "0991-2890468"),
        ("nm-hhht", "呼和浩特市人力资源和社会保障局", "0471-5181210"),
        # The city's notice prints none: the office is the city's, the telephone is told as the region's.
        ("xj-city", "新疆维吾尔自治区的通知所列", "0991-3689915"),
    ],
)
def test_the_contact_is_the_printed_one(dialogue: Dialogue, region: str, office: str, telephone: str) -> None:
    contact = Contacts(dialogue.words, dialogue.answering.lookups).of(region, 2025)
    assert office in contact.text and telephone in contact.text and contact.citations


@pytest.mark.parametrize("region", [None, "nm"])
def test_without_a_notice_only_an_office_is_named(dialogue: Dialogue, region: str | None) -> None:
    contact = Contacts(dialogue.words, dialogue.answering.lookups).of(region, 2025)
    assert contact.text and not contact.citations


def test_a_question_asked_as_a_notice_answers_it_is_ours(talk: Callable[..., Any]) -> None:
    assert talk("xj-aks").say("学时认定由谁审核由谁认定", "out_of_scope", 0.9)["decision"]["outcome"] == "lookup"


@pytest.mark.parametrize("text", ["水费每年多少", "停车费一年多少"])
def test_a_question_only_shaped_like_ours_is_not(talk: Callable[..., Any], text: str) -> None:
    assert talk("bt").say(text, "out_of_scope", 0.9)["status"] == "out_of_scope"
