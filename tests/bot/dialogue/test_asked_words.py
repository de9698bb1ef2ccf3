"""What is asked for in so many words is what is answered: a telephone, papers, what becomes of somebody."""

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

# text, the classifier's word and confidence, its second → the purpose
CASES = [
    ("厅里谁管继续教育,给个联系方式吧", "ask_responsible", 0.9, "ask_contact", "ask_contact"),
    ("平台闪退了打哪个电话", "ask_platform", 0.9, "ask_contact", "ask_contact"),
    ("在民营医院上班,愿意自己学,去哪打听", "ask_review", 0.6, "ask_scope", "ask_contact"),
    ("电话会议算不算学术会议", "ask_hours", 0.9, "ask_contact", "ask_hours"),
    ("研修班上完了去登记,要带什么", "ask_hours", 0.9, "ask_evidence", "ask_evidence"),
    ("读在职博士,要让导师单位出什么纸", "ask_hours", 0.6, "file_claim", "ask_evidence"),
    ("给学员上了课,教案用不用交上去", "ask_hours", 0.86, "ask_evidence", "ask_evidence"),
    ("大学那种两三天的短班凭啥登记", "ask_deadline", 0.5, "ask_ways", "ask_evidence"),
    ("开了三天全国性学术会议,要交什么材料,能算多少", "ask_hours", 0.9, "ask_evidence", "ask_hours"),
    ("大学办的两三天的短班,登记的时候要带啥", "ask_evidence", 0.4, "ask_base", "ask_evidence"),
    ("听说没学够会影响年底评优,一年到底要多少学时", "ask_requirement", 0.9, "ask_review", "ask_requirement"),
    ("科研所办的班听完了,去登记学时得带什么证", "ask_evidence", 0.6, "ask_deadline", "ask_evidence"),
    ("访学回来想记学时,要给他们看什么材料", "ask_hours", 0.7, "ask_ways", "ask_evidence"),
    ("女,40岁,申报副高,要哪几年的学时", "ask_exemption", 0.9, "ask_review", "ask_review"),
    ("女,46岁,申报副高,学时能减吗,要哪几年的", "ask_exemption", 0.9, "ask_review", "ask_exemption"),
    ("凭什么不给我算学时", "complaint", 0.9, "ask_hours", "complaint"),
    ("评副高要交什么材料", "ask_review", 0.9, "ask_evidence", "ask_review"),
    ("申报基地要准备哪些材料", "ask_base", 0.9, "ask_evidence", "ask_base"),
    ("面授只是走形式,被发现了谁担责", "ask_responsible", 0.98, "ask_base", "ask_consequence"),
    ("交了伪造的结业证,抓住了怎么处置", "ask_procedure", 0.98, "ask_certificate", "ask_consequence"),
    ("学时差一点,年底考核还能评优秀吗", "ask_requirement", 0.4, "ask_review", "ask_consequence"),
    ("年度任务没完成,评先进没戏了吧", "ask_exemption", 0.5, "ask_review", "ask_consequence"),
    ("考核认定职称要几年学时", "ask_review", 0.9, "ask_requirement", "ask_review"),
    ("第一书记的继续教育该怎么处理", "ask_exemption", 0.9, "ask_consequence", "ask_exemption"),
    ("我要检举一家收了钱不上课的机构", "complaint", 0.9, "ask_consequence", "ask_consequence"),
    ("我要投诉你,答的什么玩意", "complaint", 0.9, "ask_consequence", "complaint"),
    ("忘了先报备就开了班,这班还作数吗", "file_claim", 0.4, "ask_deadline", "ask_deadline"),
    ("我想申报学术会议的学时", "file_claim", 0.5, "ask_procedure", "file_claim"),
    ("打印合格证的官网地址", "ask_contact", 0.6, "ask_platform", "ask_platform"),
    ("官网地址和联系电话都要", "ask_contact", 0.9, "ask_platform", "ask_contact"),
    ("继续教育没审过,给打回来了,还让补吗", "claim_status", 0.5, "ask_consequence", "ask_makeup"),
    ("岗位表审下来说学时不合格,补修还是再等一年", "claim_status", 0.5, "ask_consequence", "ask_makeup"),
    ("评副高说我少一年学时,光补那一年就行吗", "ask_review", 0.95, "ask_makeup", "ask_makeup"),
    ("评副高要补充什么材料", "ask_review", 0.9, "ask_evidence", "ask_review"),
    ("表交上去一个月,审下来没有", "claim_status", 0.5, "ask_consequence", "claim_status"),
    ("什么才算专业课学时", "ask_hours", 0.6, "ask_ways", "ask_ways"),
    ("哪些东西能算专业课学时", "ask_hours", 0.6, "ask_ways", "ask_ways"),
    ("哪些会议能算学时,开了3天", "ask_hours", 0.6, "ask_ways", "ask_hours"),
    ("基地办的研修班学时归谁定,一般给几个?", "ask_responsible", 0.8, "ask_hours", "ask_hours"),
    ("基地办的研修班学时归谁定,要几个人签字", "ask_responsible", 0.8, "ask_hours", "ask_responsible"),
    ("访学和考证攒的专业课,往平台登的时候凭点啥", "ask_ways", 0.5, "ask_platform", "ask_evidence"),
    ("假期参加的培训怎么处理", "ask_procedure", 0.9, "ask_hours", "ask_procedure"),
]


@pytest.mark.parametrize(("text", "top", "share", "second", "expected"), CASES)
def test_what_is_asked_for_is_the_purpose(
    kb: KnowledgeBase, entities: Any, text: str, top: str, share: float, second: str, expected: str
) -> None:
    found = tuple(entities(text, TODAY))
    heard = Heard(text, ((top, share), (second, 1 - share)), found, "xj-city", TODAY.isoformat())
    said = hear(text, found, kb, TODAY)
    assert purpose_of(heard, said, Frame(region="xj-city")).intent == expected
