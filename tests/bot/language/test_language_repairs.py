"""Homophone and shape typos are repaired towards the vocabulary; ordinary sentences are left alone."""
from __future__ import annotations

import pytest
from language_tables import VOCABULARY

from bot.language.normalise import Normaliser, Repair

NORMALISER = Normaliser(VOCABULARY)
TYPOS = (
    ("公须课", "公需课"),
    ("公须课一年多少学时", "公需课一年多少学时"),
    ("公虚课", "公需课"),
    ("公徐课要学吗", "公需课要学吗"),
    ("弓需课", "公需课"),
    ("工需课", "公需课"),
    ("供需课", "公需课"),
    ("公需客", "公需课"),
    ("公须科目", "公需科目"),
    ("公需颗目", "公需科目"),
    ("公需科木", "公需科目"),
    ("专业颗目", "专业科目"),
    ("专业科木", "专业科目"),
    ("专业刻", "专业课"),
    ("专业客要多少", "专业课要多少"),
    ("砖业科目", "专业科目"),
    ("学识认定", "学时认定"),
    ("学识登记", "学时登记"),
    ("还差多少学识", "还差多少学时"),
    ("10学识", "10学时"),
    ("三十学识", "三十学时"),
    ("几个学识", "几个学时"),
    ("继续教育学识", "继续教育学时"),
    ("继续教育学是", "继续教育学时"),
    ("公需学识", "公需学时"),
    ("专业学石", "专业学时"),
    ("多少学石", "多少学时"),
    ("学时人定", "学时认定"),
    ("学时认订", "学时认定"),
    ("认订学时", "认定学时"),
    ("学时任定", "学时认定"),
    ("继续教玉", "继续教育"),
    ("继续叫育", "继续教育"),
    ("继序教育", "继续教育"),
    ("季续教育", "继续教育"),
    ("继续教肓", "继续教育"),
    ("高级研修斑", "高级研修班"),
    ("高级研休班", "高级研修班"),
    ("高级言修班", "高级研修班"),
    ("高研斑", "高研班"),
    ("高言班", "高研班"),
    ("研休班", "研修班"),
    ("培训斑", "培训班"),
    ("培训般", "培训班"),
    ("陪训班", "培训班"),
    ("学术会仪", "学术会议"),
    ("学术汇议", "学术会议"),
    ("学术会义", "学术会议"),
    ("学木会议", "学术会议"),
    ("学术将座", "学术讲座"),
    ("学术讲坐", "学术讲座"),
    ("职秤", "职称"),
    ("评职秤", "评职称"),
    ("评值称", "评职称"),
    ("职称评申", "职称评审"),
    ("评申", "评审"),
    ("平职称", "评职称"),
    ("申暴", "申报"),
    ("伸报", "申报"),
    ("兵困", "兵团"),
    ("冰团", "兵团"),
    ("支叫", "支教"),
    ("之教", "支教"),
    ("挂直", "挂职"),
    ("扶频", "扶贫"),
    ("访会聚", "访惠聚"),
    ("访惠局", "访惠聚"),
    ("科技特派圆", "科技特派员"),
    ("审验咔", "审验卡"),
    ("审验卞", "审验卡"),
    ("电子正书", "电子证书"),
    ("合格正", "合格证"),
    ("执业资各", "执业资格"),
    ("职业资哥", "职业资格"),
    ("集中面受", "集中面授"),
    ("网络学刁", "网络学习"),
    ("用人单喂", "用人单位"),
    ("专业技术人圆", "专业技术人员"),
    ("视同完城", "视同完成"),
    ("免试审批裱", "免试审批表"),
    ("联细电话", "联系电话"),
    ("呼和浩持", "呼和浩特"),
    ("呼和好特", "呼和浩特"),
    ("阿克书", "阿克苏"),
    ("乌鲁木奇", "乌鲁木齐"),
    ("石河仔", "石河子"),
    ("自制区", "自治区"),
    ("自治取级", "自治区级"),
    ("地洲", "地州"),
    ("公需课和专业克", "公需课和专业课"),
    ("高级研修斑两天算多少学识", "高级研修班两天算多少学时"),
    ("副搞", "副高"),
    ("正搞", "正高"),
    ("進修两个月", "进修两个月"),
    ("進休", "进修"),
    ("开了会仪", "开了会议"),
    ("宣读轮文了吗", "宣读论文了吗"),
    ("自制区级的课题", "自治区级的课题"),
    ("兵团和自制区", "兵团和自治区"),
    ("我要报付高", "我要报副高"),
    ("职称评神什么时候开始", "职称评审什么时候开始"),
    ("中级职称平审", "中级职称评审"),
    ("归哪个步门管", "归哪个部门管"),
    ("没读书会怎么出理", "没读书会怎么处理"),
    ("这份通之在哪下", "这份通知在哪下"),
    ("从什么时后起算", "从什么时候起算"),
    ("要带什么材疗", "要带什么材料"),
    ("毕业证输丢了", "毕业证书丢了"),
    ("中学叫师也要学吗", "中学教师也要学吗"),
    ("公需指修了8学时", "公需只修了8学时"),
    ("多少分才吉格", "多少分才及格"),
    ("给不给任", "给不给认"),
    ("共需课几个学时", "公需课几个学时"),
    ("公需可和专业可各要多少", "公需课和专业课各要多少"),
    ("岗位晋及要看学时吗", "岗位晋级要看学时吗"),
    ("访惠居住村一年", "访惠聚驻村一年"),
    ("返会单位以后", "返回单位以后"),
    ("平太上找不到", "平台上找不到"),
)
ORDINARY = (  # noqa: SIM905
    """
    我市是哪一级认定 两人定了时间 他学识渊博 她的学识水平很高 医学史课程 教育学是什么 数学是主科 文学士 学士学位
    硕士学位 同学是老师 大学师资培训 学会办的年会 科学室 上学时就参加了 这是市里组织的 但是事情还没办
    线上和线下培训都算吗 线上学时有没有比例要求 一键刷课 一键申报 全过了 考试没全过，只过了一门 刷完课但考试没过
    可以不学吗 不学行不行 没学完怎么办 学完了再申报 审核员给点好处行不行 在卫生院当检验士 培训科的老师
    人社局培训办 会计师报高会 我单位是市级基地 呼市的市级继续教育基地 线上和线下培训给的学时一样不 进度条卡在99%
    登录不上网站 网站打不开 验证码收不到 手机号换了怎么改 密码忘了 证书怎么打印 证书打印成半页
    扫码登录二维码过期 人脸识别失败 视频播到一半自动停 课程在哪里看 今天天气怎么样 中午吃什么好 明天下雨吗
    失业金怎么领 养老保险断缴怎么办 公积金可以提取吗 护士资格证报名时间 驾照扣分怎么处理 他叫任丁 王世时老师
    李士诗参加了培训 公园里人很多 公休假怎么算 公式怎么写 供需关系 进行经费审批 经费精心安排 紧急通知 近期有会吗
    会议仪式 会意字 回忆录 学术回忆录 智能手机 职能部门 职责是什么 制度建设 直播课 之前的课 指教一下 请多指教
    知识竞赛 指导老师 支持一下 支付宝 志愿者 只是问问 纸质证书 治疗期间 自制教具 自制课件 自己学 自学考试
    子女上学 资料齐全 资历要求 职业道德 职业规划 职业资格和执业资格有区别吗 专业对口 专业名称
    专业课和公需课都要学 转业军人 专利权 论文集 轮岗交流 认真学习 人民医院 人定胜天 仁义礼智 任命文件 任务书
    忍不住问一下 登山 等级证书 等一下 灯光 凳子 评论 平时表现 平均分 评比 凭什么 聘期考核 申请表 深圳的政策
    身份证 审计局 省级课题 生病住院 声明 升职 上升 伤心 商会 兵器工业 冰雪运动 病假 并且 团结 团委 团长 困难
    困在路上 因为 圆满完成 园区 补贴 不同意 部门意见 布置 不需要 步骤 课表 可是没人管 客户 科技局 刻苦 克服
    班主任 搬家 办事处 半天假 办公室 帮忙 时间 实施细则 试试看 事实上 失败 时事 史诗 是不是这样 适合 世界
    市场监管 师傅 士兵 农业技术 农历 支队 支行 执行 直接去 值班 植物保护 质量 基层 机构 激动 积极 级别 季节 继承
    记录 计算机 技术 高考 高级工 搞笑 告诉 稿费 副校长 负责人 附近 妇科 讲师 将来 奖励 酱油 降低 江苏 座谈会
    作品 左边 做作业 坐车 援助 元旦 原因 远程 院长 疆域 江山 僵局 访问 房屋 放假 方法 惠民 会场 绘图 聚会 举报
    局长 具体
    专科升本科算不算 兵团计几个学时 直接聘中级还看吗 任中级满五年 诚信档案会记吗 事后补备案可以吗 按毕业填行不行
    居委会不给盖章 和林县卫生院的检验师 还查学时吗 折不折学时 通识课选修 中医执医补考 平台外面学的 学时共需90个
    转任到企事业单位 入职前几年的要补吗 援疆那句话 全国那句删掉 入学试难不难 村医报的那批 自治区局办的培训
    考差几个学时 各单位专人管理平台 做了主旨报告 计时停了吗 三科教师的培训可计入 没发但想先占个坑 由师里认定 线上会议
    """
).split()


