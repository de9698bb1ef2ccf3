"""Where one question of a message ends and the next begins."""

from __future__ import annotations

import pytest

from bot.dialogue.parts import cut

SEVERAL: list[tuple[str, list[str]]] = [
    ("每年要学多少学时？网址是什么？", ["每年要学多少学时？", "网址是什么？"]),
    ("高校培训班5天算多少学时，需要什么证明材料", ["高校培训班5天算多少学时，", "需要什么证明材料"]),
    ("高研班3天给多少学时？另外登记表交到哪里", ["高研班3天给多少学时？", "登记表交到哪里"]),
    ("评中级要哪几年的，顺便问下联系电话是多少", ["评中级要哪几年的，", "联系电话是多少"]),
    ("男，52岁，评副高。还要学时吗？不够能补学吗？", ["男，52岁，评副高。还要学时吗？", "不够能补学吗？"]),
    ("最晚几号截止，平台链接也发我一个", ["最晚几号截止，", "平台链接也发我一个"]),
    ("给个联系方式吧，评中级要哪几年的", ["给个联系方式吧，", "评中级要哪几年的"]),
    ("会议2天多少学时？要交什么材料？我是兵团的", ["会议2天多少学时？", "要交什么材料？我是兵团的"]),
]
ONE = [
    "培训班三天多少学时",
    "我是兵团的，去年参加了会议，没读论文，算多少学时",
    "这事我也搞不清楚，谁都说不准，到底要多少学时？",
    "请问一下，学时怎么打印",
    "单位给我报了名，我打了电话，没人接，怎么办",
    "平台发的网址打不开，怎么登录",
    "你好",
    "八天的会议，64还是60",
    "",
    "为什么" * 100 + "？多少？",
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_cut(text: str, expected: list[str]) -> None:
    assert [part.text for part in cut(text)] == expected


@pytest.mark.parametrize("text", ONE)
def test_one_question_stays_whole(text: str) -> None:
    assert cut(text) == []


def test_what_is_asked_is_told_without_what_stands_before_it() -> None:
    first, second = cut("男，52岁，评副高。还要学时吗？另外，不够能补学吗？")
    assert (first.asked, second.asked) == ("还要学时吗", "不够能补学吗")
    assert second.apart and not cut("要学多少，不够能补学吗")[1].apart
