"""Noise from the keyboard is told from short, foreign and emphatic texts."""

from __future__ import annotations

import pytest

from bot.language.gibberish import is_gibberish


@pytest.mark.parametrize(
    "text",
    [
        "fdskjhfkjsdhf",
        "kkkkkkkkkkkk",
        "lkjhgfdsa",
        "qwertyuiop[]",
        "mnbvcxz,./",
        "ｄｆｋｊｈｓｄｆ",
        "sdkfjh skdjfh ksjdfh",
        "a7d9f3k2 q8",
        "00ff3c9e1b7a",
        "课课课课公公公公学学学",
    ],
)
def test_noise(text: str) -> None:
    assert is_gibberish(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "好",
        "666",
        "2025",
        "ok",
        "thanks",
        "MBA算学时吗",
        "how many hours do I need this year",
        "peixunban suan xueshi ma",
        "zhuanye ke",
        "xjzcsq打不开",
        "www.xjzcsq.com",
        "你是chatgpt吗",
        "SCI论文",
        "2025-06-01 2025-06-03",
        "GB11643-1999",
        "Q1 Q2 Q3 Q4 2025",
        "哈哈哈哈哈哈",
        "对对对对对",
        "在吗在吗在吗",
        "3天36学时",
    ],
)
def test_language(text: str) -> None:
    assert not is_gibberish(text)
