"""Everyday words that people use around hours and titles: no terms, but worth putting right where they are mistyped.

A sentence is often understood by these alone (什么时候, 材料, 处理). They are known by their sound like the terms, and
counted as often as jieba's dictionary has them, so that they win over nothing that is a usual word itself.
"""

from __future__ import annotations

FIELD_WORDS = frozenset(
    """
    什么 怎么 怎样 多少 什么时候 啥时候 的时候 时候 时间 多长时间 哪些 为什么 怎么处理 认不认 可以 需要 必须 应该
    还差多少 只学了 只学完 只学习 只修了 只考了 只考过 才学了 才修了 才及格 不及格 才合格 给不给认 以前 以后 之前 之后
    之内 以内 现在 每年 年底 年度 周期 申报周期 评审周期 期间 期限 截止 截止时间 到期 过期 有效 有效期 长期 参加 参会
    学习 学完 完成 没完成 已完成 未完成 通过 没通过 及格 合格 考试 申请 申报 审核 审批 认定 认可 登记 登录 注册 报名
    报到 提交 上传 打印 下载 查询 查看 盖章 补交 补办 办理 处理 处理办法 处罚 处分 影响 准备 提供 组织 举办 主办 承办
    规定 要求 通知 看到通知 文件 文件通知 政策 依据 标准 条件 流程 步骤 手续 材料 证明材料 申报材料 什么材料 哪些材料
    证明 证书 拿到证书 取得证书 学位证书 毕业证书 获奖证书 证件 资料 清单 表格 附件 模板 总结 报告 计划 内容 课程 视频
    题库 成绩 结果 名单 部门 主管部门 哪个部门 什么部门 单位 公司 企业 学校 医院 中学 小学 教师 老师 中学教师 小学教师
    医生 干部 领导 员工 职工 人员 技术 专业 专业课 岗位 级别 系列 职业 工作 退休 返回 返回单位 回来 结束 开始 折算
    折合 计算 抵扣 减免 免学 免修 免除 优惠 照顾 打折 通用 承认 互认 统一 负责 管理 监督 举报 投诉 评估 考核 优秀 栏目
    平台 网站 网址 网页 电话 号码 联系人 微信 系统 账号 密码 验证码 客服 后果 及时 直接 自己 我们 你们 他们 大家 请问
    谢谢 麻烦 咨询 意思 意见 情况 问题 办法 方式 范围 类别 种类 比例 集中 内部 外地 本地 地方 基层 农村 生病 住院 手术
    孩子 毕业 毕业证 学位证 研究生 拿到 取得 获得 发表 听课 上课 课件 小时 个小时 星期 个星期 礼拜 个礼拜 周岁 月份
    个月 学分 门课 节课 公需 公需课 公需科目 自治区 自治区级 团场 师市 会议
    """.split()
)
