"""The names that the service shows for its regions lead to those regions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Callable

import msgspec
import pytest

from bot.dialogue.hear import hear
from bot.language.folding import fold
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 11, 21)


def _renamed(kb: KnowledgeBase, region: str, name: str) -> KnowledgeBase:
    places = dict(kb.book.jurisdictions)
    places[region] = msgspec.structs.replace(places[region], name=name)
    return replace(kb, book=replace(kb.book, jurisdictions=places))


def test_every_button_for_the_region_is_understood_as_its_own_region(
    kb: KnowledgeBase, talk: Callable[..., Any]
) -> None:
    asked = talk(None, TODAY.isoformat()).say("3天全国学术会议算多少学时")
    names = {place.name: place.id for place in kb.book.jurisdictions.values()}
    assert len(asked["buttons"]) > 4
    for button in asked["buttons"]:
        one = talk(None, TODAY.isoformat())
        one.say("3天全国学术会议算多少学时")
        text = fold(button["text"])[0]
        assert (button["text"], one.say(text, "inform")["region"]) == (button["text"], names[button["text"]])


@pytest.mark.parametrize("text", ["新疆某市", "我是新疆某市的", "新疆某市(通知原文未载明市名)"])
def test_the_city_is_no_part_of_what_its_name_begins_with(
    kb: KnowledgeBase, entities: Callable[..., Any], text: str
) -> None:
    assert [place[0] for place in hear(text, entities(text, TODAY), kb).places] == ["xj-city"]


@pytest.mark.parametrize("name", ["博乐市", "某某市"])
def test_a_name_that_a_service_gives_is_understood(kb: KnowledgeBase, entities: Callable[..., Any], name: str) -> None:
    named = _renamed(kb, "xj-city", name)
    text = f"我是{name}的"
    assert [place[0] for place in hear(text, entities(text, TODAY), named).places] == ["xj-city"]
