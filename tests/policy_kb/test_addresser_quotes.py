"""Quotes are found over the breaks of the print, once, and come back as spans of the original text."""

import pytest

from policy_kb.addresser import AmbiguousQuote, count_quote, find_quote, squeeze


@pytest.mark.parametrize(
    ("clause", "quote", "found"),
    [
        ("每天按 12 学时予以认定", "每天按12学时予以认定", "每天按 12 学时予以认定"),
        ("每天按12学时予以认定", "每天 按12\n学时", "每天按12学时"),
        ("期间违反学\n\n习纪律的", "违反学习纪律", "违反学\n\n习纪律"),
        ("种类。\n\n### 1.证书；\n\n- 附件", "种类。1.证书；附件", "种类。\n\n### 1.证书；\n\n- 附件"),
        ("甲\n\n  ## 乙", "甲乙", "甲\n\n  ## 乙"),
        ("***上报材料**按顺序", "上报材料按顺序", "上报材料**按顺序"),
        ('意见\t<p>经审验,</p> <p style="text-align: right;">公 章</p>', "经审验,公章", None),
        ("完成规定学时的 1/3 即可", "1/3", "1/3"),
        ("气温-3度", "-3度", "-3度"),
        ("小于5<6学时", "5<6学时", "5<6学时"),
        ("甲", "乙", ""),
        ("（附件）", "(附件)", ""),
    ],
)
def test_find_quote(clause, quote, found):
    span = find_quote(clause, quote)
    if found == "":
        assert span is None
    else:
        assert span is not None
        assert clause[slice(*span)] == (found if found is not None else clause[6:-4])


def test_a_quote_that_stands_twice_proves_nothing():
    clause = "每天按 8 学时，另加每天按8学时"
    assert count_quote(clause, "每天按8学时") == 2
    with pytest.raises(AmbiguousQuote, match="2 times"):
        find_quote(clause, "每天按8学时")


def test_overlapping_places_are_counted():
    assert count_quote("学学学", "学学") == 2


@pytest.mark.parametrize("quote", ["", " \n", "**"])
def test_an_empty_quote_is_refused(quote):
    with pytest.raises(ValueError, match="empty"):
        count_quote("甲", quote)


def test_squeeze():
    assert squeeze(" 2025 年\u3000\n3\xa0月\t") == "2025年3月"
