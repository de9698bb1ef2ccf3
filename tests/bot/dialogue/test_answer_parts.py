"""The parts of an answer: `summary` is its conclusion, `notes` what is read after the figures; `text` holds all."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

TURNS = [
    ("bt", "2025-06-01", "国家级学术会议2天没读论文,算多少学时", "ask_hours"),
    ("xj-city", "2025-06-01", "参加6天全国性学术会议算多少学时", "ask_hours"),
    ("xj-city", "2025-06-01", "每年要多少学时", "ask_requirement"),
    ("nm-hhht", "2022-06-01", "男，1970年5月出生，评副高学时能减吗", "ask_exemption"),
    ("nm-hhht", "2022-06-01", "评副高要多少学时", "ask_review"),
    ("nm-hhht", "2022-06-01", "2020年公需30,2021年公需30专业差18,2022年都齐了,评副高还差多少", "ask_remaining"),
    ("xj-aks", "2026-03-01", "评职称要传哪几年的证书", "ask_review"),
    ("xj-aks", "2026-03-01", "当年没学完能补学吗", "ask_makeup"),
]


@pytest.mark.parametrize(("region", "today", "text", "intent"), TURNS)
def test_the_text_holds_the_parts_in_their_order(
    talk: Callable[..., Any], region: str, today: str, text: str, intent: str
) -> None:
    result = talk(region, today).say(text, intent)
    lines = result["text"].split("\n")
    first = result["summary"].split("\n")[0]
    assert lines[0] == first and len(first) < 120
    notes = result.get("notes", [])
    assert notes == [line.removeprefix("说明：") for line in lines[len(lines) - len(notes) :]]


@pytest.mark.parametrize(("region", "today", "text", "intent"), TURNS)
def test_every_caveat_is_a_note_and_none_stands_in_the_summary(
    talk: Callable[..., Any], region: str, today: str, text: str, intent: str
) -> None:
    result = talk(region, today).say(text, intent)
    caveats = [f"{caveat}。" for caveat in result["decision"]["caveats"]]
    notes = result.get("notes", [])
    assert notes[len(notes) - len(caveats) :] == caveats
    assert not any(caveat in result["summary"] for caveat in caveats) and "说明：" not in result["summary"]


def test_what_would_decide_otherwise_is_the_first_note(talk: Callable[..., Any]) -> None:
    result = talk("nm-hhht", "2022-06-01").say("评副高要多少学时", "ask_review")
    assert result["notes"][0].startswith("如果属于以下情形，规定不同")
    assert result["summary"].startswith("申报高、中级职称评审的学时要求：共需 210 学时")
    assert "\n" not in result["summary"]


def test_no_key_where_there_is_nothing_to_note(talk: Callable[..., Any]) -> None:
    result = talk("xj-city").say("今年参加三天全国性学术会议算多少学时")
    assert result["decision"]["caveats"] == [] and len(result["notes"]) == 1
    result = talk("nm-hhht", "2022-06-01").say("博士认定中级要学时吗", "ask_exemption")
    assert result["decision"]["outcome"] == "exempt" and "notes" not in result


def test_an_answer_in_words_leaves_its_quotes_to_the_page(talk: Callable[..., Any]) -> None:
    result = talk("xj-aks", "2026-03-01").say("联系电话多少", "ask_contact")
    assert result["decision"]["outcome"] == "lookup" and "依据：" in result["text"]
    assert result["summary"] == "联系人是赵静，联系电话0997--2282697。"
    assert result["notes"] and result["citations"]


def test_a_question_back_that_tells_something_first(talk: Callable[..., Any]) -> None:
    """An earlier move from a government organ: what is certain with its words, then what is asked."""
    result = talk("nm-hhht", "2022-06-01").say("2020年从政府机关转到事业单位，评职称还差多少学时", "ask_remaining")
    told, words, question = result["summary"].split("\n")
    assert told == "从党政机关转任、非当年参加评审，按下面的原文执行。" and "按转任年限要求继续教育学时" in words
    assert (result["status"], question) == ("need_info", "请问是哪一级的职称？")
    assert result["text"].endswith(f"\n{question}") and "疫情防控一线" in result["notes"][0]


def test_a_vague_amount_has_no_summary_of_the_question_it_replaces(talk: Callable[..., Any]) -> None:
    result = talk().say("全国会议三五天算多少")
    assert "三五天" in result["text"] and not {"summary", "notes"} & set(result)


def test_an_age_and_months_stand_apart_from_their_unit(talk: Callable[..., Any]) -> None:
    of_age = talk("nm-hhht", "2022-06-01").say("女，44岁，评副高有减免没有", "ask_exemption")
    assert "还差 1 周岁。" in of_age["summary"]
    of_months = talk("bt").say("驻村8个月，学时怎么算")
    assert "还差 4 个月。" in of_months["summary"]
