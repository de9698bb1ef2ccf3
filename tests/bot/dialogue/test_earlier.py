"""Activities told over several turns, and their sum."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


TWO_DAYS = ("全国性学术会议去了2天", "inform")


@pytest.mark.parametrize(
    "turns",
    [
        # A word that adds.
        [TWO_DAYS, ("后来又在农业大学的培训班里待了3天", "ask_hours"), ("总数多少", "out_of_scope")],
        # None: the second takes the place of the first, until both are counted.
        [TWO_DAYS, ("八月在农业大学的培训班里待了3天", "ask_hours"), ("这两样放一起多少", "ask_hours")],
        [TWO_DAYS, ("八月在农业大学的培训班里待了3天", "ask_hours"), ("总共多少", "ask_hours")],
        # Named once more, not told once more.
        [TWO_DAYS, ("会议完又上了农业大学3天培训班", "ask_hours"), ("一共多少专业课学时", "ask_hours")],
    ],
)  # fmt: skip
def test_a_sum_over_turns(talk: Callable[..., Any], turns: list[tuple[str, str]]) -> None:
    conversation = talk()
    for text, intent in turns:
        result = conversation.say(text, intent)
    assert (result["status"], result["decision"]["hours"]) == ("answered", 48), result["text"]


def test_a_changed_activity_is_not_counted_twice(talk: Callable[..., Any]) -> None:
    conversation = talk()
    conversation.say("全国性学术会议去了2天", "inform")
    conversation.say("改成高校培训班", "correct")
    result = conversation.say("这两样放一起多少", "ask_hours")
    assert result["decision"]["hours"] is None


def test_the_length_of_one_of_several_is_that_of_each(talk: Callable[..., Any]) -> None:
    conversation = talk()
    conversation.say("地州级学术讲座听了1天", "inform")
    assert conversation.say("还听了两场自治区级的，一场两天", "inform")["decision"]["hours"] == 48
    other = talk().say("自治区级学术讲座听了两场，一场两天，一场一天", "ask_hours")
    assert other["decision"]["hours"] == 30, other["text"]


def test_an_activity_told_without_a_question_is_ours(talk: Callable[..., Any]) -> None:
    assert talk().say("职称考试我今年过了两门哈", "out_of_scope")["decision"]["hours"] == 60
    assert talk().say("中级职称考试成绩啥时候能查", "out_of_scope")["status"] == "out_of_scope"
