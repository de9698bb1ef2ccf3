"""Properties of the language room: no text raises, spans hold, numbers come back."""
from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import cn2an
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from language_tables import TODAY, VOCABULARY

from bot.language.normalise import Normaliser
from bot.language.numerals import read
from bot.language.quantities import find_quantities

NORMALISER = Normaliser(VOCABULARY)
PIECES = st.sampled_from(
    (  # noqa: SIM905
        "三 天 学时 两 个 月 半 年 2022 22 5 日 号 到 至 - ~ 从 周 星期 岁 我 男 女 出生 生 的 了 满 第 一 十 "
        "百 千 万 零 点 . / , ， 。 负 前 后 今年 去年 昨天 上 下 本 多 几 来 大 小 快 不到 以上 左右 每天 门 "
        "科 次 篇 项 小时 公需 专业 还差 学 是 不是 改成 〔 〕 附件 ( ) 上午 课 节 分钟 俩 仨 廿 学识 公须课 "
        "研修斑 職稱 ５ ½ ① 　 \u200b \x00 \ud800 a h"
    ).split(" ")
)
SENTENCES = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=16).map("".join))
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31))


@given(SENTENCES, DAYS)
@settings(max_examples=600, deadline=None)
@example("2月30日到3-6日上周三", date(9999, 12, 31))
@example("三年前五年后大前天", date(1, 1, 1))
@example("99999999999999999999999999年前", TODAY)
def test_any_text_is_read_without_raising(text: str, today: date) -> None:
    found = find_quantities(text, today)
    end = 0
    for quantity in found:
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.text == text[quantity.start:quantity.end]
        end = quantity.end
        assert quantity.kind != "range" or (quantity.value is None and quantity.unit != "range")


@given(SENTENCES)
@settings(max_examples=600, deadline=None)
def test_normalising_keeps_its_promises(text: str) -> None:
    normalised = NORMALISER(text)
    assert len(normalised.offsets) == len(normalised.text)
    assert all(0 <= place < len(text) for place in normalised.offsets)
    assert list(normalised.offsets) == sorted(normalised.offsets)
    again = NORMALISER(normalised.text)
    assert again.text == normalised.text
    assert again.repairs == ()
    for repair in normalised.repairs:
        assert normalised.text[repair.start:repair.end] == repair.replacement != repair.original


@given(st.integers(0, 99_999))
def test_numerals_come_back(number: int) -> None:
    assert read(str(number)) == (number, number)
    assert read(cn2an.an2cn(str(number))) == (number, number)


PHRASES = ("{n}天", "参加了{n}天学术会议", "培训{n}天算多少学时", "一共 {n} 天", "{n}天的会", "就{n}天吧")


@given(st.integers(0, 400), st.sampled_from(PHRASES), st.sampled_from(["arabic", "chinese", "fullwidth"]))
@settings(deadline=None)
def test_days_come_back(number: int, phrase: str, script: str) -> None:
    (found,) = find_quantities(phrase.format(n=_written(number, script)), TODAY)
    assert (found.kind, found.value) == ("days", number)


@given(st.integers(1, 60), st.sampled_from(("进修{n}个月", "支教了{n}个月", "{n}个月能认多少学时")), st.booleans())
@settings(deadline=None)
def test_months_come_back(number: int, phrase: str, chinese: bool) -> None:
    (found,) = find_quantities(phrase.format(n=_written(number, "chinese" if chinese else "arabic")), TODAY)
    assert (found.kind, found.value) == ("months", number)


@given(st.integers(1, 20), st.sampled_from(("过了{n}门", "考过{n}科", "考了{n}门课", "{n}个科目都过了")), st.booleans())
@settings(deadline=None)
def test_subjects_come_back(number: int, phrase: str, chinese: bool) -> None:
    (found,) = find_quantities(phrase.format(n=_written(number, "chinese" if chinese else "arabic")), TODAY)
    assert (found.kind, found.value) == ("subjects", number)


@given(st.integers(0, 400), st.booleans(), st.sampled_from(("{n}学时", "{n}个学时", "修了{n}课时")))
@settings(deadline=None)
def test_halves_of_hours_come_back(number: int, half: bool, phrase: str) -> None:
    (found,) = find_quantities(phrase.format(n=f"{number}.5" if half else number), TODAY)
    assert found.value == Fraction(number) + (Fraction(1, 2) if half else 0)


def _written(number: int, script: str) -> str:
    if script == "chinese":
        return "两" if number == 2 else str(cn2an.an2cn(str(number)))
    text = str(number)
    return "".join(chr(ord(c) + 0xFEE0) for c in text) if script == "fullwidth" else text


FULL = (
    "{a.year}年{a.month}月{a.day}日至{b.year}年{b.month}月{b.day}日",
    "{a.year}-{a.month}-{a.day}到{b.year}-{b.month}-{b.day}",
    "{a.year}.{a.month}.{a.day}-{b.year}.{b.month}.{b.day}",
    "从{a.year}年{a.month}月{a.day}号到{b.year}年{b.month}月{b.day}号参加培训",
    "{a:%Y%m%d}-{b:%Y%m%d}",
)


@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)), st.integers(0, 800), st.sampled_from(FULL))
@settings(deadline=None)
def test_dates_count_both_ends(first: date, length: int, phrase: str) -> None:
    last = first + timedelta(days=length)
    (found,) = find_quantities(phrase.format(a=first, b=last), TODAY)
    assert (found.kind, found.value) == ("days", length + 1)
    assert (found.start_date, found.end_date) == (first, last)


@given(st.dates(date(2001, 1, 1), date(2060, 12, 31)), st.integers(1, 180), st.sampled_from(("{0}到{1}", "{0}-{1}")))
@example(date(2023, 12, 30), 61, "{0}到{1}")
@settings(deadline=None)
def test_dates_without_a_year_may_cross_new_year(first: date, length: int, phrase: str) -> None:
    last = first + timedelta(days=length)
    if (first.month, first.day) == (2, 29) or first.month == last.month:
        return
    text = phrase.format(f"{first.month}月{first.day}日", f"{last.month}月{last.day}日")
    (found,) = find_quantities(text, date(first.year, 6, 1))
    assert (found.value, found.start_date, found.end_date) == (length + 1, first, last)


AGED = ("我{n}", "男，{n}，评副高", "女{n}", "今年{n}了", "我今年{n}岁", "年满{n}", "{n}周岁")


@given(st.integers(16, 79), st.sampled_from(AGED))
@settings(deadline=None)
def test_ages_come_back(age: int, phrase: str) -> None:
    found = [q for q in find_quantities(phrase.format(n=age), TODAY) if q.kind == "age"]
    assert [q.value for q in found] == [age]


UNITS = "天 月 学时 门 次 小时 分 号 篇 周 元 人 % 个 年前 级 楼 中学"


@pytest.mark.parametrize("unit", UNITS.split())
@given(number=st.integers(16, 79))
@settings(deadline=None, max_examples=20)
def test_a_number_with_a_unit_is_no_age(unit: str, number: int) -> None:
    assert all(quantity.kind != "age" for quantity in find_quantities(f"我{number}{unit}", TODAY))


@given(
    st.text(alphabet="0123456789", min_size=7, max_size=25),
    st.sampled_from(("{}", "电话{}", "身份证号{}", "单号 {} 谢谢")),
)
@settings(deadline=None)
def test_long_numbers_are_no_quantity(digits: str, phrase: str) -> None:
    kinds = {quantity.kind for quantity in find_quantities(phrase.format(digits), TODAY)}
    assert kinds <= ({"date"} if len(digits) == 8 else set())
