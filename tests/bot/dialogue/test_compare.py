"""Comparisons: every side with its own clauses, never one side's figure alone."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Callable

import pytest

from bot.dialogue.responder import Dialogue
from bot.evaluation.recorder import recorded
from bot.evaluation.text_audit import TextAudit

Start = Callable[..., Any]
COMPARE, HOURS, REVIEW, REQUIREMENT = "compare", "ask_hours", "ask_review", "ask_requirement"
CONFERENCE = ["bt-2019#附件/二/四", "xj-city-2022#附件3/4"]
LEVELS = ["地州市（师市）级", "自治区（省、兵团）级"]
XJ, BT, CITY = "新疆维吾尔自治区", "新疆生产建设兵团", "新疆某市（通知原文未载明市名）"

# region, message, classifier's intent, what the lines begin with, clauses of which each is cited
SIDES: list[tuple[str | None, str, str, list[str], list[str]]] = [
    (None, "兵团和自治区的专业课要求相同吗", COMPARE, [BT, XJ], ["bt-2019#一/三", "xj-2021#二/二/1"]),
    (None, "阿克苏比兵团每年要求多吗", COMPARE, ["阿克苏地区", BT], ["aks-2025#二/p1", "bt-2019#一/三"]),
    ("xj-aks", "我们这儿跟呼市比，一年要的学时有差别吗", COMPARE, ["阿克苏地区", "呼和浩特市"], ["hhht-2022#一/p1"]),
    ("bt", "阿克苏那边每年要求高不高，跟我们比", COMPARE, ["阿克苏地区", BT], ["aks-2025#二/p1", "bt-2019#一/三"]),
    (None, "兵团和地方每年的学时要求有啥不同", COMPARE, [BT, XJ], ["bt-2019#一/三", "xj-2021#二/二/1"]),
    (None, "阿克苏、兵团、呼市每年的要求对比一下", COMPARE, ["阿克苏地区", BT, "呼和浩特市"], ["bt-2019#一/三"]),
    (None, "兵团和呼市每年要多少学时，哪个多", REQUIREMENT, [BT, "呼和浩特市"], ["bt-2019#一/三", "hhht-2022#一/p1"]),
    ("xj-city", "自治区级学术会议，兵团和我们市哪边给得多", COMPARE, [BT, CITY], CONFERENCE),
    ("xj-city", "全国性会议开两天，兵团和我们这边各算多少", COMPARE, [BT, CITY], CONFERENCE),
    (None, "兵团和阿克苏分别在哪个网站学", "ask_platform", [BT, "阿克苏地区"], ["bt-2019#一/一", "aks-2025#三/p1"]),
    ("bt", "2023年和2025年的要求一样不", COMPARE, ["2023 年", "2025 年"], ["bt-2019#一/三"]),
    ("xj-city", "讲座两天，地州级和自治区级差多少", HOURS, LEVELS, CONFERENCE[1:]),
    ("bt", "高级、中级、初级职称考试过了各给多少", HOURS, ["高级", "中级", "初级"], ["bt-2019#附件/二/五"]),
    ("nm-hhht", "评初级和评中级的学时要求有什么区别", REVIEW, ["初级", "中级"], ["hhht-2022#二/一"]),
    ("nm-hhht", "硕士认定中级和博士认定中级学时要求分别是多少", REVIEW, ["硕士", "博士"], ["hhht-2022#二/二"]),
    ("nm-hhht", "女的，一个51岁一个47岁，评副高学时分别怎么要求", REVIEW, ["51周岁", "47周岁"], ["hhht-2022#三/一"]),
    ("nm-hhht", "评高级，2021年和2022年要的一样吗", COMPARE, ["呼和浩特市"], ["hhht-2022#二/一"]),
    ("nm-hhht", "男的女的年龄减免一样吗", "ask_exemption", ["男、女"], ["hhht-2022#三/一"]),
    ("xj-city", "大学培训班2天跟全国学术会议2天哪个算得多", HOURS, ["2天培训班", "2天全国性学术会议"], CONFERENCE[1:]),
]  # fmt: skip


@pytest.mark.parametrize(("region", "text", "intent", "heads", "clauses"), SIDES)
def test_all_sides_are_told(
    dialogue: Dialogue,
    talk: Start,
    region: str | None,
    text: str,
    intent: str,
    heads: list[str],
    clauses: list[str],
) -> None:
    today = "2022-06-01" if region == "nm-hhht" else "2025-06-01"
    with recorded() as record:
        reply = talk(region, today).say(text, intent)
    assert (reply["status"], reply["intent"]) == ("answered", "compare")
    lines = reply["summary"].split("\n")
    told = lines[len(lines) - len(heads) :]
    assert [line.startswith(head) for head, line in zip(heads, told)] == [True] * len(heads), told
    assert set(clauses) <= {citation["clause"] for citation in reply["citations"]}
    assert TextAudit(dialogue.kb).faults(reply, [text], date.fromisoformat(today), tuple(record.taken)) == []


def test_the_conclusion_comes_first(talk: Start) -> None:
    assert talk().say("兵团和阿克苏每年要求一样吗", "compare")["text"].startswith("学时数相同。")
    more = talk().say("学术会议三天，全国的和自治区级的哪个多", "ask_hours")
    assert more["text"].startswith("全国性的学时数更多。")


@pytest.mark.parametrize("text", ["阿克苏和深圳哪个要求高", "内蒙古和阿克苏每年要求一样吗"])
def test_a_side_without_a_notice_says_so(talk: Start, text: str) -> None:
    reply = talk(region=None).say(text, "compare")
    assert "目前没有收录" in reply["summary"] and "90 学时" in reply["summary"]
    assert reply["decision"]["hours"] is None


def test_a_year_before_any_notice_says_so(talk: Start) -> None:
    summary = talk("bt").say("2018年和2025年要求一样吗", "compare")["summary"]
    assert "2018 年：收录的文件都不适用" in summary and "相同" not in summary


def test_two_places_of_one_notice(talk: Start) -> None:
    reply = talk(region=None).say("库车和拜城每年要求一样吗", "compare")
    assert reply["text"].startswith("库车、拜城都按阿克苏地区的规定")


@pytest.mark.parametrize("text", ["两边的学时要求一样吗", "阿克苏比别的地方要求高吗"])
def test_a_single_side_is_no_comparison(talk: Start, text: str) -> None:
    reply = talk(region=None).say(text, "compare")
    assert (reply["status"], reply["decision"]["hours"]) == ("need_info", None)


def test_ones_own_place_is_asked_for_first(talk: Start) -> None:
    chat = talk(region=None)
    assert chat.say("兵团和我们这边每年要求哪个高", "compare")["ask_for"] == ["region"]
    reply = chat.say("阿克苏", "inform")
    assert reply["intent"] == "compare" and "阿克苏地区" in reply["text"] and BT in reply["text"]


def test_both_values_of_a_missing_fact(talk: Start) -> None:
    summary = talk("xj-city").say("全国会议两天，兵团和我们市分别多少学时", "compare")["summary"]
    assert "没有宣读论文：2天全国性学术会议可计专业科目 12 学时" in summary
    assert "宣读或报告论文：2天全国性学术会议可计专业科目 18 学时" in summary


def test_a_rate_is_told_in_the_words_of_its_clause(talk: Start) -> None:
    summary = talk("xj-city").say("自治区级学术会议，兵团和我们市哪边给得多", "compare")["summary"]
    assert "「根据实际天数按每天4学时确定」" in summary and "每天按 10 学时予以认定" in summary


def test_ages_are_kept_for_the_follow_up(talk: Start) -> None:
    chat = talk("nm-hhht", "2022-06-01")
    first = chat.say("女的，一个51岁一个47岁，评副高学时分别怎么要求", "ask_review")
    chat.frame = json.loads(json.dumps(chat.frame))
    assert "1/3" in first["summary"]
    again = chat.say("正高呢", "inform")
    assert again["intent"] == "compare" and "51周岁" in again["summary"] and "47周岁" in again["summary"]


def test_a_follow_up_compares_again(talk: Start) -> None:
    chat = talk("xj-city")
    chat.say("全国会议，兵团和我们市哪边给得多", "compare")
    chat.say("谢谢", "thanks")
    again = chat.say("那4天呢", "inform")
    assert again["intent"] == "compare" and "48 学时" in again["summary"] and "24 学时" in again["summary"]
    told = chat.say("没有宣读论文", "inform")
    assert f"{BT}：4天全国性学术会议可计专业科目 24 学时" in told["summary"]
    alone = chat.say("我们这里大学培训班2天多少学时")
    assert (alone["intent"], alone["decision"]["hours"]) == ("ask_hours", 16)


@pytest.mark.parametrize(
    ("region", "text", "intent", "hours"),
    [
        ("xj-city", "我从兵团调到市里，今年要多少学时", "ask_requirement", 90),
        ("bt", "公需和专业分别要多少学时", "ask_requirement", 90),
        ("xj-city", "全国会议3天和大学培训班2天分别多少学时", "ask_hours", 52),
    ],
)
def test_no_comparison_is_meant(talk: Start, region: str, text: str, intent: str, hours: float) -> None:
    reply = talk(region).say(text, intent)
    assert (reply["intent"], reply["decision"]["hours"], reply["region"]) == (intent, hours, region)