@pytest.mark.parametrize(("typed", "meant"), TYPOS)
def test_typo(typed: str, meant: str) -> None:
    assert NORMALISER(typed).text == meant


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_stays(text: str) -> None:
    assert NORMALISER(text).repairs == ()


@pytest.mark.parametrize("term", VOCABULARY)
def test_no_term_becomes_another(term: str) -> None:
    assert NORMALISER(term).repairs == ()
    assert NORMALISER(f"请问{term}怎么办").repairs == ()


MEANINGS = {
    "会议": "activity:academic_conference", "学术会议": "activity:academic_conference",
    "支教": "activity:teaching_support",
    "中级": "title_level:middle", "评中级": "title_level:middle", "研究院": "organizer:research_institute",
    "研究员": "title_level:full_senior", "职称": "", "认定": "",
}
DOUBTING = Normaliser([*VOCABULARY, *MEANINGS], meanings={k: v for k, v in MEANINGS.items() if v}, joined=["评中级"])


@pytest.mark.parametrize(
    ("text", "typed", "read"),
    [
        ("去年参加会意两天", "会意", "会议"),
        ("去至交一年", "至交", "支教"),
        ("想评终极要几年", "终极", "中级"),
        ("请教研究元", "研究元", "研究员"),
    ],
)
def test_where_what_was_typed_is_a_word_too_the_repair_is_doubtful(text: str, typed: str, read: str) -> None:
    (repair,) = (repair for repair in DOUBTING(text).repairs if repair.doubtful)
    assert (repair.original, repair.replacement) in ((typed, read), (typed, read.replace("员", "院")))


