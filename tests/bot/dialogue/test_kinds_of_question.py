"""Which kind of question it is, and of which year: a rule on the activity, the requirement, or the notice's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

Talk = Callable[..., Any]

# region, text, intent → outcome, a clause that is cited
SETTLED_BY_A_RULE = [
    ("xj-city", "我在村里当第一书记,打算评职称,学时按什么办", "ask_exemption", "per_prior_policy", "xj-city-2022#二/3"),
    ("xj-city", "特培人员评副高,还要学时吗", "ask_exemption", "per_prior_policy", "xj-city-2022#二/3"),
    ("bt", "驻村满一年,今年想评职称,学时还要吗", "ask_exemption", "deemed_complete", "bt-2019#附件/二/六"),
    ("bt", "在职读硕士,今年领到证了,专业课还用学吗", "ask_exemption", "deemed_complete", "bt-2019#附件/二/三"),
    ("xj", "设计院的工程师一年得学多少学时", "ask_requirement", "hours", "xj-2021#二/二/1"),
    ("bt", "团里的技术员一年要学够几个学时", "ask_requirement", "hours", "bt-2019#一/三"),
]
#: Words are asked for, whatever activity or year is named beside.
ANSWERED_IN_WORDS = [
    ("xj-city", "科研所办的两三天的班,登记的时候要带什么", "ask_deadline", "xj-city-2022#附件3/1"),
    ("xj-city", "想升一级岗,继续教育证明管几年的", "ask_review", "xj-city-2022#一/3"),
    ("xj-city", "从七级岗升六级岗,要哪几年的继续教育证明", "ask_review", "xj-city-2022#一/3"),
    ("xj-aks", "一年下来啥课都没学,还惦记着升岗,单位能压着不报吗", "ask_consequence", "aks-2025#六/二"),
    ("xj", "我们这升岗位等级查不查电子证书", "ask_review", "xj-2021#二/二/4"),
    ("xj-aks", "前年的专业课落下了,眼下还许不许补学", "ask_makeup", "aks-2025#四/p2"),
    ("xj-city", "在职读博想认学时,要让学校出个什么", "ask_hours", "xj-city-2022#附件3/2"),
    ("xj-city", "给学员讲了课,教案用不用交上去", "ask_hours", "xj-city-2022#附件3/6"),
    ("xj-city", "从2021年起评职称,年年都得有证明吗", "ask_review", "xj-city-2022#一/2"),
    ("nm-hhht", "面授走形式,抓到了谁来担责", "ask_responsible", "hhht-2022#六/一"),
    ("xj-aks", "缺了学时,年底考核评先进还有戏没,会不会影响", "ask_review", "aks-2025#六/二"),
    ("xj", "厅里谁负责这个,给个号码", "ask_responsible", "xj-2021#p4"),
    ("xj", "有家机构收钱不上课,我要检举", "complaint", "xj-2021#二/四/3"),
    ("xj-aks", "在沙雅发的合格证,拿回本县认不认账", "ask_certificate", "aks-2025#八/三"),
    ("xj-aks", "地区继续教育是照着上面哪个文件办的", "ask_policy", "aks-2025#p2"),
    ("nm-hhht", "疫情那会儿在卡口值班的护士,报职称能免学时吗", "ask_exemption", "hhht-2022#三/四"),
    ("nm-hhht", "在外企上班,自愿想学,去哪咨询", "ask_scope", "hhht-2022#三/二"),
]


@pytest.mark.parametrize(("region", "text", "intent", "outcome", "clause"), SETTLED_BY_A_RULE)
def test_a_rule_settles_it(talk: Talk, region: str, text: str, intent: str, outcome: str, clause: str) -> None:
    result = talk(region).say(text, intent)
    assert result["decision"]["outcome"] == outcome
    assert clause in {citation["clause"] for citation in result["citations"]}


@pytest.mark.parametrize(("region", "text", "intent", "clause"), ANSWERED_IN_WORDS)
def test_words_are_asked_for(talk: Talk, region: str, text: str, intent: str, clause: str) -> None:
    result = talk(region, "2022-06-01" if region == "nm-hhht" else "2025-06-01").say(text, intent, 0.7)
    assert result["decision"]["outcome"] == "lookup", result["text"]
    assert clause in {citation["clause"] for citation in result["citations"]}, result["text"]


def test_todays_notice_that_speaks_of_the_year_is_no_older_notice(talk: Talk) -> None:
    result = talk("xj-city").say("从2021年起评职称要哪些年的证明", "ask_review")
    assert result["year"] == 2025 and not any("没有收录" in caveat for caveat in result["decision"]["caveats"])


@pytest.mark.parametrize(
    "text", ["公需和专业一年各要多少", "公需课专业课两样分别得学几个学时", "一年的学时公需、专业怎么分"]
)
def test_both_subjects_are_told_where_both_are_named(talk: Talk, text: str) -> None:
    by_subject = talk("bt").say(text, "ask_requirement")["decision"]["by_subject"]
    assert by_subject == {"public": 30, "professional": 60}


@pytest.mark.parametrize(("text", "only"), [("公需课一年要多少", "public"), ("专业课一年要多少", "professional")])
def test_one_subject_where_one_is_named(talk: Talk, text: str, only: str) -> None:
    by_subject = talk("bt").say(text, "ask_requirement")["decision"]["by_subject"]
    assert [subject for subject, hours in by_subject.items() if hours is not None] == [only]


@pytest.mark.parametrize(
    ("region", "today", "text"),
    [
        ("xj", "2025-06-01", "一年的总量 公需科目"),
        ("nm-hhht", "2022-06-01", "公需最低线是30个学时对吧，专业最低线是60个学时对吧"),
    ],
)
def test_both_subjects_or_the_total_are_the_whole_requirement(talk: Talk, region: str, today: str, text: str) -> None:
    reply = talk(region, today).say(text, "ask_requirement")
    assert reply["decision"]["hours"] == 90 and "公需科目不少于 30" in reply["text"]


def test_a_year_of_the_story_is_not_that_of_the_question(talk: Callable[..., Any]) -> None:
    """阿克苏's notice is of 2025; of 2024 only the one above is held, which says nothing of appraisals."""
    result = talk("xj-aks").say("去年的课没修满，单位说不能定优秀等次，有这规定吗", "ask_consequence")
    assert [c["clause"] for c in result["citations"]] and result["decision"]["outcome"] == "lookup", result["text"]
    assert any(c["clause"].startswith("aks-2025") for c in result["citations"])
