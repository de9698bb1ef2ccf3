"""Hours done that stand apart from their subject, or that are of both; and figures of which nothing may be made."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogue.record_loose import read_loosely
from bot.dialogue.record_rest import Rest, read_rest
from rules_core.quoted_numbers import numbers_in

TODAY = date(2025, 6, 1)
HALF = Fraction(1, 2)

#: text → hours by subject, or of both
STATED: list[tuple[str, dict[str, Any]]] = [
    # Words between a subject and its figure.
    ("公需课到这会儿我也就刷出来16个学时,离要求还有多少", {"public": 16}),
    ("公需那块平台里显示才记上14学时,还得再学几个", {"public": 14}),
    ("专业这一头今年修到37个,还短多少", {"professional": 37}),
    ("专业科目攒下五十一个半学时,还缺几个", {"professional": 51 + HALF}),
    ("专业课我抽空上了些,到昨天为止系统里是33学时,专业还缺多少", {"professional": 33}),
    ("公需科目我一直拖着,那天去看才记了9学时,还差几个", {"public": 9}),
    ("专业课考完了拿到26,公需课考完拿到30,还差几个", {"professional": 26, "public": 30}),
    # The figure stands first.
    ("学了20学时公需,还差多少", {"public": 20}),
    ("我手里有44个学时都是专业课,还差几个", {"professional": 44}),
    ("之前有12个专业学时,还差多少", {"professional": 12}),
    # Of both, not told apart.
    ("今年拢共才攒了64个学时,还得再学几个", {"total": 64}),
    ("公需和专业一起算今年就48学时,离标准还缺几个", {"total": 48}),
    ("两科合起来我有52.5学时,还差多少", {"total": 52 + HALF}),
    ("今年学时一共凑了66个,还要再修多少才过关", {"total": 66}),
    ("我学了97学时,还差吗", {"total": 97}),
    ("听说要72学时,我学了40学时,差几个", {"total": 40}),
    ("我们单位要求120学时,我学了50学时,还差多少", {"total": 50}),
    # A total beside one subject, and beside the question for the other.
    ("平台显示总学时66,其中公需有30,还差多少", {"total": 66}),
    ("总学时70,专业还差多少", {"total": 70}),
    ("专业课还差多少,我一共学了70学时", {"total": 70}),
]


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_what_is_stated(entities: Any, text: str, expected: dict[str, Any]) -> None:
    found = read_loosely(text, entities(text, TODAY)).hours
    assert {subject: found.get(subject) for subject in expected} == expected


#: Demanded, missing, planned, of a part of the year, of another person or thing, not exact, or not the whole.
NOT_STATED = [
    "今年要学90学时,我还差多少",
    "离90学时还差多少",
    "公需要求30学时,专业要求60学时,我还差多少",
    "每天学2学时,还差多少",
    "公需课每周学3个学时,还差多少",
    "我还差20学时,怎么补",
    "就差12个学时了",
    "公需差10,专业20,还差多少",
    "上半年学了20学时,下半年还差多少",
    "这个月专业学了10学时,还差多少",
    "网上学了20学时,还差多少",
    "其中选修20学时,还差多少",
    "三年一共学了200学时,还差多少",
    "公需三年一共90学时,还差多少",
    "专业课学了大概20学时,还差多少",
    "专业学了三四十学时,还差多少",
    "专业学了20学时,后来又补了6个学时,还差几个",
    "专业先是20学时,不久变成25学时,还差几个",
    "专业课原来学了20学时,退回去5学时,还差多少",
    "学了50学时被扣了10学时,还差多少",
    "已经有35学时,但有5学时不算,还差多少",
    "我同事公需学了20学时,我还差多少",
    "公需课30学时都没看,还差多少",
    "专业课剩20学时没看完,一共还差多少",
    "报了一个40学时的培训班还没上,还差多少",
    "没到60学时,还差多少",
    "质量方面今年修了45个学时,还缺几个",
    "公需课编号30,还差多少",
    "公需和专业各学了20学时,还差多少",
    "专业学了-5学时,还差多少",
    "今年学了99999学时,还差多少",
]


@pytest.mark.parametrize("text", NOT_STATED)
def test_what_is_left_out(entities: Any, text: str) -> None:
    assert read_loosely(text, entities(text, TODAY)).hours == {}


def test_what_nothing_can_be_made_of_is_told(entities: Any) -> None:
    def read(text: str) -> Any:
        return read_loosely(text, entities(text, TODAY))

    assert read("网上看了15学时,还差多少").unread == (15,)
    assert read("离90学时还差多少").unread == ()
    assert read("就差2个学时了").short and not read("公需学了2个学时").short
    assert read("专业先是20学时,不久变成25学时,还差几个").doubted == {"professional"}
    assert read("专业20学时,扣掉了5学时,还差多少").withdrawn


REST: list[tuple[str, list[Rest]]] = [
    ("21年专业差12个,别的都修满了", [Rest("public", "met"), Rest("professional", "met")]),
    ("20年公需没学,其余的也都齐了", [Rest("public", "met"), Rest("professional", "met")]),
    ("每年公需都齐了", [Rest("public", "met", None, True)]),
    ("三年的专业课都修完了", [Rest("professional", "met", 3, True)]),
    ("公需三年都修完了", [Rest("public", "met", 3, True)]),
    ("学时两年都齐了", [Rest("public", "met", 2), Rest("professional", "met", 2)]),
    ("20年公需30,剩下的都没学", [Rest("public", "0"), Rest("professional", "0")]),
    ("我一个学时都没有,还差多少", [Rest("public", "0"), Rest("professional", "0")]),
    ("其他的学得差不多了", []),
    ("其他都修完了吗", []),
    ("其他科室都齐了", []),
    ("2022年都齐了", []),
    ("第三年都齐了", []),
    ("三年前都修完了", []),
    ("公需课每年30都齐了", []),
    ("公需没学,还差多少", []),
]


@pytest.mark.parametrize(("text", "expected"), REST)
def test_what_is_said_of_all_the_rest(entities: Any, text: str, expected: list[Rest]) -> None:
    assert read_rest(text, entities(text, TODAY)) == expected


_PIECES = """
    今年 公需 专业 公需科目 专业课 公需和专业 两科 那块 平台显示 系统里 30 60 42.5 三十 10 0 30多 大概 四十八个半学时
    12个专业学时 学时 个 课时 都齐了 修满了 没学 没修完 其他 其余的 三年 每年 学了 攒了 才 只 有 一共 总共
    加起来 还差 差 就差 缺了 又补了 另外 退回 不对 应该是 要求 打算 离 各 都是 , 。 、 ? 和 是 了 我 还差多少 够吗
    3天会议 培训班 同事 上半年 线上
""".split()
_sentences = st.lists(st.sampled_from(_PIECES), max_size=14).map("".join)


@settings(max_examples=400, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=_sentences)
def test_no_figure_is_invented(entities: Any, text: str) -> None:
    written = {abs(n) for n in numbers_in(text)}
    written |= {value for word, value in (("三十", Fraction(30)), ("四十八个半", 48 + HALF)) if word in text}
    found = read_loosely(text, entities(text, TODAY))
    assert {*found.hours.values(), *found.unread} <= written
    read_rest(text, entities(text, TODAY))


def test_a_very_long_message_is_read_in_time(entities: Any) -> None:
    for piece in ("公需30", "学了20学时,", "还差", "其他都", "三年", "公需和专业、", "总共", "个", "12个专业学时"):
        text = (piece * 2000)[:2000]
        read_loosely(text, entities(text, TODAY))
        read_rest(text, entities(text, TODAY))


@pytest.mark.parametrize("text", ["课程上公布36学时", "文件里写的是32学时", "会议通知上标着16学时"])
def test_hours_of_the_course_itself_are_left_to_the_activity(entities: Any, text: str) -> None:
    """The person answers what the organizer published."""
    assert read_loosely(text, entities(text, TODAY)).explained == frozenset()
