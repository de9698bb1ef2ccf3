"""The table of years × subjects: as text under the conclusion, and as columns and rows for a page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

FULL = "2020年公需30,2021年公需30专业差18,2022年都齐了,评副高还差多少"
COLUMNS = ["年度", "科目", "要求", "已完成", "还差"]


@pytest.fixture
def full(talk: Callable[..., Any]) -> dict[str, Any]:
    result: dict[str, Any] = talk("nm-hhht", "2022-06-01").say(FULL, "ask_remaining")
    return result


def test_structure(full: dict[str, Any]) -> None:
    assert full["table"] == {
        "columns": COLUMNS,
        "rows": [
            ["2020", "公需科目", "30", "30", "0"],
            ["2021", "公需科目", "30", "30", "0"],
            ["2021", "专业科目", "60", "42", "18"],
            ["2022", "公需科目", "30", "已修满", "0"],
            ["2022", "专业科目", "60", "已修满", "0"],
        ],
    }


def test_conclusion_first_then_a_line_for_each_cell(full: dict[str, Any]) -> None:
    lines = full["text"].split("\n")
    assert lines[0] == "申报副高职称还差 18 学时：2021 年专业科目 18 学时。"
    assert lines[1:6] == [
        "· 2020 年公需科目：要求 30，已完成 30，还差 0",
        "· 2021 年公需科目：要求 30，已完成 30，还差 0",
        "· 2021 年专业科目：要求 60，已完成 42，还差 18",
        "· 2022 年公需科目：要求 30，已修满，还差 0",
        "· 2022 年专业科目：要求 60，已修满，还差 0",
    ]
    assert lines[6].startswith("依据：")


def test_the_summary_leaves_the_table_to_the_page(full: dict[str, Any]) -> None:
    assert full["summary"] == "申报副高职称还差 18 学时：2021 年专业科目 18 学时。"


def test_what_was_made_of_words_without_a_figure_is_told(full: dict[str, Any]) -> None:
    told = {"您说已经修满的科目，按达到要求计", "您说还差的学时，按要求的学时减去它计"}
    assert told <= set(full["decision"]["caveats"])


def test_many_missing_cells_are_told_by_subject(talk: Callable[..., Any]) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    chat.say("评副高还差多少", "ask_remaining")
    first = chat.say("都没学", "deny")["text"].split("\n")[0]
    assert first == "申报副高职称还差 210 学时：公需科目 90 学时、专业科目 120 学时。"


def test_a_review_without_a_record_shows_only_what_it_demands(talk: Callable[..., Any]) -> None:
    result = talk("nm-hhht", "2022-06-01").say("评副高要多少学时", "ask_review")
    assert result["table"]["columns"] == COLUMNS[:3] and len(result["table"]["rows"]) == 5
    assert "· " not in result["text"]


def test_a_year_without_a_notice_stands_in_the_table(talk: Callable[..., Any]) -> None:
    result = talk("xj", "2023-06-01").say("2020年公需30专业42,2022年公需30专业50,还差多少", "ask_remaining")
    assert result["table"]["rows"][0] == ["2020", "", "没有收录适用的通知", "", ""]
    assert result["decision"]["hours"] is None
    assert "2022 年专业科目 10 学时" in result["text"].split("\n")[0]


def test_certificates_without_hours(talk: Callable[..., Any]) -> None:
    result = talk("xj-aks", "2025-06-01").say("评副高要多少学时", "ask_review")
    assert [c["clause"] for c in result["citations"]][0] == "aks-2025#六/一"
    assert {row[2] for row in result["table"]["rows"]} == {"合格证书"}
    assert not re.search(r"\d+ 学时", result["text"].split("\n")[0])


def test_no_table_where_there_are_no_years(talk: Callable[..., Any]) -> None:
    assert "table" not in talk("nm-hhht", "2022-06-01").say("今年公需30专业45,还差多少", "ask_remaining")


def test_nothing_missing(talk: Callable[..., Any]) -> None:
    result = talk("nm-hhht", "2022-06-01").say("评初级,2022年都齐了,还差多少", "ask_remaining")
    assert result["text"].startswith("申报初级职称要求的学时都已完成，不差学时。")


def test_one_subject_of_one_year_is_named_as_such(talk: Callable[..., Any]) -> None:
    result = talk("nm-hhht", "2022-06-01").say("今年公需学了30,公需还差多少", "ask_remaining")
    assert result["text"].startswith("2022 年公需科目要求的学时已经完成")
