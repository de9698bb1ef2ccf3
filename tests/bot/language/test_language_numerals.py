"""Numerals as people type them."""
from __future__ import annotations

from fractions import Fraction

import pytest

from bot.language.numerals import Span, chinese_integer, read, step_of, year_digits


@pytest.mark.parametrize(
    ("text", "value"),
    (
        ("零", 0), ("〇", 0), ("两", 2), ("十", 10), ("十五", 15), ("二十", 20), ("廿", 20), ("廿五", 25),
        ("卅", 30), ("一百", 100),
        ("一百二", 120), ("一百零二", 102), ("一百一十", 110), ("一百一十二", 112), ("两百五", 250),
        ("一千五", 1500), ("一千零五十", 1050),
        ("三千零五", 3005), ("一万二", 12000), ("十万", 100000), ("一万零三", 10003), ("一亿两千万", 120000000),
        ("三二", None), ("十十", None), ("百", None), ("一百百", None), ("万", None), ("", None),
        ("三天", None), ("一〇五", None),
    ),
)
def test_chinese_integer(text: str, value: int | None) -> None:
    assert chinese_integer(text) == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    (
        ("3", 3, 3), ("007", 7, 7), ("1.5", Fraction(3, 2), Fraction(3, 2)), ("1,000", 1000, 1000),
        ("2千", 2000, 2000),
        ("1/2", Fraction(1, 2), Fraction(1, 2)), ("3 1/2", Fraction(7, 2), Fraction(7, 2)),
        ("半", Fraction(1, 2), Fraction(1, 2)),
        ("俩", 2, 2), ("仨", 3, 3), ("三点二五", Fraction(13, 4), Fraction(13, 4)),
        ("三四", 3, 4), ("三五", 3, 5), ("两三", 2, 3), ("十五六", 15, 16), ("三四十", 30, 40),
        ("二十七八", 27, 28), ("五六百", 500, 600),
    ),
)
def test_read(text: str, low: Fraction, high: Fraction) -> None:
    assert read(text) == Span(low, high)


@pytest.mark.parametrize("text", ("", " ", "1/0", "五三", "四二", "一一", "点五", "三点", "十百"))
def test_not_a_number(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    ("text", "year"), (("二〇二二", 2022), ("二零二二", 2022), ("七五", 75), ("两五", None), ("", None))
)
def test_year_digits(text: str, year: int | None) -> None:
    assert year_digits(text) == year


@pytest.mark.parametrize(("number", "step"), ((20, 10), (3, 1), (300, 100), (120, 10), (0, 1)))
def test_step(number: int, step: int) -> None:
    assert step_of(Span(Fraction(number), Fraction(number))) == step
