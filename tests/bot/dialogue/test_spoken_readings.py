"""Readings on how a message is heard: days counted from dates, a year that nobody named, contradictions."""

from __future__ import annotations

from typing import Any, Callable

import pytest

from policy_kb.knowledge import KnowledgeBase

BOTH_ENDS = "date-range-both-ends"


def told(kb: KnowledgeBase, result: dict[str, Any], reading: str) -> bool:
    """Whether the answer shows the caveat, in the decision and in its text."""
    caveat = kb.book.readings[reading].caveat
    shown = [c for c in result["decision"]["caveats"] if c == caveat or c.startswith(caveat.partition("{")[0])]
    assert all(f"说明：{c}。" in result["text"] for c in shown)
    return bool(shown)


@pytest.mark.parametrize(
    ("text", "hours", "expected"),
    [
        ("7月3号到6号参加全国性学术会议算多少学时", 48, True),
        ("7月3号开始7月5号结束的全国性学术会议", 36, True),
        ("昨天到后天的全国性学术会议", 48, True),
        # The count stands beside the dates, or the days are listed one by one: nothing is read into them.
        ("7月3号到6号共4天的全国性学术会议", 48, False),
        ("7月3、4、5号参加全国性学术会议", 36, False),
        ("全国性学术会议3天", 36, False),
    ],
)
def test_both_ends_are_told_where_days_are_only_dates(
    talk: Callable[..., Any], kb: KnowledgeBase, text: str, hours: int, expected: bool
) -> None:
    result = talk().say(text)
    assert result["decision"]["hours"] == hours
    assert told(kb, result, BOTH_ENDS) is expected


def test_the_example_of_the_reading_is_heard_as_it_says(talk: Callable[..., Any], kb: KnowledgeBase) -> None:
    example = kb.book.readings[BOTH_ENDS].example
    assert example is not None
    result = talk(today=str(example.question["today"])).say(example.says.partition("（")[0] + "算多少学时")
    assert result["decision"]["hours"] == example.gives


def test_it_stays_with_the_days_through_a_conversation(talk: Callable[..., Any], kb: KnowledgeBase) -> None:
    chat = talk()
    assert told(kb, chat.say("7月3号到6号的全国性学术会议"), BOTH_ENDS)
    assert told(kb, chat.say("那自治区级的呢", "inform"), BOTH_ENDS)
    assert not told(kb, chat.say("改成5天", "correct"), BOTH_ENDS)
    assert not told(kb, chat.say("全国性学术会议4天能算多少"), BOTH_ENDS)


def test_it_is_told_once_the_missing_fact_is_given(talk: Callable[..., Any], kb: KnowledgeBase) -> None:
    chat = talk("bt")
    assert chat.say("5月6号到8号参加国家级学术会议算多少学时")["ask_for"] == ["presented"]
    result = chat.say("没有读论文", "inform")
    assert (result["decision"]["hours"], told(kb, result, BOTH_ENDS)) == (18, True)


def test_it_is_not_told_where_the_days_do_not_count(talk: Callable[..., Any], kb: KnowledgeBase) -> None:
    assert not told(kb, talk("nm-hhht", "2022-08-01").say("7月3号到6号去论坛算多少学时"), BOTH_ENDS)


@pytest.mark.parametrize(
    ("text", "year", "expected"),
    [
        ("全国性学术会议3天算多少学时", 2025, True),
        ("2024年全国性学术会议3天算多少学时", 2024, False),
        ("今年全国性学术会议3天算多少学时", 2025, False),
    ],
)
def test_a_year_that_nobody_named_is_told(
    talk: Callable[..., Any], kb: KnowledgeBase, text: str, year: int, expected: bool
) -> None:
    result = talk().say(text)
    assert (result["year"], told(kb, result, "year-of-today")) == (year, expected)


def test_contradictions_are_asked_in_the_words_that_the_reading_names(
    talk: Callable[..., Any], kb: KnowledgeBase
) -> None:
    sentence = kb.book.readings["contradictions-asked"].sentence
    result = talk("bt").say("5月6号到8号一共5天的国家级学术会议，没有读论文，多少学时")
    assert (result["status"], result["ask_for"], result["decision"]["outcome"]) == ("need_info", ["days"], None)
    assert result["text"] == kb.words[str(sentence)].format(values="3天、5天")


def test_an_earlier_year_is_refused_in_the_words_that_the_reading_names(
    talk: Callable[..., Any], kb: KnowledgeBase
) -> None:
    sentence = kb.book.readings["earlier-year-refused"].sentence
    result = talk("bt").say("2018年要多少学时", "ask_requirement")
    contact = kb.book.jurisdictions["bt"].contact
    assert result["status"] == "not_covered"
    assert result["text"] == kb.words[str(sentence)].format(year=2018, contact=contact)


def test_bt_says_that_the_region_does_not_lend(talk: Callable[..., Any], kb: KnowledgeBase) -> None:
    result = talk("bt").say("少数民族科技骨干特殊培养算多少学时")
    assert result["decision"]["outcome"] == "not_listed" and told(kb, result, "bt-apart")


def test_part_of_a_month_is_explained_once(talk: Callable[..., Any], kb: KnowledgeBase) -> None:
    result = talk().say("外出进修20天算多少学时")
    assert result["decision"]["outcome"] == "not_listed" and told(kb, result, "whole-months")
    assert result["text"].count("没有规定") == 1
