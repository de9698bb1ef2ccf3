"""Cue words of comparisons. No policy and no figure: only language."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.cues import one_of

_AGAINST: Final = r"""
    一样 相同 有何不同 不同 不一样 (?<![治地市县])区别 差别 差异 (?<!还)差(?:多少|几|在哪|得|很?多|那么多|这么多) 比较
    对比 相比 比一比 哪[个里儿家].{0,7}(?:[多高低严松](?!少)|划算|宽|容易|少(?=[呢啊，。？?]|$)) 哪边 谁[更多高]
    比.{1,14}(?:更|要)?[多少高低严松宽] [跟和].{1,10}比
"""
#: Words that set things against each other; 还差多少 does not.
AGAINST: Final = one_of(_AGAINST)
#: The same, and words that ask for each of several.
COMPARES: Final = one_of(_AGAINST + r"分别 各自 各(?:是|要|得|算|给|看)(?!项|种|类)")

#: Of kinds of a thing it compares; beside years and places it asks what is still missing.
DIFFERENCE: Final = re.compile(r"差(?:多少|几个?)")

#: The person's own place, as they speak of it.
OWN: Final = re.compile(
    r"(?:我们?|咱们?|俺们?)(?:这边|这里|这儿|这|那边|单位|[市县州盟旗师区](?!级)|地区(?!级))"
    r"|本[市县地师]|市里|当地|[我咱]这边?|(?<=[和跟与比])(?:我们|咱们|我|咱)(?!说|讲|介绍|同事|联系|一起|领导)"
)
#: 自治区 and 地方 as places; 自治区级 is a level.
AUTONOMOUS: Final = re.compile(r"自治区(?!级|层面|人社|一级|办|组织|举办|主办|区域|直属|本级|学会)|区里")
AROUND: Final = re.compile(r"(?<=[和跟与比])地方(?!税|上的)|地方(?=[和跟与比])")
#: 我在阿克苏: where the person is, beside the places that are compared.
AT_HOME: Final = re.compile(r"我们?(?:人|单位)?(?:在|是)$")
