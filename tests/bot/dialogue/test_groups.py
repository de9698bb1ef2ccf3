"""Several activities in one message: each fact stays with its own."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any, Callable

import pytest

from bot.dialogue.hear import hear
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)
Facts = dict[str, Any]
TWO_MORE = [{"level": "provincial", "days": 2}, {"level": "prefecture", "days": 1}]


def conference(level: str, days: Any, **more: Any) -> Facts:
    return {"activity": "academic_conference", "level": level, "days": days, **more}


def lecture(days: Any, **more: Any) -> Facts:
    return {"activity": "academic_lecture", "days": days, **more}


def course(kind: str, organizer: str, days: Any) -> Facts:
    return {"activity": kind, "organizer": organizer, "days": days}


# what stands before an activity in its own clause is of that one
OWN_CLAUSE: list[tuple[str, list[Facts]]] = [
    (
        "教育厅主办的高研班2天,全国性学术报告会3天,加起来几学时",
        [course("advanced_seminar", "department", 2), lecture(3, level="national")],
    ),
    (
        "去国外进修了1个月,回来又参加师范大学的进修班4天",
        [{"activity": "overseas_study", "months": 1}, course("refresher_class", "university", 4)],
    ),
    (
        "农业大学培训班3天、住建厅高研班1天、地区级学术讲座半天",
        [
            course("training_class", "university", 3),
            course("advanced_seminar", "department", 1),
            lecture(Fraction(1, 2), level="prefecture"),
        ],
    ),
    (
        "给继续教育班讲了6学时,还去开了一个自治区级的研讨会2天",
        [{"activity": "teaching", "hours": 6}, conference("provincial", 2)],
    ),
    (
        "财政厅的高研班3天加全国性学术会议2天",
        [course("advanced_seminar", "department", 3), conference("national", 2)],
    ),
    (
        "大学进修班5天和科研院所的培训班2天能认多少",
        [course("refresher_class", "university", 5), course("training_class", "research_institute", 2)],
    ),
    (
        "执业药师过了两门,职称考试过了一门,还参加了2天的市级学术会议",
        [
            {"activity": "licence_exam", "subjects": 2},
            {"activity": "title_exam", "subjects": 1},
            conference("prefecture", 2),
        ],
    ),
    (
        "中国医师协会的年会3天我读了论文,兵团级研讨会1天没有宣读",
        [conference("national", 3, presented=True), conference("provincial", 1, presented=False)],
    ),
    (
        "中级会计师考试过了,还有国家级学术会议2天我作了大会报告",
        [{"activity": "title_exam", "title_level": "middle"}, conference("national", 2, presented=True)],
    ),
    (
        "一起算一下:兵团级学术会议1天没读论文,国家级学术会议2天读了论文,计算机考试过了",
        [
            conference("provincial", 1, presented=False),
            conference("national", 2, presented=True),
            {"activity": "computer_exam"},
        ],
    ),
    (
        "听了全国性学术讲座,参加高校培训班3天",
        [{"activity": "academic_lecture", "level": "national"}, course("training_class", "university", 3)],
    ),
    (
        "财政局高研班上了4天,一建又过了3门",
        [course("advanced_seminar", "department", 4), {"activity": "licence_exam", "subjects": 3}],
    ),
    ("会议3天,讲座2天", [{"activity": "academic_conference", "days": 3}, lecture(2)]),
    ("学术会议国家级3天、自治区级2天、地州级1天", [conference("national", 3), *TWO_MORE]),
    (
        "本科毕业了,又考过了职称外语",
        [{"activity": "degree_education", "degree_obtained": True}, {"activity": "title_english_exam"}],
    ),
    (
        "中级职称和一级建造师都考过了",
        [{"activity": "title_exam", "title_level": "middle"}, {"activity": "licence_exam"}],
    ),
    (
        "参加了论坛和学术会议,还发表了论文,都能折合吗",
        [{"activity": "forum"}, {"activity": "academic_conference"}, {"activity": "paper"}],
    ),
    (
        "实用新型专利1项,核心论文2篇,课题1项,算多少",
        [{"activity": "utility_model"}, {"activity": "paper"}, {"activity": "project"}],
    ),
]

# one thing, told in several clauses
ONE_THING: list[tuple[str, list[Facts]]] = [
    ("全国性学术会议3天,这个会议是中华医学会办的", [conference("national", 3)]),
    ("全国性学术会议3天,会议一共开了3天", [conference("national", 3)]),
    ("参加全国性学术会议,3天,算多少学时", [conference("national", 3)]),
    ("参加了一个培训,是大学办的研修班,3天", [course("seminar_class", "university", 3)]),
    ("兵团级学术会议,开了整整两天,我们没有读论文,管培训的同事说不算", [conference("provincial", 2, presented=False)]),
    ("国家级学术会议3天,我的论文也在大会上宣读了", [conference("national", 3, presented=True)]),
    (
        "会议开了3天,培训班5天,会议是全国性的,培训班是大学办的",
        [conference("national", 3), course("training_class", "university", 5)],
    ),
    ("全国性会议开了3天,其中一天是讲座", [conference("national", 3)]),
    ("在大学参加了5天的培训班,结束后考试合格", [course("training_class", "university", 5)]),
    ("职称考试报了四门只过了两门", [{"activity": "title_exam", "subjects": 2}]),
    ("兵团级学术会议3天,没读论文。会议学时一年合计", [conference("provincial", 3, presented=False)]),
]

# said of several at once
OF_SEVERAL: list[tuple[str, list[Facts]]] = [
    (
        "三个都是自治区级的:学术会议1天,学术讲座2天,研讨会3天",
        [conference("provincial", 1), lecture(2, level="provincial"), conference("provincial", 3)],
    ),
    ("都是全国性的,学术会议2天,讲座1天", [conference("national", 2), lecture(1, level="national")]),
    ("学术会议2天,讲座1天,都是全国性的", [conference("national", 2), lecture(1, level="national")]),
    ("都是去年的:讲座2天,全国性学术会议1天", [lecture(2), conference("national", 1)]),
    (
        "兵团级会议3天,国家级会议2天,两个都没宣读论文",
        [conference("provincial", 3, presented=False), conference("national", 2, presented=False)],
    ),
    (
        "国家级会议3天和兵团级会议2天都读了论文",
        [conference("national", 3, presented=True), conference("provincial", 2, presented=True)],
    ),
    ("全国性会议开了两次,每次2天", [conference("national", 2)] * 2),
    (
        "兵团级会议开了两趟都是两天,头一趟我读了论文第二趟没读",
        [conference("provincial", 2, presented=True), conference("provincial", 2, presented=False)],
    ),
    (
        "中级考试过了,国家级会议开了两回都是三天,头一回我宣读了论文第二回没读",
        [
            {"activity": "title_exam", "title_level": "middle"},
            conference("national", 3, presented=True),
            conference("national", 3, presented=False),
        ],
    ),
    ("两场讲座各1天,还有两个全国会议各3天", [*[lecture(1)] * 2, *[conference("national", 3)] * 2]),
    (
        "国家级会议去了三趟,一趟2天一趟3天一趟1天,3天那趟我宣读了论文",
        [conference("national", 2), {"days": 3, "presented": True}, {"days": 1}],
    ),
    (
        "自治区级的学术会议和地区级的讲座各2天",
        [conference("provincial", 2), lecture(2, level="prefecture")],
    ),
    (
        "国家级学术会议2天和兵团级学术会议1天,前一个读了论文,后一个没读",
        [conference("national", 2, presented=True), conference("provincial", 1, presented=False)],
    ),
    (
        "国家级学术会议2天,兵团级学术会议1天,第一个宣读了论文,第二个没有",
        [conference("national", 2, presented=True), conference("provincial", 1, presented=False)],
    ),
]


@pytest.mark.parametrize(("text", "expected"), OWN_CLAUSE + ONE_THING + OF_SEVERAL)
def test_each_fact_is_of_its_own_activity(kb: KnowledgeBase, entities: Any, text: str, expected: list[Facts]) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert said.activities == expected
    assert not said.conflicts


def test_a_level_that_the_organizer_does_not_have_is_of_the_next(talk: Callable[..., Any]) -> None:
    chat = talk("bt")
    reply = chat.say("部委办的学术会议4天,没读论文;兵团级的2天,读了论文,一共多少学时")
    assert (reply["decision"]["outcome"], reply["decision"]["hours"]) == ("hours", 36)


def test_what_happened_at_one_event_is_asked_of_the_next(talk: Callable[..., Any]) -> None:
    chat = talk("bt")
    reply = chat.say("国家级学术会议4天读了论文,兵团级的2天,一共多少学时")
    assert reply["ask_for"][0] == "presented" and "2天" in reply["text"]
    assert chat.say("没有", "deny")["decision"]["hours"] == 38


def test_the_question_back_names_its_activity(talk: Callable[..., Any]) -> None:
    chat = talk()
    reply = chat.say("大学培训班3天,学术讲座1天,一共多少学时")
    assert reply["text"] == "1天学术讲座：请问是哪一级的？"
    assert chat.say("全国性的", "inform")["decision"]["hours"] == 36


def test_the_base_of_a_university_is_a_base(kb: KnowledgeBase, entities: Any) -> None:
    for text in ("大学基地办的培训班5天", "高校的继续教育基地办了个5天的培训班"):
        assert hear(text, entities(text, TODAY), kb, TODAY).activities == [course("training_class", "base", 5)]
    text = "大学办的培训班5天,在基地上的"
    assert hear(text, entities(text, TODAY), kb, TODAY).activities == [course("training_class", "university", 5)]


def test_our_profession_is_no_subject(kb: KnowledgeBase, entities: Any) -> None:
    text = "给咱们专业的继续教育班讲课 一共12课时 又去了主管部门的高研班2天"
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert said.activities[0] == {"activity": "teaching", "hours": 12} and not said.tells_done
