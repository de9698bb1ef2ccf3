"""Matters of other offices are recognised, and what only looks like one is not taken for it."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable

import pytest

from bot.dialogue.frame import Frame
from bot.dialogue.hear import hear
from bot.dialogue.heard import Heard
from bot.dialogue.purpose import purpose_of
from policy_kb.knowledge import KnowledgeBase

TODAY = date(2025, 6, 1)

# Text, and what the classifier takes it for.
FOREIGN = [
    ("驾校科目三要打满多少学时", "ask_requirement"),
    ("出租车司机从业证的继续教育在哪个平台学", "ask_platform"),
    ("景区导游今年的年审培训几个课时", "ask_requirement"),
    ("律师每年培训要修够多少课时", "ask_requirement"),
    ("期货从业人员后续培训一年多少学时", "ask_requirement"),
    ("支部党员今年集中培训要求多少学时", "ask_requirement"),
    ("公务员在线学习一年要修多少学分", "ask_requirement"),
    ("干部网络学院学时没修满怎么办", "ask_consequence"),
    ("必修课挂科学分不够怎么补", "ask_makeup"),
    ("研究生要修满多少学分才能毕业", "ask_requirement"),
    ("志愿者服务时长在哪登记", "ask_procedure"),
    ("焊工证复审要学几个学时", "ask_requirement"),
    ("叉车证几年复审一次", "ask_deadline"),
    ("安全员B证延期学多少课时", "ask_requirement"),
    ("施工员证继续教育一年多少学时", "ask_requirement"),
    ("行政执法人员一年培训多少学时", "ask_requirement"),
    ("保安证培训几天", "ask_deadline"),
    ("食品安全管理员考核要学多少课时", "ask_requirement"),
    ("儿子的课外实践学时去哪报", "ask_procedure"),
    ("继续教育个税一年能抵扣多少", "ask_hours"),
    ("失业登记去哪个窗口", "ask_responsible"),
    ("公积金断了还能补吗", "ask_makeup"),
    ("二建准考证什么时候打印", "ask_deadline"),
    ("经济师考试成绩哪天出来", "ask_deadline"),
    ("注会今年考点设在哪", "ask_responsible"),
    ("一级造价师什么时候考", "ask_deadline"),
    ("执业药师考试考几门", "ask_hours"),
    ("主管护师报名要带什么材料", "ask_evidence"),
    ("护士证延续注册在哪办", "ask_platform"),
    ("拖欠工资找哪个部门", "ask_responsible"),
    ("职称答辩要准备什么", "ask_evidence"),
    ("存人才市场的档案怎么调出来", "ask_procedure"),
]
OURS = [
    ("公务员转任到学校，当年评中级看不看学时", "ask_review"),
    ("以前是公务员，今年转到医院，评副高要几年学时", "ask_review"),
    ("执业药师考试通过了能算多少学时", "ask_hours"),
    ("一建考过了今年专业课还用学吗", "ask_exemption"),
    ("自考本科毕业能认定多少学时", "ask_hours"),
    ("读研期间能折算学时吗", "ask_hours"),
    ("驾照能算继续教育学时吗", "ask_hours"),
    ("我是律师，参加三天全国学术会议能算多少学时", "ask_hours"),
    ("财政局发的会计继续教育证明认可吗", "ask_certificate"),
    ("公需科目二什么时候考试", "ask_deadline"),
    ("公需课考试成绩在哪查", "ask_platform"),
    ("平台密码忘了怎么找回", "ask_platform"),
    ("在平台报名的时候提示未备案怎么办", "ask_platform"),
    ("中级资格考试合格，报学时带什么证明", "ask_evidence"),
    ("怎么操作证书打印", "ask_certificate"),
    ("孩子太小没时间，公需课没学完能补吗", "ask_makeup"),
    ("执业证延续注册要看继续教育学时吗", "ask_review"),
    ("兵团干部学院负责哪些系列的面授", "ask_responsible"),
]


def purpose(kb: KnowledgeBase, entities: Any, text: str, top: str) -> str:
    found = tuple(entities(text, TODAY))
    heard = Heard(text, ((top, 0.9), ("ask_policy", 0.1)), found, "bt", TODAY.isoformat())
    return purpose_of(heard, hear(text, found, kb, TODAY), Frame(region="bt")).intent


@pytest.mark.parametrize(("text", "top"), FOREIGN)
def test_a_matter_of_another_office(kb: KnowledgeBase, entities: Any, text: str, top: str) -> None:
    assert purpose(kb, entities, text, top) == "out_of_scope"


@pytest.mark.parametrize(("text", "top"), OURS)
def test_a_matter_of_ours(kb: KnowledgeBase, entities: Any, text: str, top: str) -> None:
    assert purpose(kb, entities, text, top) != "out_of_scope"


def test_every_office_has_a_line_that_names_it(kb: KnowledgeBase) -> None:
    offices = [t for t in kb.terms.values() if t.kind == "foreign" and t.broader is not None]
    assert offices and all(f"office_{term.id}" in kb.words for term in offices)


@pytest.mark.parametrize(
    ("text", "office"),
    [("导游年审培训多少学时", "文化和旅游"), ("公积金怎么提取", "公积金"), ("周末去哪钓鱼", "主管这件事的部门")],
)
def test_the_office_to_ask_is_named(talk: Callable[..., Any], text: str, office: str) -> None:
    reply = talk("bt").say(text, "out_of_scope")
    assert reply["status"] == "out_of_scope" and office in reply["text"]
    assert reply["decision"]["outcome"] is None and not reply["citations"]
