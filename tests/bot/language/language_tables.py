"""Shared by the language tests: quantities in one short line, and the vocabulary that typos are repaired towards."""
from __future__ import annotations

from datetime import date

from bot.language.quantities import Quantity, find_quantities

TODAY = date(2025, 6, 1)  # a Sunday
# Terms as a knowledge base holds them, with those that ordinary text sounds most like: 县上 (线上), 一建 (一键).
VOCABULARY = tuple(
    """
    公需课 公需科目 公需 专业课 专业科目 学时 课时 高级研修班 高研班 研修班 学术会议 学术讲座 学术活动 继续教育
    认定 登记 学时认定 学时登记 评审 职称 职称评审 评职称 申报 兵团 自治区 自治区级 地州 地州市级 地市级 师市
    师市级 县上 全国 一建 岗聘 网课 补学 培训 培训班 培训课 培训基地 基地 进修 研修 支教 支农 支医 挂职 扶贫
    访惠聚 科技特派员 执业资格 职业资格 专著 论文 专利 审验卡 证书 电子证书 合格证 继续教育基地 呼和浩特 阿克苏
    新疆 内蒙古 乌鲁木齐 石河子 五家渠 援疆 初级 中级 高级 副高 正高 员级 免试审批表 减免 视同完成 用人单位
    行业主管部门 集中面授 网络学习 专技平台 专业技术人员 学历教育 考核认定 检验师 报告会 联系电话 人社局 教育局
    三支一扶 会议 驻村 岗位晋级
    """.split()  # noqa: SIM905  # a list of words reads best as words
)


def brief(quantity: Quantity) -> str:
    """`days=3`, `range=3..5 days`, `birth=1970-5-None`; the note stands last, a range of dates between."""
    value = quantity.value
    if quantity.kind == "range":
        text = f"range={quantity.low}..{quantity.high}"
    elif isinstance(value, tuple):
        text = f"{quantity.kind}={value[0]}-{value[1]}-{value[2]}"
    else:
        text = f"{quantity.kind}={value}"
    if quantity.kind != "date" and (quantity.start_date or quantity.end_date):
        text += f" {quantity.start_date}..{quantity.end_date}"
    return f"{text} {quantity.note}" if quantity.note else text


def read(text: str) -> str:
    """All quantities of a text, as `brief`, parted by `; `."""
    return "; ".join(brief(quantity) for quantity in find_quantities(text, TODAY))
