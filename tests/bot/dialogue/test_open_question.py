"""While a question is open, what fits as its answer is the answer, whatever the classifier makes of it."""

from __future__ import annotations

from typing import Any, Callable

import pytest

Turn = tuple[str, str]

# region, first turn with its intent, second turn with its intent → outcome and hours
ANSWERED: list[tuple[str | None, Turn, Turn, tuple[Any, Any]]] = [
    ("bt", ("兵团级学术会议4天算多少学时", "ask_hours"), ("也没有，光在后排记笔记", "out_of_scope"), ("hours", 16)),
    ("xj-city", ("全国性的讲座算多少学时", "ask_hours"), ("差不多两天，确切说是两天半", "inform"), ("hours", 30)),
    (None, ("每年要多少学时", "ask_requirement"), ("在81团", "inform"), ("hours", 90)),
    (None, ("每年要多少学时", "ask_requirement"), ("一八七团的", "inform"), ("hours", 90)),
    (
        "bt",
        ("今年过了中级职称考试算多少学时", "ask_hours"),
        ("成绩单看错了，我过的是初级", "out_of_scope"),
        ("hours", 30),
    ),
    (
        "nm-hhht",
        ("我女，51岁，评职称还要学时吗", "ask_exemption"),
        ("不瞒你，档案里写的是48岁", "out_of_scope"),
        ("reduced", None),
    ),
    ("nm-hhht", ("今年过了一级建造师，专业课还学吗", "ask_hours"), ("在西安考的", "inform"), ("not_met", None)),
    (
        None,
        ("我是兵团的，全国性学术会议2天，没宣读论文，多少学时", "ask_hours"),
        ("单位写错了，不是兵团，是库车的", "correct"),
        ("set_elsewhere", None),
    ),
]


@pytest.mark.parametrize(("region", "first", "second", "expected"), ANSWERED)
def test_the_answer_is_taken(
    talk: Callable[..., Any], region: str | None, first: Turn, second: Turn, expected: tuple[Any, Any]
) -> None:
    chat = talk(region=region)
    chat.say(*first)
    decision = chat.say(second[0], second[1], confidence=0.7)["decision"]
    assert (decision["outcome"], decision["hours"]) == expected


@pytest.mark.parametrize("second", ["女，虚岁四十七", "我是女的，51虚岁"])
def test_a_nominal_age_is_asked_about(talk: Callable[..., Any], second: str) -> None:
    chat = talk(region="nm-hhht")
    chat.say("年纪大的评职称学时能少吗", "ask_exemption")
    assert chat.say(second, "inform")["ask_for"] == ["age"]
    assert chat.say("49周岁", "inform")["status"] == "answered"
