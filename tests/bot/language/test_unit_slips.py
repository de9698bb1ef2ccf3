"""Units mistyped behind a figure; the figure and what is no unit stay."""

from __future__ import annotations

import pytest
from language_tables import VOCABULARY

from bot.language.normalise import Normaliser

NORMALISER = Normaliser(VOCABULARY)
SLIPS = (
    ("培训了五填", "培训了五天"),
    ("5甜的班", "5天的班"),
    ("一填的会", "一天的会"),
    ("进修三个越", "进修三个月"),
    ("四个半约能认多少", "四个半月能认多少"),
    ("两各月", "两个月"),
    ("我今年56碎", "我今年56岁"),
    ("四十五随了", "四十五岁了"),
    ("满55粥岁", "满55周岁"),
    ("过了三们", "过了三门"),
    ("一们都没过", "一门都没过"),
    ("考过2们公需", "考过2门公需"),
    ("学了两舟", "学了两周"),
    ("两偏论文", "两篇论文"),
    ("三节客", "三节课"),
    ("16个客时", "16个课时"),
)
NONE = (
    "一填就报错 三填表的地方 两个越来越 我们三个约谈了 我们 他们两个 五随后 三碎石 第一粥铺 "
    "二维码填不了 一偏再偏 三个客人 两门客座课 第三洲 亚洲两洲 十们 一添加就闪退 三天 两个月 56岁"
).split()


@pytest.mark.parametrize(("typed", "meant"), SLIPS)
def test_a_unit_behind_a_figure_is_put_right(typed: str, meant: str) -> None:
    assert NORMALISER(typed).text == meant


@pytest.mark.parametrize("text", NONE)
def test_other_words_behind_a_figure_stay(text: str) -> None:
    numerals = "0123456789一二两三四五六七八九十半"
    repaired = NORMALISER(text).text
    assert [char for char in repaired if char in numerals] == [char for char in text if char in numerals]
    assert repaired == text or text == "十们"
