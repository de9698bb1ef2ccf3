"""Contract section 2 word by word: its examples resolve to the text they mean, and each of its rules holds."""

import pytest

from policy_kb.addresser import Notice, find_quote, load_notice, squeeze

DOCUMENTS = ("xj-2021", "xj-city-2022", "bt-2019", "aks-2025", "hhht-2022")


@pytest.fixture(scope="module")
def notices() -> dict[str, Notice]:
    return {document: load_notice(document) for document in DOCUMENTS}


def text_of(notices: dict[str, Notice], address: str) -> str:
    return squeeze(notices[address.partition("#")[0]].clause_text(address))


@pytest.mark.parametrize(
    ("address", "begins", "ends"),
    [
        ("xj-city-2022#附件3/4", "4.参加全国性（国际性）学术讲座", "需提供参加讲座、会议的相关证明材料。"),
        ("bt-2019#附件/二/四", "（四）参加学术会议。参加国家部委", "年度计入专业科目的学时数最多不超过40学时。"),
        ("bt-2019#附件/二/四/p1", "参加国家部委、协会、学会举办的学术活动", "最多不超过40学时。"),
        ("bt-2019#附件/二/p1", "继续教育学时数计算办法和标准：", "继续教育学时数计算办法和标准："),
        ("bt-2019#附件/p1", "专业技术人员参加下列继续教育学习方式，凭", "继续教育专业科目学时。"),
        ("bt-2019#附件", "附件：其他形式的专业科目学习方式及时计算标准", "兵团人力资源和社会保障局备案。"),
        ("bt-2019#三/二", "(二)集中面授。", "选择相应的班级报名、学习。"),
        ("hhht-2022#三/一", "（一）按年龄减免学时规定：男满55周岁", "要求完成规定学时的1/3即可。"),
        ("xj-2021#二/二/3", "3.专业技术人员通过下列方式参加", "报自治区人力资源和社会保障厅统一公布。"),
        ("xj-2021#二/二/3/4", "（4）参加学术会议、学术讲座", "学术访问等活动；"),
        ("xj-2021#二/二/3/6", "（6）其他形式的继续教育。", "（6）其他形式的继续教育。"),
        ("xj-2021#二/二/p1", "学时登记采取分类分级登记", "管理专技继续教育学时。"),
        ("aks-2025#二/8", "（8）在拥有国内统一连续出版物号", "学术著作、译著等。"),
        ("aks-2025#六/一", "（一）专业技术人员申报2025年职称评审时", "完成全部课程并考试合格。"),
        ("xj-city-2022#二/1", "1.专业技术人员继续教育证明的种类。（1）", "继续教育学习免试审批表（附件2）。"),
        ("xj-city-2022#附件2/注", "注：1.仍在参加", "及申请表（审批表）。"),
        ("xj-city-2022#附件3", "附件3##继续教育专业科目学时认定标准", "公布的学时数计算。"),
    ],
)
def test_a_part_is_its_own_line_and_everything_below(notices, address, begins, ends):
    text = text_of(notices, address)
    assert text.startswith(begins) and text.endswith(ends), text


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("aks-2025#四/p2", "2025年继续教育专业科目培训计划（部分）"),
        ("xj-2021#二/二/3/p1", "各行业主管部门须根据职责并结合实际情况"),
        ("aks-2025#六/p1", "根据《专业技术人员继续教育规定》"),
        ("aks-2025#六/p2", "教育、卫生等行业主管部门"),
        ("aks-2025#二/p3", "其他可记入继续教育专业科目学时的学习方式"),
        ("hhht-2022#五/二/p1", "***上报材料要求按顺序装订成册。**"),
        ("hhht-2022#五/三/p1", "各继续教育基地在培训工作结束后一周内"),
        ("hhht-2022#六/p1", "专业技术人员继续教育是对专业技术人员"),
        ("bt-2019#三/一/2/p2", "行业主管部门或业务主管部门无特殊规定"),
    ],
)
def test_unnumbered_paragraphs(notices, address, words):
    assert text_of(notices, address).startswith(words)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_salutation_is_p1_and_preamble_p2(notices, document):
    assert text_of(notices, f"{document}#p1").endswith("：")
    assert "专业技术人员" in text_of(notices, f"{document}#p2")
    assert "通知如下" in text_of(notices, f"{document}#p2") or "有关事项通知如下" in text_of(notices, f"{document}#p2")


