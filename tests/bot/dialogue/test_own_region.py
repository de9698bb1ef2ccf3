"""RESULT.own_region: what the next question is answered for; it is said in the conversation or chosen on the page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

YEARLY = ("每年要多少学时", "ask_requirement")


def told(talk: Any, *turns: tuple[str, str]) -> tuple[Any, Any]:
    """`region` and `own_region` of the last answer."""
    for text, intent in turns:
        result = talk.say(text, intent)
    return result["region"], result["own_region"]


@pytest.mark.parametrize(("page", "turns", "region", "own"), [
    (None, [("你好", "greet")], None, None),
    (None, [YEARLY], None, None),
    (None, [("我在呼和浩特", "inform")], "nm-hhht", "nm-hhht"),
    (None, [("我在呼和浩特", "inform"), ("谢谢", "thanks")], "nm-hhht", "nm-hhht"),
    (None, [("我在兵团,谢谢", "thanks")], "bt", "bt"),
    ("bt", [YEARLY], "bt", "bt"),
    # Another place becomes what the next question is answered for.
    ("xj-city", [YEARLY, ("那兵团呢", "inform")], "bt", "bt"),
    ("xj-city", [YEARLY, ("说错了，我是阿克苏的", "correct")], "xj-aks", "xj-aks"),
    # Where an event was held, or what is compared, does not.
    ("xj-aks", [("在乌鲁木齐参加全国学术会议3天算多少", "ask_hours")], "xj-aks", "xj-aks"),
    (None, [("在乌鲁木齐参加全国学术会议3天算多少", "ask_hours")], None, None),
    ("xj-city", [("兵团和呼市每年要求的学时哪个多", "compare")], "xj-city", "xj-city"),
    (None, [("兵团和呼市每年要求的学时哪个多", "compare")], None, None),
    # A place without a notice is answered of no region; only who belongs there has no region afterwards.
    ("xj-city", [("那深圳呢", "inform")], None, "xj-city"),
    ("xj-city", [("我去上海参加全国学术会议3天", "ask_hours")], "xj-city", "xj-city"),
    ("xj-city", [("我是深圳的，每年要多少学时", "ask_requirement")], None, None),
    # The words of a new subject leave the place.
    (None, [("我在兵团", "inform"), ("换个问题", "reset")], "bt", "bt"),
])
def test_own_region(talk: Callable[..., Any], page: Any, turns: Any, region: Any, own: Any) -> None:
    assert told(talk(page), *turns) == (region, own)


@pytest.mark.parametrize(("page", "turns"), [
    (None, [("我在呼和浩特", "inform")]),
    ("xj-city", [YEARLY, ("那兵团呢", "inform")]),
    ("xj-city", [("那深圳呢", "inform")]),
    ("xj-city", [("我是深圳的", "inform")]),
    ("xj-aks", [("在乌鲁木齐参加全国学术会议3天算多少", "ask_hours")]),
    (None, [("兵团和呼市每年要求的学时哪个多", "compare")]),
])
def test_the_next_question_is_answered_for_it(talk: Callable[..., Any], page: Any, turns: Any) -> None:
    chat = talk(page)
    _, own = told(chat, *turns)
    after = chat.say(*YEARLY)
    assert after["region"] == own
    assert after["ask_for"] == ([] if own else ["region"])


def test_a_client_that_sends_no_region_keeps_what_was_said(talk: Callable[..., Any]) -> None:
    chat = talk(None)
    chat.say("我在呼和浩特", "inform")
    assert chat.say(*YEARLY)["region"] == "nm-hhht"


def test_removing_what_was_said_asks_for_the_region_again(talk: Callable[..., Any]) -> None:
    chat = talk(None)
    chat.say("我在呼和浩特,每年要多少学时", "ask_requirement")
    chat.choose(None)
    asked = chat.say(*YEARLY)
    assert (asked["ask_for"], asked["own_region"]) == (["region"], None)
    assert chat.say("兵团", "inform")["own_region"] == "bt"


def test_removing_it_keeps_the_rest_of_the_conversation(talk: Callable[..., Any]) -> None:
    chat = talk(None)
    chat.say("我在兵团,国家级学术会议2天没读论文,算多少")
    chat.choose(None)
    assert chat.say("那三天呢", "inform")["ask_for"] == ["region"]
    assert chat.say("兵团", "inform")["decision"]["hours"] == 18


def test_choosing_again_what_the_page_had_before_undoes_what_was_said(talk: Callable[..., Any]) -> None:
    chat = talk("xj-city")
    assert told(chat, YEARLY, ("那兵团呢", "inform")) == ("bt", "bt")
    chat.choose("xj-city")
    assert chat.say(*YEARLY)["region"] == "xj-city"


def test_following_it_changes_nothing(talk: Callable[..., Any]) -> None:
    """A page sends `own_region` back as its region."""
    chat = talk(None)
    chat.region = chat.say("我在呼和浩特", "inform")["own_region"]
    assert chat.say(*YEARLY)["own_region"] == "nm-hhht"
    chat.region = chat.say("那兵团呢", "inform")["own_region"]
    assert chat.say(*YEARLY)["own_region"] == "bt"


def test_a_choice_holds_until_the_sentence_says_otherwise(talk: Callable[..., Any]) -> None:
    chat = talk("xj-city")
    chat.choose("xj-aks")
    assert chat.say("我在兵团,每年要多少学时", "ask_requirement")["own_region"] == "bt"
