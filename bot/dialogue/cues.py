"""Cue words of everyday Chinese that settle what a message does with its facts. No policy and no figure: only language.

Each cue is a regular expression, written as its alternatives with spaces between.
"""

from __future__ import annotations

import re

from typing import Final


def one_of(alternatives: str, before: str = "", after: str = "") -> re.Pattern[str]:
    """A pattern of alternatives parted by white space, with what must stand before and after all of them."""
    return re.compile(f"{before}(?:{'|'.join(alternatives.split())}){after}")


HOW_MANY: Final = one_of(
    r"""
    多少(?!人|钱|元|家|篇) 几个学时 几学时 几个 几分 多少分 怎么算 咋算 怎么折 怎么认 算不算 能算 能不能算 算学时
    认不认 能认 可以算 可以计 计不计 折算 折合 折进
    折算进 抵 顶 给几 给算 能给 记多少 登记多少 算数 算继续教育 能计 有学时
    视同 怎么定 咋定 算继教 认定吗 折不折 (?<!登)记学时 给学时 得学时 加学时 有没有学时 算进 能认定 认定不 给认 算吗
    认吗 认不 算不
    """
)

#: A figure, and nothing but a figure: 给几个, 多少.
FIGURE: Final = re.compile(
    r"多少(?!人|钱|元|家|篇|年|岁|天|材料|份|张|号|部门|单位)|几个?(?:学时|学分|课时)|几个(?=[呀啊呢吗？?，。]|$)"
)

WORDS_ONLY: Final = one_of(
    r"""
    材料 证明 手续 流程 怎么申 如何申 怎么报 哪个部门 谁 哪里 在哪 哪家 哪个单位 归哪 什么时候 啥时候 截止
    电话 联系 网址 后果 补学 打印 证书 结业证 培训证 合格证 审批 审核 凭证 凭据 佐证 在岗培训 凭啥 凭什么 拿啥 带什么
    交什么 出什么 哪个栏目 点哪 哪个入口 [哪什]个?份?么?文件 文号 几号文
    """
)

PERSON_WANTED: Final = one_of(
    r"""
    跟真人 找真人 要真人 换真人 转真人 转人工 人工客服 人工服务 找人工 要人工 活人
    """
)

FILE: Final = re.compile(
    r"(我想|我要|帮我|替我|给我|麻烦帮我)(现在|马上|直接|把)?.{0,10}(就)?(申报|提交|上报|报上去|填报|报一下|报学时|申请认定)"
)

YEARLY: Final = re.compile(
    r"(每年|一年|全年|每一年|年度|今年|本年|\d{4}年).{0,14}(多少|几|标准|要求|不少于|至少|最少|最低|不能少|够)|标准(是)?多少"
)

#: 那总共多少: the sum of what was said before.
SUM_AGAIN: Final = one_of(
    r"""
    总共 一共 合计 加一块 加一起 加起来 合起来 合在一起 统共 拢共 共多少 全部算 总数 落一起 放一起 一起算
    """
)

#: 公需考完了30: a figure without a unit, which only the rest of the sentence gives a meaning.
BARE_FIGURE: Final = re.compile(r"(?<![\d.])\d+(?:\.\d+)?(?![\d.年月日号天门岁人次])")

ORDINAL: Final = re.compile(r"第([一二三123])(?:个|场|次|项|门)|([前上])一个")

MACHINE: Final = re.compile(r"你.{0,4}(?:是|属于).{0,6}(?:机器|AI|人工智能|程序|电脑|真人)", re.IGNORECASE)

STATUS: Final = one_of(
    r"""
    到哪一?步 走到哪 审到哪 批到哪 进度 批下来 审下来(?!说|结果|不|发现) 批了没 审完没 审核通过没 受理没 有结果没
    """
)

CHEAT: Final = one_of(
    r"""
    代学 代刷 代挂 刷课 挂机 快进 外挂 脚本 作弊 代考 替考 买 花钱 答案 跳过 秒刷 自动播放 假 造 糊弄 混过 包过
    挂(?:课|网课|着) 刷(?:学时|视频|满|够) 代签 替签 替我?(?:学|考|上课|登录|签) 虚报 多报 谎报 绕过 抓包 通融 走后门
    内部渠道 后台.{0,3}(?:加|改) (?:不会|别|不).{0,2}被.{0,3}(?:查|抽|发现|看出) [看查][得不]出来 露馅 没人知道
    挂.{0,2}名 拖到(?:最后|结尾|头) 算学完 [\d一二两三四五六七八九十]+倍速? 一个人.{0,8}签
    补签 混(?:几|点|够|满) 改(?:日期|时间|成绩) [pP](?:图|一张|个)
    """
)

