"""The year of a move from a government organ: heard only with the words of such a move, and never as another year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bot.dialogue.hear import hear
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2022, 6, 1)

# text → the year of the move, the years that are left for the question
HEARD: list[tuple[str, int | None, list[int]]] = [
    ("2021年从政府机关转到事业单位,评中级还差多少", 2021, []),
    ("去年从教育局调到学校", 2021, []),
    ("前年从局机关转任到事业单位专技岗,今年才评", 2020, [2022]),
    ("我原来是公务员,2019年转到医院", 2019, []),
    ("2021年公需30,我2020年从机关转过来的", 2020, [2021]),
    ("我2021年3月从机关调到医院", 2021, []),
    ("今年刚从机关转来,2022年评中级要学时吗", 2022, [2022]),
    # No organ is named: somebody only changed the place of work.
    ("2021年调到县医院,评中级要多少学时", None, [2021]),
    # The year is of the review, or of the hours.
    ("从机关调到学校的,2022年评中级", None, [2022]),
    ("从机关转来的,2021年公需30", None, [2021]),
    # Two years stand beside the move: neither is chosen.
    ("2020年还是2021年从机关转任的", None, [2020, 2021]),
]


@pytest.mark.parametrize(("text", "year", "left"), HEARD)
def test_year_of_the_move(kb: KnowledgeBase, entities: Any, text: str, year: int | None, left: list[int]) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert said.person.get("transfer_year") == year
    assert said.years == left


def test_where_somebody_came_from_is_no_organizer(kb: KnowledgeBase, entities: Any) -> None:
    text = "去年从教育局调到学校"
    assert hear(text, entities(text, TODAY), kb, TODAY).activities == []


def test_years_before_and_after_the_move_are_told_apart(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    result = chat.say("2021年从政府机关转到事业单位,评中级还差多少", "ask_remaining")
    assert (result["decision"]["outcome"], result["decision"]["hours"]) == ("lookup", None)
    assert result["citations"][0]["clause"] == "hhht-2022#三/七"
    assert "2021 年是转任当年，算不算在内原文没有写明" in result["text"]
    assert result["table"]["rows"][0] == ["2020", "", "不要求"]
    filled = chat.say("2022年公需30专业40", "inform")
    assert filled["decision"]["hours"] is None and "2022 年专业科目 20 学时" in filled["text"]


def test_the_year_that_was_asked_for(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    assert chat.say("从机关调到学校的,评中级要多少学时", "ask_review")["ask_for"] == ["transferred"]
    assert chat.say("今年", "inform")["decision"]["outcome"] == "exempt"
    assert chat.frame["year"] is None


def test_moved_in_the_year_of_the_review(talk: Callable[..., Any]) -> None:
    result = talk("nm-hhht", "2022-06-01").say("2022年从机关调到学校,今年评中级,要多少学时", "ask_review")
    assert result["decision"]["outcome"] == "exempt"


def test_moved_before_all_years_that_are_demanded(talk: Callable[..., Any]) -> None:
    result = talk("nm-hhht", "2022-06-01").say("2019年从机关调到学校的,评中级要多少学时", "ask_review")
    assert result["decision"]["hours"] == 210


def test_the_rule_is_told_while_the_level_is_asked_for(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    result = chat.say("前年从局机关转任到事业单位专技岗,今年才评,学时按什么要求", "ask_review")
    assert result["ask_for"] == ["title_level"] and "转任年限" in result["text"]
    assert result["decision"]["hours"] is None
    assert chat.say("中级", "inform")["decision"]["outcome"] == "lookup"
