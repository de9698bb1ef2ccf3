"""Conversations about what is missing of one year: a subject alone, a total of both, activities as what is done, and
all the rest of a review's record.

Worked out by hand: 90 a year, of it 公需 30 and 专业 60, in every notice held (xj-city-2022#一/1, bt-2019#一/三,
hhht-2022#一, aks-2025#二). xj-city-2022#附件3: conferences 12 a day (national) and 10 (provincial), classes 8,
examinations 30 a subject. bt-2019#附件/二/五 and 二/七: 30 for a 初级 examination, 10 for 职称外语, 40 for a licence;
二/四: conferences 6 a day (national) and 4 (兵团), 6 for a paper.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

HHHT, AKS, CITY, XJ, BT = "nm-hhht", "xj-aks", "xj-city", "xj", "bt"
DAY = {HHHT: "2022-06-01", AKS: "2025-06-01", CITY: "2025-06-01", XJ: "2025-06-01", BT: "2025-06-01"}


@dataclass(frozen=True)
class Case:
    """Turns ("text#intent", ask_remaining where none is written) and what the last answer is."""

    region: str
    turns: tuple[str, ...]
    hours: float | None = None
    public: float | None = None
    professional: float | None = None
    asks: str | None = None
    says: str = ""
    open: tuple[tuple[int, str], ...] = ()
    unsaid: str = ""


def public(region: str, hours: float, *turns: str, **more: Any) -> Case:
    return Case(region, turns, hours, public=hours, **more)


def professional(region: str, hours: float, *turns: str, **more: Any) -> Case:
    return Case(region, turns, hours, professional=hours, **more)


def both(region: str, one: float, other: float, *turns: str, **more: Any) -> Case:
    return Case(region, turns, one + other, public=one, professional=other, **more)


def together(region: str, hours: float, *turns: str) -> Case:
    return Case(region, turns, hours, says=f"至少还差 {hours:g} 学时")


def asking(region: str, fact: str, *turns: str, **more: Any) -> Case:
    return Case(region, turns, asks=fact, **more)


OTHER = "专业科目完成了多少还不清楚"
CASES = [
    # One subject: the other is told to be left out, unless one was asked for by name.
    public(BT, 14, "公需课到这会儿我也就刷出来16个学时,离要求还有多少", says=OTHER),
    public(HHHT, 19, "公需科目平台里才记上11学时,还得学几个才及格", says=OTHER),
    professional(CITY, 8.5, "专业科目攒下五十一个半学时,还缺几个"),
    professional(AKS, 27, "断断续续把公需听完了,专业课系统里显示只有33学时,专业课还缺多少", unsaid="公需科目完成"),
    professional(XJ, 0, "专业都学了70学时了还差吗", says="不差学时"),
    public(CITY, 0, "公需考完了30,还差不差", says="不差学时"),
    both(BT, 21, 60, "我公需那个才学了9个,专业的一点儿没碰,一年下来还得学多少"),
    both(CITY, 0, 16, "公需合格了,专业44,差多少"),
    professional(CITY, 18, "学了42学时了,都是专业的,还差多少"),
    both(BT, 0, 4, "专业考了56,公需考完30,还差几个"),
    # A total.
    together(XJ, 26, "今年拢共才攒了64个学时,还得再学几个"),
    together(HHHT, 37.5, "两科合起来我有52.5学时,还差多少"),
    together(BT, 42, "公需和专业一起算今年就48学时,离标准还缺几个"),
    together(HHHT, 49, "这两科加到一块今年就只有41学时,离规定的还缺多少"),
    together(CITY, 60, "今年修了30学时,还差多少"),
    both(CITY, 0, 24, "平台显示总学时66,其中公需有30,还差多少"),
    professional(CITY, 30, "总学时66,公需36,专业还差多少"),
    both(XJ, 0, 26, "今年拢共才攒了64个学时,还得再学几个", "公需30#inform"),
    both(XJ, 0, 15, "总共学了60学时,还差多少", "公需30,专业45#inform"),
    both(BT, 0, 0, "我学了97学时,还差吗", "公需30#inform"),
    asking(BT, "done_public", "我学了97学时,还差吗", says="合计已经达到"),
    asking(BT, "done_total", "合计70学时,专业50公需30,还差多少", says="不一致"),
    both(BT, 0, 10, "合计70学时,专业50公需30,还差多少", "80#inform"),
    asking(BT, "done_professional", "总学时70,专业还差多少"),
    # Activities as what is done: 20 + 24, 30 + 10, and what was told beside them.
    professional(CITY, 16, "专业课去了2天自治区级学术会议,又上了3天大学办的培训班,离一年的量还缺几个",
                 says="可计专业科目 20 学时"),
    professional(BT, 20, "初级会计考试过了,职称英语也过了,专业课还差几学时", says="30 + 10 = 40"),
    both(CITY, 0, 10, "公需30学时修完了,专业课就2天自治区级学术会议和一门考过的职称考试,全年还缺多少"),
    both(CITY, 30, 36, "公需没学,参加了2天全国性学术会议,还差多少"),
    professional(CITY, 16, "专业学了20学时,另外参加了2天全国性学术会议,还差多少", says="20 + 24 = 44"),
    professional(CITY, 28, "专业课有2天自治区级学术会议,还差多少", "还有1天全国性的学术会议#inform"),
    professional(CITY, 24, "专业课参加了2天全国性学术会议,还差多少", "不对,是3天#correct"),
    professional(CITY, 24, "专业课参加了全国性学术会议,还差多少", "3天#inform"),
    both(CITY, 10, 36, "今年还差多少", "公需20#inform", "参加了2天全国性学术会议#inform"),
    professional(CITY, 26, "参加过全国性学术会议2天、自治区级学术会议1天,专业课够了吗", unsaid="公需科目完成了多少"),
    professional(CITY, 0, "高级研修班8天,专业课还差几个学时", says="按上限计"),
    both(CITY, 0, 40, "公需已经30了,专业才搞了2天自治区级学术会议,还差几个学时"),
    both(CITY, 30, 24, "我这年就去听了3天全国性学术会议,别的啥也没有,还差多少"),
    # Activities told before the question: 12 a day; 4 a day and 10 for the examination; 40 for a licence.
    professional(CITY, 24, "上个礼拜去开了3天全国性学术会议#inform", "专业课我还欠几个学时", says="没有算在内"),
    professional(BT, 42, "参加了兵团级学术会议2天,没宣读论文#inform", "职称英语也考过了#inform", "那专业课还差多少"),
    professional(CITY, 24, "去开了3天全国性学术会议#inform", "专业课还差多少", "还差多少"),
    both(CITY, 0, 36, "今年参加了2天全国性学术会议#inform", "公需课30学时学完了#inform", "我还缺多少学时"),
    professional(BT, 20, "执业药师拿下来了,专业课还要补多少学时", says="40"),
    professional(BT, 36, "全国性学术会议听了三天也宣读了论文,就这一个活动,专业课还差多少"),
    both(AKS, 0, 30, "加起来有60个学时,里面30是公需的,还缺多少"),
    both(XJ, 0, 0, "公需三十、专业六十都满了,是不是就不差了"),
    asking(BT, "done_professional", "初级职称考试过了给三十,网上专业课学了12学时,还差几个", says="是不是已经包括"),
    asking(CITY, "done_professional", "2023年10月参加了2天全国性学术会议#inform", "我专业课还差多少"),
    asking(CITY, "done_professional", "去年11月8号到9号参加了全国性学术会议#inform", "我专业课还差多少"),
    asking(CITY, "done_professional", "我同事参加了2天全国性学术会议#inform", "我专业课还差多少"),
    asking(CITY, "done_professional", "去年参加了2天全国性学术会议#inform", "今年专业课还差多少"),
    asking(CITY, "done_professional", "参加了2天全国性学术会议#inform", "那个会后来没去成#inform", "专业课还差多少"),
    asking(CITY, "done_professional", "打算去2天全国性学术会议,已经报上了#ask_hours", "专业课还差多少"),
    asking(CITY, "done_professional", "今年参加了2天全国性学术会议#inform", "专业学了20学时,又去听课了#ask_remaining",
           "专业课还差多少"),
    asking(CITY, "done_professional", "听了1天自治区级学术讲座#inform", "大学办的培训班上了3天#ask_hours",
           "专业课还差多少"),
    asking(BT, "done_professional", "今年参加了兵团级学术会议2天#inform", "职称英语考过了#inform", "专业课还差多少"),
    # Spoken of, and not what is done.
    public(CITY, 9, "网课老是卡,公需课好不容易记到21学时,还差多少"),
    asking(CITY, "done_professional", "要是再参加2天全国性学术会议,专业还差多少"),
    asking(CITY, "done_professional", "三天全国性学术会议算多少学时#ask_hours", "那我今年专业还差多少"),
    asking(CITY, "done_professional", "专业学了20学时,两天全国性学术会议,还差多少", says="是不是已经包括"),
    professional(CITY, 16, "专业学了20学时,两天全国性学术会议,还差多少", "44#inform"),
    asking(CITY, "done_professional", "公需学了30学时,专业学了20学时,后来又补了6个学时,还差几个"),
    asking(BT, "done_professional", "公需三十都学完了,专业课去面授班学了20个学时,后来又在网上补了6个学时,还差几个"),
    professional(BT, 40, "专业课去面授班学了20个学时,还差几个"),
    asking(CITY, "done_public", "公需课30学时还差多少"),
    asking(CITY, "done_public", "还差8个学时"),
    asking(CITY, "hours", "今年学了-5学时,还差多少", says="不合理"),
    # All the rest of a review's record; 公需 of 2020 to 2022, 专业 of 2021 and 2022.
    both(HHHT, 0, 12, "评副高,21年专业还差12学时,别的都修满了,一共还差多少"),
    both(HHHT, 30, 0, "评中级,20年公需没学,其余的都齐了,还差几个"),
    both(HHHT, 0, 30, "评副高,三年公需都修完了,21年专业学了50,22年专业40,还差多少"),
    both(HHHT, 0, 18, "评中级,每年公需都齐了,专业21年差10个,22年差8个,还差多少"),
    both(HHHT, 10, 0, "评中级,22年都学了,21年公需专业都修完了,20年公需20,还差多少"),
    both(HHHT, 5, 0, "评副高还差多少", "20年公需25#inform", "其余的都齐了#inform"),
    both(HHHT, 0, 20, "评中级,就差21年专业20个,其他都齐了,还差多少"),
    both(HHHT, 0, 0, "评副高,学时三年都齐了,还差什么"),
    both(HHHT, 90, 120, "评副高,我一个学时都没有,还差多少"),
    both(HHHT, 5, 0, "公需还差5个,别的都齐了,一共差多少"),
    asking(HHHT, "record", "评副高,两年公需都修完了,还差多少",
           open=((2020, "public"), (2021, "public"), (2021, "professional"), (2022, "public"), (2022, "professional"))),
    asking(HHHT, "record", "评中级,21年公需大概20,其他都齐了,还差多少", open=((2021, "public"),)),
    asking(HHHT, "record", "评中级,2021年修了80学时,其他都齐了,还差多少",
           open=((2021, "public"), (2021, "professional"))),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: "|".join(case.turns))
def test_conversation(talk: Callable[..., Any], case: Case) -> None:
    chat = talk(case.region, DAY[case.region])
    for turn in case.turns:
        text, _, intent = turn.partition("#")
        chat.say(text, intent or "ask_remaining")
    last, decision = chat.results[-1], chat.results[-1]["decision"]
    outcome = "hours" if case.hours is not None else None
    assert (decision["outcome"], decision["hours"]) == (outcome, case.hours), last["text"]
    assert decision["by_subject"] == {"public": case.public, "professional": case.professional}, last["text"]
    assert last["ask_for"][:1] == ([case.asks] if case.asks else [])
    assert case.says in last["text"] and (not case.unsaid or case.unsaid not in last["text"])
    if case.open:
        assert [(cell["year"], cell["subject"]) for cell in chat.frame["open"]] == list(case.open)


def test_a_fresh_question_leaves_the_activities_of_the_last(talk: Callable[..., Any]) -> None:
    chat = talk(CITY, DAY[CITY])
    chat.say("专业课参加了2天全国性学术会议,还差多少", "ask_remaining")
    assert chat.say("1天自治区级学术会议算多少学时", "ask_hours")["decision"]["hours"] == 10
    assert chat.frame["credits"] is False
    assert chat.say("今年专业学了50学时,还差多少", "ask_remaining")["decision"]["hours"] == 10


def test_an_activity_of_which_the_text_gives_no_figure_is_the_answer(talk: Callable[..., Any]) -> None:
    chat = talk(HHHT, DAY[HHHT])
    result = chat.say("专业课参加了5天进修考察,还差多少", "ask_remaining")
    assert (result["decision"]["outcome"], result["decision"]["hours"]) == ("recognized", None)