@pytest.mark.parametrize("text", ["学术会仪两天", "公须课", "支叫一年", "评中及", "学识认定"])
def test_what_was_typed_is_no_word_and_nothing_is_doubtful(text: str) -> None:
    assert not any(repair.doubtful for repair in DOUBTING(text).repairs)


@pytest.mark.parametrize("text", ["会意字很难写", "终极目标", "至交好友", "线上会议", "请示会意"])
def test_a_word_in_its_own_place_is_not_doubted(text: str) -> None:
    assert DOUBTING(text).repairs == ()


def test_the_tables_are_as_large_as_promised() -> None:
    assert len(TYPOS) >= 60
    assert len(ORDINARY) >= 150


def test_a_repair_says_where_what_and_as_what() -> None:
    normalised = NORMALISER("请问公须课和 高级研修斑要多少学识")
    assert normalised.text == "请问公需课和 高级研修班要多少学时"
    assert normalised.repairs == (
        Repair(2, 5, "公须课", "公需课"), Repair(7, 12, "高级研修斑", "高级研修班"), Repair(15, 17, "学识", "学时"))
    for repair in normalised.repairs:
        assert normalised.text[repair.start:repair.end] == repair.replacement


@pytest.mark.parametrize(
    "text",
    ("我学十门课", "学四天", "学1时", "公需9", "一键报名", "十时开会", "三只一扶的老师", "第十室", "二件事", "学10"),
)
def test_no_digit_or_numeral_changes(text: str) -> None:
    numerals = "0123456789零一二两三四五六七八九十"
    repaired = NORMALISER(text).text
    assert [c for c in repaired if c in numerals] == [c for c in text if c in numerals]


def test_a_term_with_a_numeral_is_repaired_around_it() -> None:
    assert Normaliser(["十四五规划"])("十四五归划").text == "十四五规划"


@pytest.mark.parametrize(("text", "expected"), (("学识", "学识"), ("他的学识", "他的学识"), ("学识认定", "学时认定")))
def test_a_word_that_is_also_a_typo_needs_its_context(text: str, expected: str) -> None:
    assert NORMALISER(text).text == expected


def test_always_puts_right_without_context() -> None:
    normaliser = Normaliser(VOCABULARY, always={"学识": "学时", "兵困": "兵团"})
    assert normaliser("我的学识").text == "我的学时"
    assert normaliser("我的学识").repairs == (Repair(2, 4, "学识", "学时"),)


@pytest.mark.parametrize("always", ({"学识": "学"}, {"": ""}, {"学识": "学时", "学时": "学识"}))
def test_always_refuses_what_cannot_be_applied(always: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="always"):
        Normaliser(VOCABULARY, always=always)


def test_nothing_is_repaired_without_a_vocabulary() -> None:
    assert Normaliser(()).__call__("公须课学识认定").repairs == ()


def test_vocabulary_may_hold_anything() -> None:
    normaliser = Normaliser(["", "a", "IT", "学", "１２３", "公需课", "專業科目", "x" * 50])
    assert normaliser("公须课").text == "公需课"
    assert normaliser("专业颗目").text == "专业科目"


def test_places_that_sound_alike_are_not_mixed_up() -> None:
    normaliser = Normaliser(["新和县", "武川县", "温泉县"])
    assert [normaliser(name).text for name in ("兴和县", "吴川县", "温泉乡")] == ["兴和县", "吴川县", "温泉乡"]
