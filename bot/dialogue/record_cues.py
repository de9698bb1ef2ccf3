"""Words around hours done by year and subject (2021年公需30，专业都齐了). Only language: no policy and no figure."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.cues import one_of

PUBLIC: Final = r"公需(?:科目|课程|课|科|学时)?|公共(?:课程|课|科目)"
PROFESSIONAL: Final = (
    r"(?<![本该跨])(?!(?<=[我咱]们)专业的)专业(?:科目|课程|课|科(?!室)|学时)?"
    r"(?!技术|人员|人才|知识|证|资格|委|性|领域|对口|学校|组|方向|级|群|课?[老教]师|课?骨干|带头人)"
)
BOTH: Final = r"(?:两|俩)(?:科|门|样|类|个科目|个)(?=[都全均各也])"

#: What may stand between a year or a subject and its figure without changing what the figure is.
_FILLERS: Final = """
    [的:\\s是有为()（）=＝才只就我共个了也呢那这刚整仅] 科目 课程? 学时数? 课时 继续教育 方面 这块 部分
    目前 现在 如今 今天 已经?
    一共 总共 共计 累计 总计 合计 [学修拿得攒搞弄考认做刷](?:了|完了?|满了?|到了?|够了?|的|习)?
    完成了?的? 取得了? 获得了? 认定了? 登记了? 合格了? 到手了? 都 各 各是 均为? 分别 每年 每 还(?![差缺欠要得需剩])
    刚好 正好 网上 线上 面授 平台上? 这边 实际 网课 满了? 够了? 达到了? 改成 改为 应该[是为]
    应为 其实是? (?:要|若|如果|假如)是 换成 变成
    不是[\\d.]+(?:个|学时|课时)*[,，]?
"""
#: Between a year and the subject more may stand: it only names the year once more.
_YEAR_FILLERS: Final = """
    (?:还|一共|总共)?差了?(?:多少|几个)(?:个?学时)? 年度? 全年 当年 那[一]?年 这[一]?年 里 时候 期间 培训 学习 情况
    我 咱 在 应该 [,，;；。?？!！—-]
