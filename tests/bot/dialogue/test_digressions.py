"""Going away from a question and coming back to it, and forgetting it."""

from __future__ import annotations

from typing import Any, Callable

import pytest

Start = Callable[..., Any]
Turns = list[tuple[str, str]]

# region, turns as (text, the classifier's intent), what the last one decides
TALKS: list[tuple[str, Turns, tuple[str | None, Any]]] = [
    (
        "xj-city",
        [("全国性学术会议2天算多少", "ask_hours"), ("证书在哪打印", "ask_certificate"), ("那三天呢", "inform")],
        ("hours", 36),
    ),
    (
        "xj-city",
        [("培训班5天给多少学时", "ask_hours"), ("学时不够能补吗", "ask_makeup"), ("大学办的", "inform")],
        ("hours", 40),
    ),
    ("xj-city", [("培训班5天给多少学时", "ask_hours"), ("谢谢", "thanks"), ("大学办的", "inform")], ("hours", 40)),
    (
        "xj-city",
        [
            ("自治区级讲座2天多少学时", "ask_hours"),
            ("再加一个全国性会议1天", "inform"),
            ("网址是多少", "ask_platform"),
            ("一共多少", "ask_requirement"),
        ],
        ("hours", 32),
    ),
    ("xj-city", [("每年要多少学时", "ask_requirement"), ("全国会议3天呢", "inform")], ("hours", 36)),
    (
        "xj-city",
        [("每年要多少学时", "ask_requirement"), ("网址是多少", "ask_platform"), ("公需的呢", "inform")],
        ("hours", 30),
    ),
    (
        "nm-hhht",
        [("评副高要多少学时", "ask_review"), ("联系电话多少", "ask_contact"), ("那初级呢", "inform")],
        ("hours", 90),
    ),
    (
        "nm-hhht",
        [("男，52岁，评副高要多少学时", "ask_review"), ("没备案的培训认吗", "ask_hours"), ("那56岁呢", "inform")],
        ("exempt", None),
    ),
    (
        "xj-aks",
        [("高级的学时谁认定", "ask_responsible"), ("每年要多少学时", "ask_requirement"), ("专业课呢", "inform")],
        ("hours", 60),
    ),
    (
        "bt",
        [
            ("国家级会议3天多少学时", "ask_hours"),
            ("公需课在哪学", "ask_platform"),
            ("没有读论文", "inform"),
            ("那5天呢", "inform"),
        ],
        ("hours", 30),
    ),
    (
        "xj-city",
        [
            ("高研班3天，全国会议2天，一共多少", "ask_hours"),
            ("第二个改成4天", "correct"),
            ("要什么材料", "ask_evidence"),
            ("那总共呢", "inform"),
        ],
        ("hours", 84),
    ),
]


@pytest.mark.parametrize(("region", "turns", "decided"), TALKS)
def test_coming_back(talk: Start, region: str, turns: Turns, decided: tuple[str | None, Any]) -> None:
    chat = talk(region, "2022-06-01" if region == "nm-hhht" else "2025-06-01")
    reply: dict[str, Any] = {}
    for text, intent in turns:
        reply = chat.say(text, intent)
    assert (reply["decision"]["outcome"], reply["decision"]["hours"]) == decided, reply["text"]


@pytest.mark.parametrize("word", ["换个问题", "算了，换个话题"])
def test_what_is_forgotten_is_not_computed_with(talk: Start, word: str) -> None:
    chat = talk()
    chat.say("全国性学术会议2天算多少学时")
    assert chat.say(word, "reset")["status"] == "chitchat"
    reply = chat.say("那三天呢", "inform")
    assert (reply["status"], reply["ask_for"][0], reply["region"]) == ("need_info", "activity", "xj-city")


def test_an_open_question_is_forgotten_as_well(talk: Start) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    chat.say("我54岁参评要学时吗", "ask_review")
    chat.say("不问这个了", "reset")
    assert chat.say("每年要多少学时", "ask_requirement")["decision"]["hours"] == 90
    assert not chat.frame["person"] and not chat.frame["pending"]


def test_questions_that_wait_are_forgotten_too(talk: Start) -> None:
    chat = talk(region=None)
    chat.say("每年要多少学时？网址是什么？", "ask_requirement", parts=["ask_requirement", "ask_platform"])
    chat.say("换个问题", "reset")
    reply = chat.say("我在兵团", "inform")
    assert (reply["status"], reply["citations"]) == ("chitchat", [])


def test_a_comparison_is_taken_up_again(talk: Start) -> None:
    chat = talk("xj-city")
    chat.say("全国会议，兵团和我们市哪边给得多", "compare")
    chat.say("要交什么材料", "ask_evidence")
    reply = chat.say("那3天呢", "inform")
    assert reply["intent"] == "compare" and "36 学时" in reply["summary"] and "18 学时" in reply["summary"]


def test_a_new_question_leaves_the_comparison(talk: Start) -> None:
    chat = talk("xj-city")
    chat.say("全国会议，兵团和我们市哪边给得多", "compare")
    chat.say("大学培训班2天多少学时")
    assert chat.say("那3天呢", "inform")["decision"]["hours"] == 24