#: The whole requirement, also where one of its subjects is named: 公需和专业各要多少, 两科分别几个.
ALL_SUBJECTS: Final = one_of(
    r"""
    总共 一共 合计 总的 总学时 总量 全年 修满 累计 公需.{0,24}专业(?!技术) 专业(?!技术).{0,24}公需
    (?:两|2|二)(?:样|科|门|个科目|类|块|种课?|边|头) 各(?:自|要|得|需|应|是|多少|几|学|修) 分别 怎么分配?
    """
)

#: 一次四天一次三天: each its own event.
ANOTHER_EVENT: Final = one_of(
    r"""
    一[次场个期回趟遍] 另一[次场个趟] 第二[次个场趟]
    """,
    after=r"(?:是|开了|去了|有|开)?$",
)

WHICH_SUBJECT: Final = one_of(
    r"""
    公需还是 公需科目还是 公需课还是 还是专业 还是公需 算公需 哪种学时 哪类学时 算哪个科目 属于公需
    (?:算|记|计|归|入|到|在)(?:在|到|入|进)?哪一?科(?!研|室|的人)
    """
)

LACK: Final = one_of(
    r"""
    差 缺 剩 还要 够不够 还欠 补 够了?吗 够了?没 达标
    """
)

#: Only scolding.
ABUSE: Final = one_of(
    r"""
    [你他]妈 [你他]媽 尼玛 特么 狗屁 放屁 骗[钱子] 騙[錢子] 坑[钱人] 王八 去死 [傻煞]逼 滚蛋 废物
    垃圾(?!分类|处理|焚烧|填埋)
    """
)

LIMIT: Final = one_of(
    r"""
    封顶 上限 最多 最高 顶天 至多
    """
)

RELIEF: Final = one_of(
    r"""
    免 减 不用 不要求 还用 还要不要 要不要 需不需要 需要.{0,6}吗 要.{0,8}学时吗 优惠 照顾 倾斜 可以不
    能不能不 还需要 视同 放宽
    """
)

TAKES_BACK: Final = one_of(
    r"""
    ^不对 ^不是 ^说错 ^错了 ^打错 ^写错 ^更正 ^纠正 ^记错 ^搞错 ^弄错 ^哦不 ^啊不 ^改 ^应该是 ^我说错 ^刚说错
    ^刚才说错 ^抱歉 ^不好意思 ^上面说错 ^口误 说错了 打错了 记错了 搞错了 写错了 填错了 看错 看岔 听岔 记岔 改成 改为
    不是.{1,12}(是|，|,) 而是 应该是
    """
)

ELLIPSIS: Final = re.compile(r"呢[？?]?$|^(那|那么|要是|如果|假如|换成|换作|改成|若是|要换成)")

NO: Final = one_of(
    r"""
    没有? 没 未 不是 不 否 无 木有 么有 还没 没有呢 没呢 没的
    """,
    before=r"^[都也倒真]?",
)

YES: Final = one_of(
    r"""
    有 是 对 嗯 读了 宣读了 报告了 拿到 毕业了 在 好 yes 拿了 读过 做了 有的 是的
    """,
    before=r"^",
)

OWN_BEFORE: Final = one_of(
    r"""
    我是 我们是 我在 我们在 我人在 人在 本人在 换成 换到 改成 改为 按 按照 属于 单位在 工作在 我们 咱们 咱
    来自 户口在 那 那么 要是 如果是 如果在 假如在 要在 调到 调到了 搬到 不对， 不是， 说错了， 是 我就职于
    在职于 我这边是 这里是 这边是 是在 问的是 问下 问一下 请问 我 换
    """,
    after=r"$",
)

OWN_AFTER: Final = one_of(
    r"""
    呢 怎么算 怎么规定 咋算 的规定 的政策 的要求 的标准 的话 又?是?怎么
    要多少 要几 一年 每年 今年 这边 本地 认不认 的[，。？?]?$ 工作 上班 任职 职工 单位 的?专技 的?专业技术
    的?(老师|医生|护士|教师|工程师|会计|干部|人)([，。]|$) [，。！？,.?!] $ 市$
    """,
    before=r"^(?:那边|这边|那里|这里|这儿|那儿)?",
)

