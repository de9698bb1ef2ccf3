"""The level of an examination passed is not the title that a person has or applies for (bt-2019#附件/二/五)."""

from __future__ import annotations

from typing import Any, Callable

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "我要评高级职称，今年通过了专业技术资格考试",
        "我是高级职称，今年通过了专业技术资格考试算多少学时",
        "通过专业技术资格考试算多少学时",
    ],
)
def test_the_level_of_the_examination_is_asked(talk: Callable[..., Any], text: str) -> None:
    chat = talk("bt")
    assert chat.say(text)["ask_for"] == ["title_level"]
    answer = chat.say("中级", "inform")
    assert (answer["decision"]["outcome"], answer["decision"]["hours"]) == ("hours", 35)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("通过了中级职称考试算多少", 35),
        ("通过了全国专业技术资格考试，中级，算多少", 35),
        ("我是高级职称，今年又过了中级专业技术资格考试算多少", 35),
        ("评副高，过了初级会计考试算多少学时", 30),
        ("今年高级和中级专业技术资格考试都过了", 75),
    ],
)
def test_the_level_that_is_said_of_the_examination_counts(talk: Callable[..., Any], text: str, hours: int) -> None:
    assert talk("bt").say(text)["decision"]["hours"] == hours


def test_the_title_applied_for_is_kept_for_the_review(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    assert chat.say("申报高级职称要哪几年的学时", "ask_review")["decision"]["hours"] == 210
