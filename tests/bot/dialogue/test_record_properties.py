"""Whatever is written, a record holds no figure that was not written, and no text stops the reader."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.record import figure
from bot.dialogue.record_hear import read_answer, read_record
from rules_core.quoted_numbers import numbers_in

TODAY = date(2022, 6, 1)
_PIECES = """
    2020年 2021年 21年 今年 去年 2020到2022年 公需 专业 公需科目 专业课 公需和专业 两科 30 60 42.5 三十 10 0 30多 30/30
    2021 学时 个 课时 都齐了 修满了 没学 没修完
    还差 差 缺了 大概 又学了 不对 应该是 要求 打算 各 都是 分别 一共
    每年 三年 , 。 、 ? 和 是 了 只 我 评副高 还差多少 对吗 吗 3天会议 从机关转来 30岁
""".split()
_sentences = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


@settings(max_examples=600, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=_sentences)
def test_no_figure_is_invented(entities: Any, text: str) -> None:
    written = {abs(n) for n in numbers_in(text)} | {Fraction(30) if "三十" in text else Fraction(0), Fraction(0)}
    found = entities(text, TODAY)
    done, places = read_record(text, found)
    amounts = [d.amount for d in done] + read_answer(text, found)[0]
    for amount in amounts:
        if amount is not None and amount != "met":
            hours = figure(amount) if figure(amount) is not None else Fraction(amount.partition(":")[2])
            assert hours in written, (text, amount)
    assert all(0 <= place < len(text) for place in places)
    assert all(d.year is None or 1999 < d.year < 2040 for d in done)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(max_size=60))
def test_any_text_is_read(entities: Any, text: str) -> None:
    read_record(text, entities(text, TODAY))
    read_answer(text, entities(text, TODAY))


def test_a_very_long_message_is_read_in_time(entities: Any) -> None:
    """Words that repeat, two thousand characters of them: no search that grows out of hand."""
    for piece in ("都全都", "还", "公需和专业、", "学了", "2021年", "差了", " ", "一个都没", "没有", "30、"):
        text = (piece * 2000)[:2000]
        read_record(text, entities(text, TODAY))
