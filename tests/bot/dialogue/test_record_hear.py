"""Which hours done a sentence states, by year and subject; and what looks like it and is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dialogue.record_hear import read_answer, read_record

TODAY = date(2022, 6, 1)
Cells = dict[int | None, dict[str | None, str | None]]
BOTH_MET = {"public": "met", "professional": "met"}
NOTHING = {"public": "0", "professional": "0"}

# text → year → subject → amount; None is spoken of without an exact figure
STATED: list[tuple[str, Cells]] = [
    ("2020年公需30,2021年公需30专业42,2022年公需30专业60,评副高还差多少?",
     {2020: {"public": "30"}, 2021: {"public": "30", "professional": "42"},
      2022: {"public": "30", "professional": "60"}}),
    ("我2021年只学了公需30个学时,2022年都齐了", {2021: {"public": "30"}, 2022: BOTH_MET}),
    ("21年专业课差了10个", {2021: {"professional": "short:10"}}),
    ("2022年呢?公需30,专业50", {2022: {"public": "30", "professional": "50"}}),
    ("不对,2021年专业是48", {2021: {"professional": "48"}}),
    ("公需修完了,专业课才30,评初级还差几个学时", {None: {"public": "met", "professional": "30"}}),
    ("公需课2020年30学时,2021年30学时,专业课2021年60学时",
     {2020: {"public": "30"}, 2021: {"public": "30", "professional": "60"}}),
    ("公需:2020年30,2021年30;专业:2021年60", {2020: {"public": "30"}, 2021: {"public": "30", "professional": "60"}}),
    ("2020到2022年公需每年30", {2020: {"public": "30"}, 2021: {"public": "30"}, 2022: {"public": "30"}}),
    ("2021、2022年公需都是30,专业都是60",
     {2021: {"public": "30", "professional": "60"}, 2022: {"public": "30", "professional": "60"}}),
    ("2020、2021年公需分别是30、20", {2020: {"public": "30"}, 2021: {"public": "20"}}),
    ("2021年公需和专业分别是30和42", {2021: {"public": "30", "professional": "42"}}),
    ("2021年公需和专业都修满了", {2021: BOTH_MET}),
    ("2021和2022都齐了", {2021: BOTH_MET, 2022: BOTH_MET}),
    ("2021年30公需42专业", {2021: {"public": "30", "professional": "42"}}),
    ("2021年学了30课时公需,42课时专业", {2021: {"public": "30", "professional": "42"}}),
    ("21年公需专业都没动", {2021: NOTHING}),
    ("2021年一分没有", {2021: NOTHING}),
    ("今年公需30,专业还没开始学", {2022: {"public": "30", "professional": "0"}}),
    ("二〇二一年公需三十,专业四十二点五", {2021: {"public": "30", "professional": "85/2"}}),
    ("2021年公需30学时已经修完了", {2021: {"public": "30"}}),
    ("2021年专业42,不对,是48", {2021: {"professional": "48"}}),
    ("2021年不是42,专业是48", {2021: {"professional": "48"}}),
    ("2021年差公需10个", {2021: {"public": "short:10"}}),
    ("2021年公需差10,专业学了20", {2021: {"public": "short:10", "professional": "20"}}),
    ("公需30,专业45,今年还差多少", {2022: {"public": "30", "professional": "45"}}),
    ("2020 公需 30 2021 公需 30 专业 42", {2020: {"public": "30"}, 2021: {"public": "30", "professional": "42"}}),
    ("2021年90学时", {2021: {None: "90"}}),
]


def cells(entities: Any, text: str) -> Cells:
    found: Cells = {}
    for done in read_record(text, entities(text, TODAY))[0]:
        found.setdefault(done.year, {})[done.subject] = done.amount
    return found


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_what_is_stated(entities: Any, text: str, expected: Cells) -> None:
    assert cells(entities, text) == expected


# A figure of something else, of no certain year or subject, or not the whole: the cell stays open (None) or untouched.
UNCERTAIN: list[tuple[str, Cells]] = [
    ("2021年公需大概30", {2021: {"public": None}}),
    ("2021年公需30多,专业40左右", {2021: {"public": None, "professional": None}}),
    ("2021年公需应该是30", {2021: {"public": None}}),
    ("2021年公需30/30,专业42/60", {2021: {"public": None, "professional": None}}),
    ("2021年公需30、42", {2021: {"public": None}}),
    ("2021年公需和专业30", {2021: {"public": None, "professional": None}}),
    ("2021、2022年专业一共100", {2021: {"professional": None}, 2022: {"professional": None}}),
    ("2021年公需20,又学了10", {2021: {"public": None}}),
    ("2021年公需20加10", {2021: {"public": None}}),
    ("2021年专业又学了10", {2021: {"professional": None}}),
    ("2021年公需30,不对,专业30", {2021: {"public": None, "professional": "30"}}),
    ("2021年公需30专业42 2021年公需20", {2021: {"public": None, "professional": "42"}}),
    ("2021年公需差不多修完了,专业没修完", {2021: {"public": None, "professional": None}}),
    ("2021年公需学了一半", {2021: {"public": None}}),
    ("2021年公需差10,专业20", {2021: {"public": "short:10", "professional": None}}),
    ("2022年公需20,专业还有15没学", {2022: {"public": "20", "professional": None}}),
    ("2022年公需15,专业课参加三天会议", {2022: {"public": "15", "professional": None}}),
    ("2021年公需100分", {2021: {"public": None}}),
    ("2022年公需完成100%", {2022: {"public": None}}),
    ("2021年公需9999", {2021: {"public": None}}),
    ("2021年公需-5", {2021: {"public": None}}),
]


@pytest.mark.parametrize(("text", "expected"), UNCERTAIN)
def test_what_is_not_certain_stays_open(entities: Any, text: str, expected: Cells) -> None:
    assert cells(entities, text) == expected


NO_RECORD = [
    "2022年要求90学时吗",
    "2022年公需30专业60对吗",
    "2022年要求公需30专业60吗",
    "要求是2022年公需30,专业60",
    "通知说2022年公需30,专业60,对不",
    "2022年公需科目标准是30",
    "2022年公需不少于30,专业不少于60",
    "2022年打算学公需30,专业60",
    "2021年评的中级,公需30专业60,评副高还差多少",
    "2022年要评副高,公需30专业60",
    "21公需30,22公需30",
    "21公需、22公需都齐了",
    "2021年30公需42",
    "2021年12月31日前公需30专业60",
    "截至2021年公需30专业60",
    "2021年以前公需30专业60",
    "2022上半年公需30,下半年专业30",
    "2022年公需2022学时是什么意思",
    "2021年公需课程编号30",
    "2022年公需第30期",
    "公需30,2021年的",
    "公需科目要多少",
    "专业高级研修班上了四天",
]


@pytest.mark.parametrize("text", NO_RECORD)
def test_what_looks_like_hours_done_and_is_not(entities: Any, text: str) -> None:
    found = cells(entities, text)
    assert not any(amount is not None for subjects in found.values() for amount in subjects.values()), found


@pytest.mark.parametrize(
    ("text", "amounts", "each"),
    [
        ("都是30", ["30"], True),
        ("60", ["60"], False),
        ("60学时", ["60"], False),
        ("42和30", ["42", "30"], False),
        ("都齐了", ["met"], True),
        ("齐了", ["met"], False),
        ("都没学", ["0"], True),
        ("还差10个", ["short:10"], False),
        ("应该是48", ["48"], False),
        ("改成48", ["48"], False),
        ("大概30", [], False),
        ("修完了吗", [], False),
        ("30还是40", [], False),
        ("要60吗", [], False),
    ],
)
def test_amounts_alone(entities: Any, text: str, amounts: list[str], each: bool) -> None:
    found, said_of_each = read_answer(text, entities(text, TODAY))
    assert found == amounts
    assert said_of_each == each or not amounts
