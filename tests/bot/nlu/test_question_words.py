"""The classes of question words, each with a sentence that shows it and one beside it that does not."""

from __future__ import annotations

import pytest

from bot.nlu.question_words import QUESTION_WORDS, concepts_in

SHOWN = {
    "how_many": ["学术会议算多少学时", "公需科目要几学时", "三天折算下来"],
    "whether": ["讲座算学时吗", "线上的算不算", "是否有效", "能不能不学"],
    "counts": ["网课认可么", "会议算不算学时", "能算进去"],
    "who": ["归谁管", "由哪个部门审核", "什么人要学"],
    "where": ["去哪儿学", "在哪里报名"],
    "when": ["什么时候截止", "几月份开始", "最晚哪天交"],
    "which_materials": ["要什么材料", "提交哪些证明"],
    "how_to": ["怎么申请", "如何登记", "流程是啥"],
    "consequence": ["不学会怎么样", "没完成有什么后果"],
    "which": ["有哪些方式", "包括哪几种"],
    "what": ["公需科目是什么", "啥叫学时"],
    "why": ["依据哪一条", "凭什么这么算"],
    "exempt": ["能免修吗", "快退休了还要学吗", "可以不学吗"],
    "enough": ["我学了60够不够", "还差多少"],
    "must": ["每年必须学多少", "不少于多少"],
    "make_up": ["以前年度能补吗", "怎么补学"],
    "compare": ["和兵团有什么区别", "哪个多"],
    "print": ["证书怎么打印"],
    "website": ["网站是多少", "登录不上系统"],
    "phone": ["咨询电话多少"],
    "apply": ["怎么申报", "上传凭证"],
    "file_now": ["我要申报学时", "帮我登记"],
    "status": ["审核到哪一步了", "通过了吗"],
    "review": ["评职称要几年的"],
    "document": ["是哪个文件规定的"],
    "valid": ["这个通知还有效吗"],
    "correction": ["说错了是5天", "不是三天是四天"],
    "follow_up": ["那自治区级的呢", "如果是线上的呢"],
    "about_me": ["我够了吗"],
    "yes": ["是的", "好的。", "嗯嗯"],
    "no": ["不是", "没有", "不用了"],
    "greeting": ["你好", "在吗"],
    "thanks": ["谢谢", "辛苦了"],
    "goodbye": ["再见", "没别的问题了"],
    "person": ["转人工", "找个人问问"],
    "anger": ["什么破系统", "我要投诉"],
    "ability": ["你能做什么", "你是谁"],
    "start_over": ["换个问题", "重新开始"],
    "cheating": ["能代学吗", "怎么刷课", "买个证"],
}
NOT_SHOWN = {
    "how_many": ["讲座算学时吗", "你好"],
    "whether": ["讲座算多少学时", "三天"],
    "yes": ["是不是要学", "好的方式有哪些"],
    "no": ["不学会怎么样", "没有读论文"],
    "follow_up": ["学术会议算多少学时"],
    "about_me": ["公需科目是什么"],
    "correction": ["三天的会议算多少"],
    "phone": ["讲座算多少"],
}


def test_every_class_is_shown() -> None:
    assert set(SHOWN) == set(QUESTION_WORDS)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in SHOWN.items() for text in texts])
def test_shown(name: str, text: str) -> None:
    assert name in concepts_in(text)


@pytest.mark.parametrize(("name", "text"), [(name, text) for name, texts in NOT_SHOWN.items() for text in texts])
def test_not_shown(name: str, text: str) -> None:
    assert name not in concepts_in(text)
