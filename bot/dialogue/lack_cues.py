"""Words around hours done of one year and the question what is missing of it. Only language: no policy, no figure."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.cues import one_of

#: 还有几个, 短多少, 够了吗: other words for what is missing, which say so only in a question.
LACKING: Final = one_of(
    r"""
    [差缺欠剩] 短(?:了)?(?:多少|几) (?<!不)够(?!呛) 达标 及格 还有(?:多少|几|多远) 还(?:要|需要?|得) 补
    [还再得][要需得]?再?[学修刷补看听上](?:多少|几) 才(?:能)?(?:算)?(?:过关|完成|合格)
    """
)
#: 还差几个, 还要补多少: nothing but what is missing is asked; 还差几个月 is of a post.
STILL_LACKS: Final = re.compile(
    r"(?:还(?:[差缺欠]|[要得需]要?[补学修])了?|[离距].{1,12}[差缺欠])(?:多少|几个?)(?!个?[天月年日岁门次])"
)
#: 多少, 够吗: what is missing is asked, not told (还差10个).
ASKED: Final = one_of("多少 多远 几(?![十百]) 吗 么 没 不够 呢 啥 什么 哪 [?？]")
#: Behind a subject, before its figure: what follows is done.
DID: Final = one_of(
    r"""
    [学修刷听看上考做弄搞攒凑混拿挣读完记认录存显登](?:了|完|到|过|满|够|有|示|定|得|录|上|下) 完成 已
    [才只就有是为到共] 里[头面边] 当中 取得 获得 达到 累计 一共 总共
    """
)
#: Before a figure: it is what is asked for, or what is not reached.
TARGET: Final = one_of(
    r"""
    离 距 要 (?<!公)需 应 须 够 满分 任务 目标 凑[够满齐] [没未不](?:有)?[达到够满足学修]+ 每 编号 代码 第 [届期号] 超
    [多再剩]
    """,
    after=r"[^,，;；。!！?？\d]{0,4}$",
)
#: Of a part of the year: no figure of the whole.
_PART: Final = "[上下]半年 [这上下本]个?(?:月|周|星期|礼拜|季度) [一二三四]季度 其中 光[是学修] 每[天次门节]"
PART: Final = one_of(_PART)
#: Of one way of learning, of one day, of one course: without a subject it may be of anything.
OF_SOME: Final = one_of(f"线上 线下 网上 网络 面授 选修 必修 [这那每]次 [这那][门节] 今天 昨天 前天 {_PART}")
#: 那一块, 方面: of something that is named, which is no subject here.
ASPECT: Final = one_of("方面 [这那一]块 这边 那边 那头 部分 科目? 课程? (?<![分种这])类")
OF_BOTH: Final = re.compile("(?:这|那)?(?:两|俩|2)个?(?:科目|科|门|样|类)")
#: 三年: hours of more years than one.
YEARS: Final = re.compile("[两三四五六几2-6]年(?!级)")
#: 退回去5个: a figure is taken off again.
TAKEN_OFF: Final = one_of("退回 扣[了除掉]? 作废 清零 取消 无效 过期 驳回 不算 没算 没认 不认 未认定 没通过审核")
#: 我同事…，我还差多少: what was said is another person's.
MY_OWN: Final = re.compile("我(?:自己|本人)?(?:呢|还|今年|又|差|缺)")
#: 一共, 加起来: of both subjects together.
TOGETHER: Final = one_of(
    "一共 总共 总计 共计 合计 累计 统共 拢共 全部 加[起块]来? 加在一起 一起 加?[到在]一块 一块[儿算] 合起来 合在一起"
    r" 总的 总学时 (?<!公)共(?=\d)"
)
#: 过了, 通过: behind or before an examination.
PASSED: Final = one_of(
    "过了 [通考]过 合格 及格 拿到?了?证 取得 (?<![没未])(?<!没有)[考拿](?:了?下来?|到手|出来)了? 到手了"
)
#: 去了, 宣读过: an activity is told as taken part in, not asked about beforehand.
TOOK_PART: Final = one_of(
    r"""
    (?<![没未])(?<!没有)[去加听考读学修讲办上开写发完出](?:了|过|完|下来) 过了 拿下 到手 通过 合格 派[我了] 全程参加
    (?<![没未不])(?<!没有)[去听考读修讲开][^,，。;；没未不]{1,6}了(?=[,，。;；!！\s]|$)
    """
)
#: 去年十二月, 2024年5月: of an earlier year, whatever else the date says.
BEFORE_THIS_YEAR: Final = one_of(
    r"去年 前年 上一?年(?!级) 往年 前几年 早几年 20\d\d(?!\d) [〇零一二三四五六七八九\d]{2}年"
)
#: 没去成: what was told before is taken back.
NOT_TAKEN: Final = one_of("没[去参听考上办]成? 没能[去参] 取消 没算")
#: 另外, 还参加了: an activity is more than the hours stated.
MORE: Final = one_of(
    "之前 原来 原先 以前 另 此外 除此 还有 还[参去听考上读修做讲] 也[参去听考] 又 再加 加上 外加 再有 后来"
)
#: 要是再参加2天: more than what is done, of which nothing is told.
YET_MORE: Final = one_of("再[去来参上学听考开报] 还[要想]再 要是 如果 假如 打算 准备 计划")
