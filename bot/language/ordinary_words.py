"""Words that jieba's dictionary lacks or has as rare, and that people type to this assistant every day."""
from __future__ import annotations

FREQUENCY = 2_000  # as usual as 职称 in jieba's counts
# What nearly every question holds: of two words that sound alike it is the one that is meant.
MOST_USED = {"学时": 50_000}

ORDINARY = frozenset(
    """
    共需 共学 共修 退修 局办 院办 厅办 校办 师办 县办 市办 旗办 考差 学差 专人 主旨 计时 村医 校医 通识 通识课 执医 执药
    升本 线上 线下 网课 刷课 刷完 学完 看完 考完 全过 没过 一键 扫码 人脸 打卡 微信 群里 官网 弹窗 卡顿 闪退 链接
    链接里 截图 上传 下载 登不上 打不开 进不去 验证码 二维码 实名 认证 密码 账号 帐号 注册 登录 登陆 客服 人工 在线
    视频 进度 进度条 课件 题库 补考 不学 没学 要学 再学 多学 少学 该学 自学 教学史 医学史 学是 学市 学师 学史 学室
    学士 学士学位 全程 全天 全年 全区 全市 全员 农机 农机站 大课 小课 培训科 人事科 医务科 科教科 教务科 护理部 检验士
    药士 护士 技士 护师 药师 技师 检验师 高会 中会 二建 一建 二造 一造 注会 注安 机关 事业编 编制 编外 聘用 转任 转正
    转岗 在编 在岗 驻村 驻连 第一书记 卫生院 社区 街道 团场 连队 农技 兽医站 水管处 啥时候 咋弄 咋办 咋算 咋整 怎么弄
    有没有 能不能 要不要 可不可以 算不算 行不行 够不够 是不是 对不对 多久 多长时间 几个 几年 平台 平时 平均 平常 品种
    聘期 资料 资历 自立 自理 治理 致力 制度 职责 支持 支付 职位 直播 指导 指教 知识 市里 市上 市是 师里 是市 时事 试试
    实施 事实 事事 失业 实验 试验 史实 世事 时世 认真 人名 人民 人们 任命 人定 认为 任务 认识 认可 认出 认错 公休 公修
    工序 攻读 公读 公费 公示 工时 公式 公司 供需 攻势 机构 进修费 进行 经费 精心 紧急 进展 静修 精修 劲歌
    """.split()  # noqa: SIM905  # a list of words reads best as words
)
