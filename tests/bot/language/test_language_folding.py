"""Folding to one spelling: NFKC, traditional to simplified, white space; and the way back to the original."""
from __future__ import annotations

from pathlib import Path

import pytest

from bot.language.folding import fold
from bot.language.normalise import Normaliser

TEXTS = Path(__file__).parents[3] / "policy_kb" / "data" / "texts"
NORMALISER = Normaliser(())


@pytest.mark.parametrize(
    ("typed", "folded"),
    (
        ("全国性學術會議５天几个学时", "全国性学术会议5天几个学时"),
        ("請問兩個月進修", "请问两个月进修"),
        ("３.５天", "3.5天"),
        ("3½天", "3.5天"),
        ("½天", "0.5天"),
        ("3⅓天", "3 1/3天"),
        ("①3天②5天", "(1)3天(2)5天"),
        ("⒈3天", "(1)3天"),
        ("3️⃣天", "3天"),
        ("−3天", "-3天"),
        ("７月３日～６日", "7月3日~6日"),
        ("（三）", "(三)"),
        ("公　需　课", "公需课"),
        ("公 需 课 怎么学", "公需课 怎么学"),
        ("  3\u00a0\t天 \n", "3 天"),
        ("三天\r\n全国", "三天 全国"),
        ("学\u200b时", "学时"),
        ("\ufeff三天", "三天"),
        ("a\u0301", "á"),
        ("㋄", "5月"),
        ("\ud800三天", "三天"),
        ("\x00三\x07天", "三天"),
        ("", ""),
        (" \n ", ""),
        ("专著论著", "专著论著"),
    ),
)
def test_fold(typed: str, folded: str) -> None:
    text, offsets = fold(typed)
    assert text == folded
    assert len(offsets) == len(text)


@pytest.mark.parametrize("name", sorted(path.name for path in TEXTS.glob("*.txt")))
def test_the_notices_are_simplified_already_and_hold_no_typo(name: str) -> None:
    for line in (TEXTS / name).read_text(encoding="utf-8").splitlines():
        assert NORMALISER(line).repairs == ()
        bare = line.replace(" ", "")
        assert [c for c in fold(bare)[0] if c >= "\u4e00"] == [c for c in bare if c >= "\u4e00" and c < "\uff00"]


def test_offsets_lead_back() -> None:
    typed = "  全国性學術會議 ５\u200b天"
    normalised = NORMALISER(typed)
    assert normalised.text == "全国性学术会议 5天"
    start = normalised.text.index("5天")
    assert typed[slice(*normalised.original_span(start, start + 2))] == "５\u200b天"
    assert typed[slice(*normalised.original_span(3, 7))] == "學術會議"
    assert normalised.original_span(0, 0) == (2, 2)


def test_original_span_of_nothing() -> None:
    assert NORMALISER("").original_span(0, 0) == (0, 0)
