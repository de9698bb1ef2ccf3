"""Everyday words and what they mean: general Chinese, in groups of the same meaning. No policy and no figure.

A group is named by its first word. Groups help to find an answer that is asked for in other words than the knowledge
base lists; they never replace what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

_GROUPS: Final = """
谁 哪位 哪家 哪个部门 哪个单位 哪个科室 哪边 哪一级 哪级 归哪 什么部门 什么单位 啥部门 啥单位 何人
什么时候 啥时候 啥时 几时 何时 什么时间 哪天 哪一天 几号 几月 多久 多长时间 几天内 截止 最晚 最迟 期限 之前 以前
怎么办理 怎么办 咋办 怎么弄 咋弄 如何办 怎样办 步骤 流程 程序 手续 几步 几关 几道 头一步 第一步 过程
哪里 在哪 哪儿 上哪 去哪 什么地方 啥地方 到哪 往哪
能不能 可不可以 行不行 可以吗 行吗 准不准 让不让 允许 允不允许
要不要 用不用 需不需要 需要 得不得 必须 是不是得 非得 得先
认可 认不认 承认 认账 算数 有效 管用 好使 作数 能用 通用 互认 还认 认吗 收不收 收吗 失效 过期 有效期
电话 座机 号码 热线 打给 打哪个 联系方式 手机号 给个号 联系人 怎么联系 咨询 传真
网址 平台 系统 网站 入口 登录 官网 登哪 哪个网
组织 承办 举办 操办 主办 牵头 张罗 开办 实施
确定 决定 拍板 说了算 做主 敲定 由谁定 谁定 来定 点头
审核 审验 审批 核准 核定 复核 初审 复审 把关 审查 过目 看一遍 核验
检查 抽查 巡查 督查 来查 抽审 点人头 监督 督导
举报 投诉 检举 告状 反映 揭发 告发 受理
追究 处理 处置 处罚 惩罚 怎么罚 下场 收拾 后果 会怎样 怎么着 担责 责任 处分 追责 问责
弄虚作假 造假 作假 弄假 虚假 伪造 假材料 假的 失实 对不上 p过 骗 走过场
取消 摘牌 摘掉 撤销 吊销 除名
证明材料 证明 凭证 凭据 佐证 材料 证据 凭啥 凭什么 拿什么 拿啥 资料 东西 单据 交点
提交 上报 上传 报送 递交 上交 交上去 报上去 往上传 往上报 递
证书 合格证 结业证 培训证 电子证 本本 发证 那张证 的证
打印 打出来 下载 打卡 自己打
考试 考核合格 测验 不考 成绩
免试 免学 免除 不用学 不要求 减免 优待 照顾 倾斜 少学 优惠 松一点 放宽 视同 当作 减轻
补学 补课 补救 接着补 补上 补齐
不足 不够 没学够 没够 没弄够 差一截 缺 没完成 没做完 没学完 未完成 不合格
岗位聘任 岗位 竞聘 聘岗 聘任 上岗 晋级 晋升 往上升 等级
职称评审 评审 评职称 参评 申报职称 往上评 升职称 评聘 高一级 上一级
年度考核 考核 打分 评优 优秀 先进 档次 等次
用人单位 单位 公司 厂里 人事处 人事科 处室 局里 人力资源
待遇 工资 薪水
经费 收费 费用 花钱 交钱 出钱 学费 收钱 的钱
学习时间 时间 上班 请假 放人
继续教育基地 基地 培训点 施教机构 培训机构 挂牌
师资 老师 教师 讲师
设备 教室 场地 硬件 设施
计划 安排
名单 名录 目录 花名册
数据 信息 对接 传输
通知 文件 红头
依据 根据 照着 按照 参照 照哪
印发 发布 签发 落款 发文 出的 出台 下发 哪年的
施行 生效 执行 开始 启用 起算 打哪天
范围 对象 适用 在不在 包不包括 管到 哪些人 什么人
折算 计入 折合 抵 顶 记在 记入
登记 记录 录入 录进 登上 记到
注册 账号
报名 选班 报上
自主选择 自主 自己选 指定 非让 强制 随便 自由
最多 上限 封顶 不超过
至少 最少 不少于 最低
条件 门槛 资格 够格 水平
内容 讲什么 学什么 讲些 写些 包括 包含 哪些东西
表格 登记表 审批表 单子 附件 申请表
盖章 公章 章 签字 签意见
种类 几种 几样 几类 分几 哪几种
要点 概括 大概 总的 主要 一句话 三两句 简单说 政策是什么 讲讲
职责 义务 分工 管什么 管啥 做什么 做些 干什么 干些 尽
认定 批 认下来 认定为
急需 紧缺 急缺
过渡 换系统
故障 问题 卡住 打不开 登不上 登录不了 进不去 播不了 修 乱子 出错 闪退
面授 坐教室 教室里 坐进教室 到现场 现场 线下
网络 网上 线上 远程 上网 网课
支持 方便 保障 不让去 不支持
授课 讲课 教案 备课 讲了课
自动 自己跳 自动生成
当年 本年度 今年 当年度
区别 不同 差在哪 差别 分别
用处 有什么用 用途 作用 影响
"""

#: Each everyday word with the name of its group.
MEANING: Final[Mapping[str, str]] = {
    word: words[0] for words in map(str.split, _GROUPS.strip().splitlines()) for word in words
}


class Meanings:
    """Finds the meanings in a text: those of everyday words, and of the terms whose names are given."""

    def __init__(self, names: Iterable[tuple[str, str]] = ()) -> None:
        """`names` are the names of terms, each with what it means."""
        self._meaning = {**MEANING, **dict(names)}

    def of(self, text: str) -> list[str]:
        """The meanings, each once, in the order of the table."""
        return list(dict.fromkeys(meaning for word, meaning in self._meaning.items() if word in text))