"""
FILLER_WORDS: Final = "|".join(_FILLERS.split())
FILLER: Final = re.compile(f"(?:{FILLER_WORDS})*")
YEAR_FILLER: Final = re.compile(f"(?:{'|'.join((_FILLERS + _YEAR_FILLERS).split())})*")
LONGEST_GAP: Final = 18

_ALL: Final = r"(?:都|全部|全|均|已经?|也|早就?|统统|总算|刚)"
_MADE: Final = (
    r"(?:齐全?|学齐|修齐|修满|学满|修完|学完|完成|搞定|弄完|搞完|做完|考完|刷完|上完|听完|看完|达标|拿满|拿齐|修够"
    r"|学够|结完)"
)
#: 都齐了, 已修满, 学完了: what the year asks for is done, no figure said.
MET: Final = re.compile(
    rf"(?:{_ALL}{{1,4}}(?:{_MADE}|[够满](?=了))|[都全均]{_ALL}{{0,2}}(?:考?过|合格)(?=了)"
    rf"|(?:{_MADE}|合格)(?=[了啦])|是?满的(?=[,，;；。!！\s]|$)|(?<![不能才就没未])[够满](?=了))(?:了|啦|好了)?"
)
#: 2021年公需应该是30: a guess, unless something is put right.
GUESS: Final = re.compile(r"应该|应为")
PUT_RIGHT: Final = one_of("不对 错 改 不是 更正 纠正 口误")
#: 没修完, 没怎么学: some, and no figure.
UNMET: Final = re.compile(
    rf"(?:没有?|未|尚未|没能)(?:能|把)?(?:全部?|都|完全)?(?:{_MADE}|合格|过)|没有?(?:怎么|咋)(?:学|修|上)"
    r"|(?:学|修|完成)了?(?:一半|一部分|一些|几个|不少|大半)|一半(?=[,，。;；\s]|$)|(?:又|再|补)(?:学|修|补|拿)了?"
)
NOT_YET_BEFORE: Final = one_of(
    """
    没 没有 未 不 尚未 快 快要 差不多 基本 基本上 大部分 大体 马上 即将 准备 打算 要 才能 能 怎么 如何 必须
    (?<!公)需 需要 得 应该 可能 估计 多半 大概 好像 一半 部分 等 等到 如果 假如 要是 若 之前 算 算是
    """,
    after=rf"(?:能|{_ALL}){{0,3}}$",
)
NOT_YET_AFTER: Final = one_of(
    """
    吗 么 没有? 不 多少 几 的?话 之?[前后] 以[前后] 才 再 一半 一部分 大半 三分 二分 情况 率 度 一?些
    前 后 时 的?吧[?？]
    """,
    before=r"^[\s]*",
)

_END: Final = r"(?=[,，;；。!！、\s)]|$|的|呢|专业|公需|但|可)"
#: 没学, 一分没有, 还没开始: none at all. 没学完 is some, and no figure.
NONE: Final = re.compile(
    r"(?:还|都|全|也|一直|完全|根本|压根|啥也|什么[都也]|啥都){0,3}(?:"
    r"一(?:个|分|点儿?|丁点儿?|节|眼)(?:学时|课时|课)?(?:都|也)?(?:还)?(?:没有?|未)(?:学|修|上|拿|做|动|得|碰|看|听|刷)?(?:过|到)?"
    r"|(?:(?<!有)没有?|未|木有|尚未)(?:来得及|顾上)?(?:开始)?(?:学习?|修|上课|参加|弄|搞|动|碰|刷|开始)过?[呢啊呀]?"
    rf"|(?<!有)没有){_END}"
    rf"|(?:为|是|才|得)?(?<![一二三四五六七八九十百千万点.\d])[零〇](?:个?学时|个?课时|分)?{_END}"
)
#: 差10个: what is missing of the requirement, said instead of what is done.
SHORT: Final = re.compile(
    r"(?:还|就|只|仅|才|尚|也|都|刚好|正好){0,3}"
    r"(?:差(?!不多|点|一点|别|劲|评|额|异)|缺(?![勤席口])|欠|(?<![多不至减最很])少(?![于数年量儿]))"
    r"(?:了|着|学了?|修了?)?"
)
#: More beside a figure: 20，又学了10.
ADDED: Final = one_of("又 再 另外 (?<!参)加 补")
#: 学了, 完成了: what follows is done, even after what is missing was told.
DONE_VERB: Final = one_of("学 修 完成 有 是 已 拿 做 认 才 只")
#: A figure with one of these behind it is not the exact figure.
INEXACT_AFTER: Final = one_of(
    r"""
    [多来余几] 左右 上下 以上 以下 以内 出头 不到 的样子 半(?!年) [-~—–/%+＋] [到至加]\d 或 还是 [.]\d 再?加上? 外加
    (?:[还都全也]|一直|一点儿?)*没有?[学修完做上听看动刷] 未[学修完]
    """,
    before=r"^(?:个|学时|课时|\s)*",
)
#: Units that are no hours of continuing education.
OTHER_UNIT: Final = one_of(
    r"""
    活动 会议? 讲座 培训 证书? 项目
    天 日 月 年 号 岁 门 科(?!目) 次 场 期 篇 项 分 小时 钟 级 届 周 星期 礼拜 人 元 块 点 条 名 位 所 家 本 节 % ℃
    倍 部 后
    """,
    before=r"^\s*个?",
)
UNIT: Final = re.compile(r"\s*个?(?:学时|课时)|\s*个(?![月半星小钟]|活动|会|讲座|培训|证|项目)|\s*[hH](?![A-Za-z])")

#: The clause speaks of what is demanded, planned or counted, not of what was done.
DEMANDED: Final = one_of(
    r"""
    (?<!按)(?<!照)要求(?!的|都) (?<!按)规定(?!的|都) 标准 不少于 不低于 至少 最少 最低 起码 必须 须 (?<!还)需要
    应[修学完当] 要[学修完有满上] (?<![还只主重需])要(?![评报申晋参是紧不命]) 每天 (?:计划|打算|准备)(?![评申报参要])
    报名 折 抵 可计 能计 上限 最多 得学 得修 通知 文件 听说 据说 说是 原文 政策 目标 每年都?[要得]
    """
)
#: 对吗: the message asks whether figures are right.
CONFIRMS: Final = one_of(
    r"""
    对[吗吧么] 对不对 是[吗吧么] 是不是(?![^,，。;；]{0,5}[差缺欠够]) 没错吧 正确吗 对么
    """
)
ASKS: Final = re.compile(r"[吗么][?？\s]*$")
DONE_WORD: Final = one_of("学了 修了 完成 已 才 只 学完 修完 拿了 认了 攒了")
ASKS_WHAT_LACKS: Final = one_of("差 够 缺 欠 能[评报申晋参] 可以[评报申晋参] 达标 影响 还要 还需 剩 补")
TOTAL: Final = one_of("一共 总共 共计 累计 总计 合计 加起来 [三两几四五]年(?![前内])")
#: 截至2021年: up to a year, of more years than one.
UP_TO: Final = one_of("截至 截止 截止到 到 至 直到 从 自", after=r"$")
EVERY_YEAR: Final = one_of("每年 每一年 一年要")
EACH: Final = one_of("都 各 每 均 分别 一律 全")
TAKEN_BACK: Final = one_of("不对 说错 错了 哦不 啊不 应该是 更正 不是")
PUTS_RIGHT: Final = one_of("改成 改为 应该是 不对 错了 是(?=[零〇一二三四五六七八九十百\\d])")
CONNECTS: Final = re.compile(r"(?:和|、|与|跟|及|以及|,|，|/|年|\s)*")
#: 我同事: what was said before is of another person.
OTHER_PERSON: Final = one_of("同事 朋友 (?<!其)他 她 别人 另一个人 我爱人 我老婆 我老公 我媳妇 我家那位 帮人问 替人问")
#: 今年还差多少: one year is asked about, not a review.
YEAR_LACKS: Final = re.compile(
    r"(?:今年|本年度?|当年|去年|前年|(?:\d{2}|\d{4})年度?)(?:的|度|我|还|学时|一共|总共|到底|继续教育|这年){0,6}"
    r"(?:[差缺剩欠](?!了?\d)|还(?:要|需要?|得)?[学修补](?:多少|几))"
)
#: 还差多少, 够不够: what is missing is asked for.
LACKS: Final = one_of(
    r"""
    [差缺欠剩](?:了|着|下|我)?(?:多少|几|哪|什么|啥) 够不够 够吗 够了吗 够没 够么 够评 达标
    [还再][要需得]要?[学修补]?多少 [还再][学修补](?:多少|几) 还差$ 差不差 齐没 齐不齐 齐了吗 缺不缺 还缺$ 能评 能报
    能申报 可以评 可以报 行不行 够格
    """
)
#: 其他, 每年, 三年: the years and subjects that nothing else is said of.
REST: Final = re.compile(
    r"(?:(?:其他|其它|其余|别的|剩下|余下)(?:的|各|那)*(?:年度|年份|几年|两年|一年|年|科目|科|学时|课程?)?"
    r"|每一?年度?|年年|历年|各年度?|(?:这|近|前)?(?<![\d〇零一二三四五六七八九十第])(?P<n>[两二三四五2-5])年(?!级|前|后|内|度)|[这近]几年)"
    r"(?:的|来|里|间|我)*(?!(?:公需|专业|科目|课程?|[学修拿是有了满够都各]|完成|\s)*[\d〇零一二三四五六七八九十])"
)
#: 22年都学了: without a subject, of a whole year.
ALL_LEARNT: Final = re.compile(r"[都全](?:都|部)?(?:学|修|上|刷|听)了(?=[,，;；。!！\s]|$)")
#: 公需还差多少: one subject is asked about.
SUBJECT_LACKS: Final = re.compile(
    rf"(?:{PUBLIC}|{PROFESSIONAL})(?:一共|总共|方面|部分|到底|还|又|的|我){{0,4}}"
    r"(?:差(?!不多|点|一点)|缺|欠|够不够|够吗)(?!了?\d)"
)
