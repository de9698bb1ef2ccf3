"""Cue words of filing a claim from the chat: going on with it, leaving it, opening the form, what is still to come."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.cues import one_of

#: Words before the wish itself.
_SO: Final = r"^(?:好的?|还是|先|行|可以|嗯|对|是的|那么?|就|麻烦|请|您|你|帮我|给我|替我|[，,。\s])*"
_IT: Final = r"(?:把?(?:它|这个|这项|这些|刚才的?|上面的?)[^，。？?]{0,8}?)"
_TOO: Final = "(?:也|都|一起|一并)*"
#: 报名, 报告 are other things.
_REPORT: Final = "报(?!名|考|告|道|刊|纸|社|销|警|废|备|废|喜|答|复)"
_END: Final = r"(?:吧|了|[。！!\s])*$"
_THESE: Final = r"(?:这|那)(?:一?项|一?个|一?次|几项|几个|些)"
_HOW_MANY: Final = r"(?<!\d)(?:[两二三四五2-5](?:个(?!月|半|小时|学时|课时|星期|礼拜)|项|次|场|样|回)|[俩仨])"
#: 帮我报上去, 那就报吧: somebody who wants it done, beside `cues.FILE`.
FILES: Final = one_of(
    rf"""
    {_SO}{_IT}?{_TOO}(?:申报|报|登记|提交|填报)(?:上去|了吧|吧|一下|起来){_END}
    {_SO}按[^，。？?]{{1,10}}(?:申报|{_REPORT}|提交)
    (?:申报|填报|{_REPORT})(?:一下)?(?:刚才|上面)?{_THESE}(?:学时|活动)?{_END}
    {_IT}{_TOO}(?:申报|填报|{_REPORT})
    (?:帮我|给我|替我|我要|我想|我得|想|要)报{_HOW_MANY}
    ^报{_HOW_MANY}(?:活动|学时|会议?|班)?[：:，,]
    (?:帮我|给我|替我)[^，。？?]{{0,24}}报(?:上去|上来|成学时|了吧|一下)
    ^(?:帮我|给我|替我|麻烦|请)?把[^，。？?]{{2,30}}报(?:上去|一下|了)吧?[。！!\s]*$
    """
)
#: 我要申请免学: wanted, where nothing is asked.
FILES_EXEMPTION: Final = re.compile(
    r"(?:我要|我想|我得|帮我|给我|替我|想)(?:申请|申报|办理?|填报?|报)(?:一?下|个|一?张)?(?:继续教育)?(?:学习)?(?:免试|免学|免除)"
)
ASKS_IT: Final = one_of(r"[?？吗么呢] 什么 哪 怎[么样] 咋 能不能 可不可以 可以 条件 够不够 行不行 需要 要不要 多少 几")
#: 怎么报, 能不能报: asked, and not to be done.
ASKS_HOW: Final = one_of(
    r"""
    怎么 咋 如何 怎样 什么时候 啥时候 哪里 在哪 哪儿 去哪 谁 流程 步骤 手续 能不能 可不可以 [可能]以?[^，。]{0,6}吗
    要不要 用不用 需不需要 截止
    """
)
#: Ends what is under way.
CANCELS: Final = one_of(
    r"""
    ^(?:那|还是|先|我|就|哎|唉|嗯|哦|[，,。\s])*(?:算了|不(?:申?报|填|弄|办|申请)了|放弃|取消)(?!.{0,12}(?:只|改成|换成))
    (?:先|还是|暂时|都|全)不(?:申?报|填|办|申请)了? 取消(?:这次|这个|本次)?申报 (?:这次|现在)不(?:申?报|办|申请)了
    改天再(?:申?报|说|弄)
    """
)
RESUMES: Final = one_of(
    r"""
    (?:继续|接着|回到|回来|往下)(?:刚才的?|前面的?|上面的?|之前的?)?(?:申报|报|填|办|申请|弄)(?!告|名|考)
    ^(?:好的?|那|行|嗯|[，,。\s])*(?:继续|接着来?|往下)(?:吧|[。！!\s])*$
    (?:申报|报|填)(?:继续|接着) 接着刚才(?:的|报|填|申报)
    """
)
#: The form itself is wanted, with what is known so far.
OPENS: Final = one_of(
    r"""
    (?:没有?|找不到|没看到|没看见|不见)[^，。]{0,6}(?:入口|申报表|表单|按钮)
    (?:打开|调出|弹出|给我?看?|来|直接填|自己填|我来填)(?:一?下|一?张|个)?(?:申报|认定|登记)?表
    (?:打开|进入)[^，。]{0,4}(?:申报|认定)(?:页面|界面|表|入口) 在表里填 我自己(?:来)?填 直接填表 直接打开
    (?:提交|递交|填写?)[^，。]{0,8}(?:申请(?!免)|申报表|登记表)
    """
)
UNKNOWN: Final = one_of(
    r"""
    不知道 不清楚 记不[清得住] 不记得 忘了 忘记了? 想不起来 说不准 不确定 不太清楚 没注意 没写 没有?公布 不晓得 不了解
    """
)
#: 再报一个: another claim, beside one that is done.
ANOTHER: Final = one_of(
    "再申?报一?个 再填一?[张份个] 另外?再?申?报一?个 重新申?报 新的申报 新建 新增 重新来 从头再?申?报"
)
#: What has not taken place yet.
FUTURE: Final = one_of(
    r"""
    下下?(?:个?(?:周|星期|礼拜)|个?月)(?!旬) 明(?:天|日|儿|年) (?<![年月日号天])大?后天 过几天 过两天 过些天 即将 将要
    将(?:参加|举办|召开) (?:准备|打算|计划|马上|快)要?(?:去|参加|开|举办|召开) 还没有?(?:开|去|参加|办|结束|开始|举行)
    (?<![需想只])要去(?:参加|开|听|学)
    """
)
EXEMPTS: Final = one_of("免试 免学 免除 免继续教育 免[^，。]{0,4}学时 减免 不用学的(?:审批|申请)")
DROPS: Final = one_of("不报了?$ 不报了 不要了 不算了 去掉 删掉 删了 拿掉 撤掉 先不报 别报")
ONLY: Final = one_of("只(?:申?报|要|填|留) 就报 光报")
TOGETHER: Final = one_of("也 一起 一并 一块 都报 合在一起 同一")
#: 要是5天呢, 那5天算多少: supposed, not told.
SUPPOSES: Final = re.compile(r"呢[？?。！!\s]*$|^(?:那|那么)?(?:要是|如果|假如|若是|假设|换成|换作)")
#: How many things are to be filed (报两个).
COUNTED: Final = re.compile(rf"报(?:一下)?(?P<n>{_HOW_MANY})")
#: A claim's number, as its owner types it; it is never said back.
CLAIM_NUMBER: Final = re.compile(r"(?<![0-9A-Za-z])[A-Za-z]\d{6}\s*[-－—]\s*[0-9A-Za-z*]{2,}")
#: 想撤了, 能改吗: done where one's own claims are.
WITHDRAWS: Final = one_of(
    r"""
    (?:撤回|撤销|撤下|撤掉|想撤|收回)[^，。]{0,10}(?:申报|申请|登记表|认定|材料|那份|单子)
    (?:申报|申请|登记表|认定|单子)[^，。]{0,12}(?:撤回|撤销|撤下|撤掉|想撤|收回)
    """
)
#: 没参加的会: nothing that can be filed.
NOT_TAKEN: Final = one_of("没有?(?:参加|去|开|上|学|听)(?:过|完)?的 编一?个 凑(?:几|点|够)")
#: Personal fields are for the form, not for the chat.
PERSONAL: Final = one_of("我叫 姓名(?:是|：|:|叫) 我姓(?!什么) 身份证号?码?(?:是|：|:) 名字(?:是|叫)")
