"""How many activities a person says to have named."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from bot.dialogue.counted import counted_things


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("两样加起来算多少", 2), ("这俩合一块儿给几个学时", 2), ("三项一共多少学时", 3), ("这 3 个都算的话呢", 3),
        ("仨加起来", None), ("两天一共多少", None), ("两个人都去了", None), ("三门都过了", None), ("五天会议", None),
        ("四个分别多少学时", 4),
    ],
)  # fmt: skip
def test_things_that_belong_together(text: str, number: int | None) -> None:
    counted = counted_things(text)
    assert (counted and counted[0]) == number


def test_a_sum_is_not_given_over_fewer_than_were_counted(talk: Callable[..., Any]) -> None:
    turn = talk().say("全国性学术会议2天，另外还搞了个啥啥大练兵，这两样加起来多少学时")
    assert (turn["status"], turn["decision"]["hours"], turn["ask_for"]) == ("need_info", None, ["activity"])
    assert "两样" in turn["text"] and "学术会议" in turn["text"]


def test_a_sum_over_all_that_were_counted_is_given(talk: Callable[..., Any]) -> None:
    turn = talk().say("全国性学术会议2天，高校培训班1天，两样加起来多少学时")
    assert turn["decision"]["hours"] == 32
