"""Where plain words and facts overrule the classifier, and where they must not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bot.dialogue.frame import Frame
from bot.dialogue.hear import hear
from bot.dialogue.heard import Heard
from bot.dialogue.purpose import purpose_of
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)

# text, the classifier's word and confidence → the purpose
CASES = [
    ("八天地州市级学术会议,64还是60?", "ask_remaining", 0.67, "ask_hours"),
    ("专业科目每年不能少于几个学时", "ask_remaining", 0.8, "ask_requirement"),
    ("驾照学时一共要多少个小时", "ask_requirement", 0.9, "out_of_scope"),
    ("养老金今年涨多少", "out_of_scope", 0.9, "out_of_scope"),
    ("你答非所问,我要跟真人说话", "complaint", 0.8, "handoff"),
    ("888888", "ask_policy", 0.8, "out_of_scope"),
    ("我想现在就申报一个学术会议的学时", "ask_procedure", 0.5, "file_claim"),
    ("怎么申报学术会议的学时", "ask_procedure", 0.8, "ask_procedure"),
    ("女,生日1972年6月2日,申报高级职称", "out_of_scope", 0.8, "ask_review"),
    ("面授拿到的学时算公需还是算专业", "ask_hours", 0.9, "ask_ways"),
    ("高级研修班一次封顶能认几多", "ask_hours", 0.9, "ask_ways"),
    ("公需课培训是多少个学时来着", "ask_hours", 0.9, "ask_requirement"),
    ("继续教育分哪两大块", "out_of_scope", 0.6, "ask_ways"),
    ("兵团今年的继续教育看哪份文件,文号是多少", "ask_policy", 0.9, "ask_policy"),
    ("中午吃什么好", "out_of_scope", 0.9, "out_of_scope"),
    ("地区级学术会议4天,又过了职称英语,专业科目还得补几个学时", "ask_hours", 0.8, "ask_remaining"),
    ("参加3天全国性学术会议,离一年的量还缺多少", "ask_hours", 0.9, "ask_remaining"),
    ("挂职锻炼11个月,还差几个月满一年,能算多少学时", "ask_hours", 0.9, "ask_hours"),
    ("参加3天全国性学术会议给多少学时", "ask_hours", 0.9, "ask_hours"),
    ("登记学术会议的学时要带什么材料", "ask_evidence", 0.9, "ask_evidence"),
    ("忙得没时间学,评职称学时差一截怎么弄", "cheat", 0.8, "ask_ways"),
    ("签到本上替别人写了名,怎样不会被发现", "cheat", 0.6, "cheat"),
    ("不想看课,有没有快捷的办法", "cheat", 0.95, "cheat"),
    ("班没上成,叫老师补签一下混点学时", "cheat", 0.8, "cheat"),
    ("什么垃圾系统", "ask_platform", 0.8, "complaint"),
    ("垃圾分类培训班3天给多少学时", "ask_hours", 0.9, "ask_hours"),
    ("参加了技能培训班,这个能折进去不", "out_of_scope", 0.8, "ask_hours"),
]


@pytest.mark.parametrize(("text", "top", "confidence", "expected"), CASES)
def test_purpose(kb: KnowledgeBase, entities: Any, text: str, top: str, confidence: float, expected: str) -> None:
    found = tuple(entities(text, TODAY))
    heard = Heard(text, ((top, confidence), ("ask_ways", 1 - confidence)), found, "xj-city", TODAY.isoformat())
    said = hear(text, found, kb, TODAY)
    assert purpose_of(heard, said, Frame(region="xj-city")).intent == expected
