"""What counts as a figure in an answer, and which numbers a person's own words state."""

from __future__ import annotations

from datetime import date
from fractions import Fraction as F

import pytest

from bot.evaluation.alterations import interchanged, one_more
from bot.evaluation.spoken import Spoken
from policy_kb.stated_figures import figures_in

TODAY = date(2025, 6, 1)


@pytest.mark.parametrize(("text", "found"), [
    ("每天按 12 学时", [(F(12), "学时")]),
    ("2.5 天 × 8 学时/天 = 20 学时", [(F(5, 2), "天"), (F(8), "学时/天"), (F(20), "学时")]),
    ("３６ 学时", [(F(36), "学时")]),
    ("1,200 个学时", [(F(1200), "学时")]),
    ("规定学时的 1/3", [(F(1, 3), "")]),
    ("30%", [(F(3, 10), "%")]),
    ("百分之三十", [(F(3, 10), "")]),
    ("不少于总学时的三分之二", [(F(2, 3), "")]),
    ("两年内", [(F(2), "年")]),
    ("九十学时", [(F(90), "学时")]),
    ("一百二十天", [(F(120), "天")]),
    ("二〇二五年", [(F(2025), "年")]),
    ("三个月", [(F(3), "月")]),
    ("不足一个月", [(F(1), "月")]),
    ("一万小时", [(F(10_000), "小时")]),
    ("半天", [(F(1, 2), "天")]),
    ("一半", [(F(1, 2), "")]),
    ("½天", [(F(1, 2), "天")]),
    ("⑤", [(F(5), "")]),
    ("٣ 天", [(F(3), "天")]),
    ("共五种", [(F(5), "种")]),
    ("两个文件", [(F(2), "个")]),
    ("2022-06-01", [(F(date(2022, 6, 1).toordinal()), "date")]),
    ("0471-5181210", [(F(471), ""), (F(5181210), "")]),
    ("人社部发〔2024〕56号", [(F(2024), ""), (F(56), "号")]),
    ("十九届六中全会", [(F(19), "届")]),
])
def test_figures(text: str, found: list[tuple[F, str]]) -> None:
    assert [(figure.value, figure.unit) for figure in figures_in(text)] == found


@pytest.mark.parametrize("text", (
    "一次最多认定 这一项 第一 第三十二条 统一组织 一般要求 一律不予认可 进一步做好 哪一年 每一年 这两年 上半年 "
    "第八师 南疆四地州 四川三亚 十四五规划 中、初级 万一 十分 三支一扶 一线 之一"
).split())
def test_numerals_that_state_no_amount(text: str) -> None:
    assert figures_in(text) == []


@pytest.mark.parametrize("text", ["每天按 12 学时", "３６ 学时", "三分之二", "共五种", "30%", "半天"])
def test_a_figure_is_placed(text: str) -> None:
    figure = figures_in(text)[0]
    assert text[figure.start:figure.end] in ("12", "３６", "三分之二", "五", "30", "半")


@pytest.mark.parametrize(("text", "numbers"), [
    ("参加了三天", {3}),
    ("參加了３天半", {F(7, 2), 3}),
    ("7月3号到6号", {4, 7, 3, 6}),
    ("两个礼拜", {10, 12, 14}),
    ("三五天", {3, 5}),
    ("-3天", {3}),
    ("去德国进修半年", {6}),
    ("我1970年5月出生", {1970, 5, 55}),
    ("去年的", {2024}),
    ("公需学了20，专业45学时", {20, 45}),
    ("五十六周岁", {56}),
])
def test_numbers_said(text: str, numbers: set[F]) -> None:
    assert Spoken([text], TODAY).numbers >= numbers


def test_what_is_not_said_is_not_stated() -> None:
    spoken = Spoken(["参加了13天学术会议", "是5月6号的"], TODAY)
    assert not {F(3), F(12), F(14), F(30)} & spoken.numbers
    assert spoken.states("13天") and not spoken.states("3天")
    assert spoken.days == {F(TODAY.toordinal()), F(date(2025, 5, 6).toordinal())}


def test_alterations() -> None:
    assert list(one_more("36 学时，两年，三分之二，4.5天")) == [
        "37 学时，两年，三分之二，4.5天", "36 学时，两年，三分之二，5.5天", "36 学时，三年，三分之二，4.5天",
        "36 学时，两年，三分之三，4.5天"]
    assert list(interchanged("3 天 12 学时")) == ["12 天 12 学时", "3 天 3 学时"]
