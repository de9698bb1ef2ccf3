"""Which facts a sentence states, and of which activity."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from bot.dialogue.hear import hear
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)

# text → the activities' facts, in the order said
ACTIVITIES: list[tuple[str, list[dict[str, Any]]]] = [
    ("参加三天全国性学术会议", [{"activity": "academic_conference", "level": "national", "days": 3}]),
    (
        "自治区级会议2天,加上高研班1天",
        [
            {"activity": "academic_conference", "level": "provincial", "days": 2},
            {"activity": "advanced_seminar", "days": 1},
        ],
    ),
    (
        "国家级会议3天,兵团级会议5天",
        [
            {"activity": "academic_conference", "level": "national", "days": 3},
            {"activity": "academic_conference", "level": "provincial", "days": 5},
        ],
    ),
    ("开了两个国家级学术会议,各两天", [{"activity": "academic_conference", "level": "national", "days": 2}] * 2),
    ("职称外语和计算机两个考试都过了", [{"activity": "title_english_exam"}, {"activity": "computer_exam"}]),
    (
        "进修一个月,又过了一门职称资格考试",
        [{"activity": "further_study", "months": 1}, {"activity": "title_exam", "subjects": 1}],
    ),
    (
        "高校培训班5天 + 我给继续教育班讲了8学时课",
        [{"activity": "training_class", "organizer": "university", "days": 5}, {"activity": "teaching", "hours": 8}],
    ),
    ("我在继续教育培训班讲了10学时的课", [{"activity": "teaching", "hours": 10}]),
    ("全国会议3天,这个全国性会议能算多少", [{"activity": "academic_conference", "level": "national", "days": 3}]),
    (
        "国家级学术会议3天,没报告论文",
        [{"activity": "academic_conference", "level": "national", "days": 3, "presented": False}],
    ),
    (
        "国家级学术会议3天,在会上宣读了自己的论文",
        [{"activity": "academic_conference", "level": "national", "days": 3, "presented": True}],
    ),
    ("会议2天 木有读论文", [{"activity": "academic_conference", "days": 2, "presented": False}]),
    ("发表了一篇论文", [{"activity": "paper"}]),
    ("中级会计考过了", [{"activity": "title_exam", "title_level": "middle"}]),
    ("去挂职锻炼11个月,差一个月满一年", [{"activity": "secondment", "months": 11}]),
    ("一年里开了全国会议2天", [{"activity": "academic_conference", "level": "national", "days": 2}]),
    ("五天的高研班,够一年的专业课吗", [{"activity": "advanced_seminar", "days": 5}]),
    ("事业单位的继续教育算不算在岗培训", []),
    ("每天8学时吗", []),
]


@pytest.mark.parametrize(("text", "expected"), ACTIVITIES)
def test_activities(kb: KnowledgeBase, entities: Any, text: str, expected: list[dict[str, Any]]) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert said.activities == expected
    assert not said.conflicts


# text → the person's facts
PERSON: list[tuple[str, dict[str, Any]]] = [
    ("男,56岁,今年评正高", {"gender": "male", "age": 56, "title_level": "full_senior", "purpose": "title_review"}),
    ("女45岁申报中级", {"gender": "female", "age": 45, "title_level": "middle", "purpose": "title_review"}),
    ("专科毕业认定助理级", {"degree": "associate", "title_level": "junior", "purpose": "title_confirmation"}),
    ("我是中级,想评副高", {"title_level": "associate_senior", "purpose": "title_review"}),
    ("民营企业的工程师,评高工", {"sector": "non_public", "title_level": "senior", "purpose": "title_review"}),
    ("我妈五十三岁想评个高级", {"gender": "female", "age": 53, "title_level": "senior", "purpose": "title_review"}),
    ("公需学了20,专业学了45", {"done_public": 20, "done_professional": 45}),
    ("专业科目还差12学时", {"course_subject": "professional"}),
    ("21年专业课差了10个", {"course_subject": "professional"}),
    ("公需30/30", {"course_subject": "public"}),
    ("公需科目要多少", {"course_subject": "public"}),
    ("公需和专业各要多少", {}),
    ("老师您好", {}),
]


@pytest.mark.parametrize(("text", "expected"), PERSON)
def test_person(kb: KnowledgeBase, entities: Any, text: str, expected: dict[str, Any]) -> None:
    assert hear(text, entities(text, TODAY), kb, TODAY).person == expected


# text → the fact that is stated in two ways
CONFLICTS = [
    ("5月6号到8号一共5天的全国学术会议", "days"),
    ("这个讲座既是全国性的又是地州市级的,就两天", "level"),
    ("会议开了3天还是5天来着", "days"),
    ("男,56岁,1980年3月出生", "age"),
    ("全国会议3天4天", "days"),
]


@pytest.mark.parametrize(("text", "fact"), CONFLICTS)
def test_facts_against_each_other_are_noted(kb: KnowledgeBase, entities: Any, text: str, fact: str) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert [c.fact for c in said.conflicts] == [fact]


@pytest.mark.parametrize("text", ["全国会议-3天", "全国会议0天", "全国会议100000天", "全国会议400天"])
def test_absurd_amounts_are_refused(kb: KnowledgeBase, entities: Any, text: str) -> None:
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert said.refused is not None and said.refused[0] == "days"
    assert not any("days" in group for group in said.activities)


def test_a_range_is_vague(kb: KnowledgeBase, entities: Any) -> None:
    said = hear("全国会议三五天", entities("全国会议三五天", TODAY), kb, TODAY)
    assert said.vague == {"days": "三五天"}


def test_total_stands_for_the_parts(kb: KnowledgeBase, entities: Any) -> None:
    text = "再加半天,总共一天半"
    said = hear(text, entities(text, TODAY), kb, TODAY)
    assert said.activities == [{"days": Fraction(3, 2)}] and not said.adds
