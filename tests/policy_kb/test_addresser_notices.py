"""Notices that the project does not hold are addressed by the same rules: layouts met in print, one a case.

Each row of `expected` is an address after # and how the clause's own text begins."""

import pytest

from policy_kb.addresser import AddressError, address_text, outline, read_notice, squeeze

HEAD = "关于继续教育的通知\n\n各有关单位：\n\n现就有关事项通知如下。\n\n"
HEAD_ROWS = "p1 各有关单位 p2 现就有关"

CASES = {
    "no blank lines, as in xj-2021": (
        "各单位：\n为做好工作，通知如下。\n一、总体要求\n各地要重视。\n（一）学习\n1.参加培训。\n2.参加会议。\n二、其他\n"
        "本通知自发布之日起施行。\n联系人：张三\n2024年1月2日",
        "p1 各单位 p2 为做好 一 一、总体 一/p1 各地要 一/一 （一）学 一/一/1 1.参 一/一/2 2.参 二 二、其他 "
        "二/p1 本通知 p3 联系人 p4 2024年",
    ),
    "headings with a comma": (
        HEAD + "一、提高认识，加强领导\n\n各单位要重视。\n\n二、精心组织，狠抓落实\n\n各单位要落实。",
        HEAD_ROWS + " 一 一、提高 一/p1 各单位要重视 二 二、精心 二/p1 各单位要落实",
    ),
    "a last section that is one sentence": (
        HEAD
        + "一、学习对象\n\n专业技术人员。\n\n二、本通知自发布之日起施行。\n\n某市人力资源和社会保障局\n\n2024年1月2日",
        HEAD_ROWS + " 一 一、学习 一/p1 专业技术 二 二、本通知 p3 某市人力 p4 2024年",
    ),
    "a section broken by the page": (
        HEAD
        + "一、各单位要高度重视继续教育工作，认真组织本单位专业技术人员参加继续\n\n教育学习。\n\n二、各单位要落实。",
        HEAD_ROWS + " 一 一、各单位要高度重视继续教育工作，认真组织本单位专业技术人员参加继续教育学习。 二 二、各单位",
    ),
    "a short item broken among items that close": (
        HEAD + "一、方式：\n\n（1）参加培训；\n\n（2）参加会\n\n议；\n\n（3）发表论文。",
        HEAD_ROWS + " 一 一、方式： 一/1 （1） 一/2 （2）参加会议； 一/3 （3）",
    ),
    "a break after a bracket, before a comma": (
        HEAD + "一、各单位加盖公章（继续教育公章）\n\n，不符合的补学。",
        HEAD_ROWS + " 一 一、各单位加盖公章（继续教育公章），不符合的补学。",
    ),
    "brackets of both widths and all dots are one style each": (
        HEAD + "一、学习\n（一）公需。\n(二) 专业。\n1.甲。\n2、乙。\n3．丙。\n二．管理\n（1）丁。\n(2)戊。",
        HEAD_ROWS
        + " 一 一、学习 一/一 （一） 一/二 (二) 一/二/1 1. 一/二/2 2、 一/二/3 3． 二 二．管理 二/1 （1） 二/2 (2)",
    ),
    "Markdown levels say nothing": (
        "# 关于学习的通知\n\n各单位：\n\n### 一、甲\n\n## 1.乙。\n\n# （1）丙。\n\n# 二、丁\n\n**1.戊。**",
        "p1 各单位 一 一、甲 一/1 1.乙 一/1/1 （1） 二 二、丁 二/1 1.戊",
    ),
    "ranks are the document's own": (
        HEAD + "1.甲\n（一）乙。\n（二）丙。\n2.丁\n（一）戊。",
        HEAD_ROWS + " 1 1.甲 1/一 （一）乙 1/二 （二）丙 2 2.丁 2/一 （一）戊",
    ),
    "a higher style seen before closes a lower list": (
        HEAD + "一、甲\n（一）乙\n1.丙。\n二、丁\n1.戊。\n（一）己。",
        HEAD_ROWS + " 一 一、甲 一/一 （一）乙 一/一/1 1.丙 二 二、丁 二/1 1.戊 二/一 （一）己",
    ),
    "a paragraph between two items is the first one's": (
        HEAD + "一、甲\n（一）乙。\n各单位落实。\n（二）丙。",
        HEAD_ROWS + " 一 一、甲 一/一 （一）乙 一/一/p1 各单位 一/二 （二）丙",
    ),
    "after plain items it is the holder's, twice": (
        HEAD + "一、甲\n（一）乙。\n（二）丙。\n各单位落实。\n各单位上报。\n二、丁",
        HEAD_ROWS + " 一 一、甲 一/一 （一）乙 一/二 （二）丙 一/p1 各单位落实 一/p2 各单位上报 二 二、丁",
    ),
    "after items that hold paragraphs it is the last item's": (
        HEAD + "一、甲\n（一）乙。\n各单位落实。\n（二）丙。\n各单位上报。\n二、丁",
        HEAD_ROWS + " 一 一、甲 一/一 （一）乙 一/一/p1 各单位落实 一/二 （二）丙 一/二/p1 各单位上报 二 二、丁",
    ),
    "after the last of plain sections it is the document's": (
        HEAD + "1.甲。\n2.乙。\n以上请遵照执行。\n特此通知。",
        HEAD_ROWS + " 1 1.甲 2 2.乙 p3 以上请 p4 特此通知",
    ),
    "contact lines below their own heading": (
        HEAD + "一、甲。\n二、联系方式\n联系人：张三\n联系电话：0991-1\n附件：登记表\n某市教育局\n2024年1月2日",
        HEAD_ROWS + " 一 一、甲 二 二、联系 二/p1 联系人 二/p2 联系电话 p3 附件：登 p4 某市教育 p5 2024年",
    ),
    "a list of annexes on lines below 附件": (
        HEAD
        + "一、甲。\n附件：\n1.登记表\n2.审批表\n某市教育局\n2024年1月2日\n"
        + "附件1\n登记表\n姓名\t\t性别\t\n注：据实填写。",
        HEAD_ROWS
        + " 一 一、甲 p3 附件：1.登记表2.审批表 p4 某市 p5 2024 附件1 附件1登记表 附件1/p1 姓名性别 附件1/注 注：据实",
    ),
    "a list of annexes with a number each": (
        HEAD + "一、甲。\n附件1：登记表\n附件2：审批表\n某市教育局\n2024年1月2日\n附件1：登记表\n填写说明如下。\n"
        "附件2：审批表\n1.乙。",
        HEAD_ROWS + " 一 一、甲 p3 附件1：登记表附件2：审批表 p4 某市 p5 2024 附件1 附件1：登记表 附件1/p1 填写说明 "
        "附件2 附件2：审 附件2/1 1.乙",
    ),
    "an entry of the list broken over two lines": (
        HEAD + "一、甲。\n附件：1.专业技术人员\n登记表\n2.审批表\n2024年1月2日",
        HEAD_ROWS + " 一 一、甲 p3 附件：1.专业技术人员登记表2.审批表 p4 2024",
    ),
    "annexes with Chinese numbers and sections of their own": (
        HEAD + "一、甲。\n\n附件一\n\n学时标准\n\n一、乙\n\n1.丙。\n\n附件二\n\n审批表\n\n一、丁",
        HEAD_ROWS + " 一 一、甲 附件一 附件一 附件一/一 一、乙 附件一/一/1 1.丙 附件二 附件二 附件二/一 一、丁",
    ),
    "a note whose first item stands on its line": (
        HEAD + "附件1\n\n表\n\n甲\t乙\t丙\n\n注：1.填写一。\n2.填写二。",
        HEAD_ROWS + " 附件1 附件1表 附件1/p1 甲乙丙 附件1/注 注： 附件1/注/1 1.填写一 附件1/注/2 2.填写二",
    ),
    "a note below a numbered list": (
        HEAD + "附件1\n\n标准\n\n1.甲。\n\n2.乙。\n\n注：按年计算。",
        HEAD_ROWS + " 附件1 附件1标准 附件1/1 1.甲 附件1/2 2.乙 附件1/注 注：按年",
    ),
    "a form's table without a title": (
        HEAD + "附件\n| 姓名 | 性别 |\n|---|---|\n| | |",
        HEAD_ROWS + " 附件 附件 附件/p1 |姓名|性别|",
    ),
    "chapters and articles": (
        "某市继续教育办法\n\n第一章 总则\n\n第一条 为规范继续教育，制定本办法。\n\n"
        "第二条 本办法适用于：\n（一）甲；\n（二）乙。\n\n"
        "第二章 附则\n\n第三条 本办法自发布之日起施行。",
        "第一章 第一章 第一章/第一条 第一条为 第一章/第二条 第二条本 第一章/第二条/一 （一） 第一章/第二条/二 （二） "
        "第二章 第二章 第二章/第三条 第三条",
    ),
    "no numbers at all": (
        "关于停课的通知\n\n各学员：\n\n本周停\n\n课。\n\n下周恢复。\n\n某市教育局\n2024年1月2日",
        "p1 各学员 p2 本周停课。 p3 下周恢复 p4 某市 p5 2024",
    ),
    "one line": ("参加培训", "p1 参加培训"),
    "a salutation broken below the title": (
        "关于学习的通知\n\n各旗县区人力资源和社会保障\n\n局，各单位：\n\n请学习。",
        "p1 各旗县区人力资源和社会保障局，各单位： p2 请学习",
    ),
    "a letterhead and a document number under the title": (
        "某市文件\n\n关于学习的通知\n某人社发〔2024〕1号\n\n各单位：\n\n请学习。",
        "p1 各单位 p2 请学习",
    ),
    "a salutation broken, no title that ends as titles do": (
        "人力资源工作简报\n\n各地、州、市，各有关单\n\n位：\n\n请学习。",
        "p1 各地、州、市，各有关单位： p2 请学习",
    ),
    "a headed line stays by itself": (
        HEAD + "一、甲。\n\n二、乙\n\n## 培训安排\n\n各单位参加。",
        HEAD_ROWS + " 一 一、甲 二 二、乙 二/p1 培训安排 二/p2 各单位参加",
    ),
    "an annex that begins with a contact line": (
        HEAD + "附件1\n\n联系人：张三\n\n1.甲。",
        HEAD_ROWS + " 附件1 附件1 附件1/p1 联系人 附件1/1 1.甲",
    ),
    "an annex title in two headed lines": (
        HEAD + "附件1\n\n## 登记表\n\n## 样式\n\n1.甲。",
        HEAD_ROWS + " 附件1 附件1##登记表##样式 附件1/1 1.甲",
    ),
    "an annex of which only the title is held": (
        HEAD + "附件1：登记表\n\n1.甲。\n\n附件2：审批表",
        HEAD_ROWS + " 附件1 附件1：登 附件1/1 1.甲 附件2 附件2：审批表",
    ),
    "indented with full-width spaces, CRLF": (
        "　　各单位：\r\n　　一、甲\r\n　　请学习。\r\n",
        "p1 各单位 一 一、甲 一/p1 请学习",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_layouts(case):
    text, expected = CASES[case]
    notice = read_notice("new-2024", text)
    pairs = expected.split()
    wanted = dict(zip(pairs[::2], pairs[1::2], strict=True))
    own = {clause.address.partition("#")[2]: squeeze(notice.own_text(clause.address)) for clause in notice.clauses}
    assert list(own) == list(wanted), own
    for address, begins in wanted.items():
        assert own[address].startswith(begins), (address, own[address])
    closed = {address for address, begins in wanted.items() if begins.endswith(("。", "；"))}
    assert all(own[address] == wanted[address] for address in closed)


def test_head_pieces_are_told_apart():
    text = "某市文件\n\n特急\n\n关于学习的\n通知\n某人社发〔2024〕1号\n\n各单位：\n\n请学习。"
    kinds = [(piece.kind, text[piece.start : piece.end]) for piece in outline("new", text).unaddressed]
    assert kinds == [
        ("letterhead", "某市文件"),
        ("letterhead", "特急"),
        ("title", "关于学习的"),
        ("title", "通知"),
        ("letterhead", "某人社发〔2024〕1号"),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "holds no clause"),
        (" \n\u3000\n", "holds no clause"),
        (HEAD + "一、甲\n\n1.乙。\n\n1.丙。", r"lines 9 and 11 would both be new-2024#一/1\..*number misread"),
        (HEAD + "一、甲\n\n二、乙\n\n一、丙", "lines 7 and 11 would both be new-2024#一"),
        (HEAD + "附件\n\n甲表\n\n附件\n\n乙表", "would both be new-2024#附件"),
    ],
)
def test_unusable_texts(text, message):
    with pytest.raises(AddressError, match=message):
        address_text("new-2024", text)


@pytest.mark.parametrize("document", ["", "a b", "a#b", "a/b"])
def test_unusable_document_ids(document):
    with pytest.raises(AddressError, match="document id"):
        address_text(document, "请学习。")


@pytest.mark.parametrize(
    ("text", "headings"),
    [
        (
            "各单位：\n一、甲\n（一）公需科目。网上学习。\n（二）专业科目。面授。",
            {"一": "甲", "一/一": "公需科目", "一/二": "专业科目"},
        ),
        ("各单位：\n1.每年学习。须考试。\n2.参加会议，计学时。\n3.发表论文，计学时。", {}),
        ("各单位：\n1.时间要求：每年。\n2.登记表。\n附件1\n登记表\n甲\t乙\t丙", {"附件1": "登记表"}),
    ],
)
def test_headings(text, headings):
    found = {clause.address.partition("#")[2]: clause.heading for clause in address_text("new", text) if clause.heading}
    assert found == headings