EVENT_BEFORE: Final = one_of(
    r"""
    去了? 到了? 在 赴 飞到? 跑到? 往 从
    """,
    after=r"$",
)

EVENT_AFTER: Final = one_of(
    r"""
    参加 参会 开会 开了 开的 开 听 进修 学习 培训 考察 支教 支农 支医 援 挂职 驻 会议 讲座 研修 访 举办 举行
    办的 召开 年会 医院 大学 学院 读 考 上课 上的 学的 学了 考的 考过 讲课 授课 出差 交流
    """,
    before=r"^[^，。；！？,;]{0,14}",
)

STARTS_ADDING: Final = one_of(
    r"""
    ^(那|那么|对了|哦|嗯|，|\s)*(还有|另外|再加|加上|外加|除此)
    (还|也|又|再)(参加|开|去|听|过|考|有|通过|办|学|讲|上|进修|读|修|搞|拿|跑|念)(?!什么|哪|啥) 又在
    (?<!呢[，,])也是(?=[^。；;？?呢这那]{0,14}(?:天|个月|门)) 再加(?=[一上个：:])
    后来 随后 接着又 加一起 加起来 合起来 合在一起 一起算 一共呢 总共呢 两个都 一块算
    """
)

#: 考试过了, 培训班去了: something that was done is told.
TELLS: Final = one_of(
    r"""
    过了(?!期|时|吗|没|多久|这) 通过了 考过 考下来 拿到了? 拿下 参加了 参加过 去了 听了 上完 学完 修完 开了 进修了 取得
    """
)

DONE: Final = re.compile(
    r"(已经?|都|只)?(学了|学完|修了|完成了?|有了|攒了|够了|拿了|修满|学满|得了|做了|有|才|完|了|到手|学到|修到|是|就)"
)

REVIEW_DAY: Final = one_of(
    r"""
    评审会 评审日 评审(定|安排|在|时间) 开评 评审是 参评日 当天评
    """
)

#: Words that always begin another activity, and words that do so behind a complete one.
STRONG: Final = one_of(
    r"""
    还有 加上 另外 外加 再加 再有 后来 外带 还参加 还去 还听 还办 也参加 还通过 还考
    又(?:去|参加|开|过|考|听) 下半年 接着 然后 [+＋]
    """
)

WEAK: Final = one_of(
    r"""
    ，又 和 跟 与 及 、 ， ； ; , 。
    """
)

#: Where one clause ends and the next may speak of another activity.
CLAUSE_BORDER: Final = one_of(
    r"""
    [，、；。！？,;!?：:+＋\n] 以及 (?<![参与])与 (?<!以)及(?!格|时|早) 和 跟 (?<![参更增])加上? 再 又 还 并且? 同时
    另外? 后来 然后 接着 回来
    """
)

COMMA: Final = re.compile(r"[，、；。！？,;!?：:\n]")

#: 又听了, 去上了: words before an activity that tell of one more, or of taking part in it.
TAKES_PART: Final = one_of(
    r"""
    又 再 另 还 也 参加 去 听 上了?个? 开 考 办 学 读 赴 到 第[二三]
    """
)

#: 这个会, 其中: of the activity before, or a part of it.
POINTS_BACK: Final = one_of(
    r"""
    这[个次场期] 那个 该(?!算|认|计|给|有) 此[次个] 上述 其中 包括 包含 里面 同一
    """
)

#: 会上, 培训期间: at the activity that was spoken of.
AT_IT: Final = re.compile(r"上(?!了|过|的|课)|期间|当中")

#: 都是兵团级的, 三个均为: said of every activity of the sentence.
OF_ALL: Final = one_of(
    r"""
    都 均 全是 全为 一律 统统 无一
    """
)

#: 前一个读了论文，后一个没读: which of the activities named before.
COUNTED_OUT: Final = (
    (0, re.compile(r"第[一1][个场次项回趟]|前(?:一[个场次回趟]|者)|头一?[个场次回趟]|上一个")),
    (1, re.compile(r"第[二两2][个场次项回趟]")),
    (2, re.compile(r"第[三3][个场次项回趟]")),
    (-1, re.compile(r"后(?:一[个场次回趟]|者)|最后一?[个场次回趟]")),
)

