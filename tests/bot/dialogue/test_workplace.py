"""Where somebody works is not who held the event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest


@pytest.mark.parametrize(
    "text",
    [
        "我是农科院的，参加了3天培训班算多少学时",
        "我在大学上班，去参加了3天培训班，多少学时",
        "我们研究所派我去参加了3天培训班算多少学时",
        "我们学院的老师参加了两天培训班，能算几个学时",
        "去年调到研究院，今年听了4天研修班，认多少学时",
    ],
)
def test_a_workplace_is_no_organizer(talk: Callable[..., Any], text: str) -> None:
    result = talk().say(text)
    assert (result["status"], result["ask_for"]) == ("need_info", ["organizer"]), result["text"]


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("我们大学办的培训班3天算多少学时", 24),
        ("我是农科院的，参加了农业大学举办的培训班3天算多少学时", 24),
        ("我在大学的培训班学了3天，多少学时", 24),
        ("参加大学的研修班3天，多少学时", 24),
        ("单位派我去师范大学上研修班，一共三天，给几个学时", 24),
        ("俺在大学那个培训班蹲了三天 能有几个学时嘛", 24),
    ],
)
def test_who_holds_it_is(talk: Callable[..., Any], text: str, hours: int) -> None:
    assert talk().say(text)["decision"]["hours"] == hours
