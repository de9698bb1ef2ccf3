"""Everyday words and their meanings."""

from __future__ import annotations

import pytest

from bot.dialogue import everyday
from bot.dialogue.everyday import Meanings

ALIKE = [
    ("我要检举一家机构", "在哪里投诉"),
    ("这事谁拍板", "由哪个部门确定"),
    ("打证要去哪儿", "证书在什么地方打印"),
    ("年底打分考核看不看", "年度考核有没有影响"),
    ("做假会怎么罚", "弄虚作假怎么处理"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_what_is_said_in_other_words_shares_a_meaning(one: str, other: str) -> None:
    meanings = Meanings()
    assert set(meanings.of(one)) & set(meanings.of(other))


def test_a_word_is_in_one_group_only() -> None:
    words = everyday._GROUPS.split()
    assert len(words) == len(set(words))


def test_names_of_terms_are_meanings_too() -> None:
    assert Meanings([("公共课", "public")]).of("公共课怎么学") == ["public"]
    assert Meanings().of("") == []