#: 第二个没有: the opposite of what is said of the other.
HAS_NOT: Final = re.compile(r"(?:就|则|是|却|可|都)?(?:没有?|未)[了呢吧]?(?=$|[，、；。！？,;!?])")

#: 其中一天是讲座: a part of what was told already.
PART_OF: Final = re.compile(r"\s*(?:其中|包括|包含|里面|前面?[\d一二两三四五]+天)")
#: 论坛、年会和讲座: what joins things of a list.
LISTS: Final = re.compile(r"(?:[、和跟与及]|以及)$")

#: 报了三门只过两门: what counts is said last.
PASSED_OF: Final = re.compile(r"[只才就仅]?(?:考?过了?|通过了?|合格了?|及格了?)\s*$")

#: 发表了两篇: a paper that is out.
PUBLISHED: Final = re.compile(r"发表|发了|刊|核心|SCI|[\d一两二三]+篇|见刊|录用")

#: 会议室, 会议中心: where something is held.
ROOM_AFTER: Final = re.compile(r"室|厅|中心|纪要")

#: 管培训的小王: somebody's work.
IN_CHARGE_BEFORE: Final = re.compile(r"(?:管|负责|分管|主抓)$")

ALTERNATIVE: Final = re.compile(r"还是|或者?是?|要么")

#: A number of days beside the dates (7月3号到6号共4天); 昨天, 后天 state none.
STATED_DAYS: Final = re.compile(r"[\d一二两三四五六七八九十]\s*个?天")
#: 大概四天，准确说四天半: the figure that is meant, behind a rough one.
EXACTLY: Final = re.compile(r"(?:准确|确切|精确|严格)[地的]?(?:来?说|讲|算)?[，,:：]?(?:是|应该是|有|就是|该是)?$")
TOTAL: Final = re.compile(r"(一共|总共|共计|合计|统共|加起来|总计|共)(是|有|就|才|得|去了|开了|学了)?$")

NOT_AN_AMOUNT_AFTER: Final = one_of(
    r"""
    起码 至少 要 得 最少 不少于 多少 须 需 应
    的(专业|公需|学时|任务|量|要求|继续) 里 内 中 当中 之内 以来 来 期间 之前 以前 前 后 以后 之后 左右才
    都没 没(?![到满]) 合计 总共 一共 共 统共 加起来
    """,
    before=r"^",
)
#: 三科教师, 三科业务培训: a name, not so many subjects.
NO_SUBJECTS_AFTER: Final = re.compile(r"[”」]?(?:的)?(?:教师|老师|统编|业务|教材|培训)")
#: 3天那趟读了论文: which of the events is meant, by its length.
THAT_ONE: Final = re.compile(r"的?那[次个场趟回期]")

NOT_AN_AMOUNT_BEFORE: Final = one_of(
    r"""
    够 差 还差 缺 不到 少 不足 每 近 前 过去 最近 一个申报周期 满
    """,
    after=r"$",
)

EACH: Final = one_of(
    r"""
    各(?!种|类|级|项|算) 每个 每次 每场 每期 每[趟回] 均为? 都是?(?=[\d一二两三四五六七八九十半]+天)
    """
)

#: 两场，一场一天: said once, it is the length of each; said twice, each time that of one.
ONE_LASTS: Final = re.compile(r"一(?:场|次|个|期|回|趟)(?=[\d一二两三四五六七八九十半]+天)")

COUNT: Final = re.compile(r"([两二三四五2-5])(?:个|次|场|期|回|趟)(?!月|星期|礼拜|周|半天|小时|钟头|学时|课时|门)")

#: 没报告论文: a word right before that turns what a term states into its opposite.
NEGATED: Final = one_of(
    r"""
    没有? 未曾? 并未 不曾 无 木有 没能 没去 没有去 没上去 没有上去 没在会上 没有在会上 不用 没得
    """,
    after=r"$",
)

WORDS_WANTED: Final = one_of(
    r"""
    材料 证明 谁 哪个部门 电话 联系 流程 手续 打印 表 填
    """
)

NOISE: Final = one_of(
    r"""
    [，。？！、；：,.?!;:~…\s] 请问 麻烦 你好 您好 问一下 问下 想问 咨询 一下 老师 谢谢 呢 吗 啊 呀 嘛 吧 哦
    """
)