@pytest.mark.parametrize(
    ("document", "closing"),
    [
        ("xj-2021", ["联系人：张立志", "联系电话：0991-3689915", "2021年7月28日"]),
        ("xj-city-2022", ["附件：1.专技继续教育学时认定登记表2.", "2022年5月6日"]),
        ("bt-2019", ["附件：其他形式的专业科目学习方式及学时计算标准"]),
        ("aks-2025", ["联系人：赵静", "附件：2025年", "阿克苏地区人力资源和社会保障局", "2025年3月25日"]),
        ("hhht-2022", ["联系人：乌兰", "联系电话：0471-5181210", "附件：1.旗县区", "呼和浩特市人力", "2021年12月27日"]),
    ],
)
def test_closing_lines_go_on_counting_at_document_level(notices, document, closing):
    for count, words in enumerate(closing, 3):
        assert text_of(notices, f"{document}#p{count}").startswith(words)
    assert f"{document}#p{len(closing) + 3}" not in notices[document]


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("xj-city-2022#一/4", "在学习期间违反学习纪律和管理制度的"),
        ("aks-2025#二/8", "相关行业主管部门认定的学术期刊上发表"),
        ("aks-2025#四/p2", "根据各专业科目培训要求，合理安排学习时间"),
        ("aks-2025#六/一", "职称评审工作要求执行。"),
        ("aks-2025#八/三", "培训合格取得的自治区专业技术人员继续教育电子证书"),
        ("hhht-2022#一/一", "呼和浩特市职业学院组织实施"),
        ("hhht-2022#四/一", "线上培训的培训数据及开展继续教育培训的网站与自治区对接"),
        ("hhht-2022#六/p1", "请各旗县区、市直各部门高度重视"),
        ("bt-2019#一/一", "（以下简称专技平台，网址: xjbt.yxlearning.com) 开展"),
        ("bt-2019#三/二", "专业技术人员集中面授工作。师市人力"),
        ("bt-2019#五/一", "彭华伟 沙金禄0991-2890468 2896676(兼传真)"),
    ],
)
def test_a_sentence_broken_by_the_print_is_one_clause(notices, address, sentence):
    """Nothing between the broken halves has an address of its own: the quote is found in the clause's own text."""
    notice = notices[address.partition("#")[0]]
    own = notice.own_text(address)
    span = find_quote(own, sentence)
    assert span is not None
    assert squeeze(own[slice(*span)]) == squeeze(sentence)


def test_aks_jumps_from_six_to_eight(notices):
    parts = [clause.address for clause in notices["aks-2025"].children(None) if clause.kind == "part"]
    assert parts == [f"aks-2025#{number}" for number in "一二三四五六八"]


def test_a_forms_table_is_p1_and_a_single_note_has_no_number(notices):
    city = notices["xj-city-2022"]
    kinds = {address: city.clause(f"xj-city-2022#{address}").kind for address in ("附件1/p1", "附件2/p1", "附件1/注")}
    assert kinds == {"附件1/p1": "table", "附件2/p1": "table", "附件1/注": "part"}
    assert not city.children("xj-city-2022#附件1/注")
    assert [clause.address[-1] for clause in city.children("xj-city-2022#附件2/注")] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ("xj-city-2022", "关于进一步做好专业技术人员 继续教育相关工作的通知"),
        ("aks-2025", "阿克苏地区发电"),
        ("aks-2025", "签发盖章 黄顺春"),
        ("hhht-2022", "关于做好全市 2022 年专业技术人员 继续教育工作的通知"),
    ],
)
def test_title_and_letterhead_have_no_address(notices, document, words):
    start = notices[document].text.index(words)
    assert notices[document].narrowest(start, start + len(words)) is None


def test_an_annex_title_has_no_address_of_its_own(notices):
    """It is read at the annex itself, whose own line is 附件 3; no p stands for it."""
    city = notices["xj-city-2022"]
    title = "继续教育专业科目学时认定标准"
    start = city.text.rindex(title)
    holding = city.narrowest(start, start + len(title))
    assert holding is not None and (holding.address, holding.heading) == ("xj-city-2022#附件3", title)
    assert [clause.address for clause in city.children("xj-city-2022#附件3")] == [
        f"xj-city-2022#附件3/{number}" for number in range(1, 9)
    ]


@pytest.mark.parametrize(
    ("address", "slip"),
    [
        ("xj-city-2022#二", "二、继续教育证明及时管理"),
        ("bt-2019#附件", "及时计算标准"),
        ("xj-2021#三/三", "(三）各地各部门"),
        ("bt-2019#一/二", "(二) 专业技术人员"),
    ],
)
def test_printed_slips_are_kept(notices, address, slip):
    assert slip in notices[address.partition("#")[0]].clause_text(address)
