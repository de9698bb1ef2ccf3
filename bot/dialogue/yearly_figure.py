"""Whether the yearly figure answers what was asked: 开车一年要多少油 is sure to be a requirement, and none of ours."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.cues import NOISE, one_of
from bot.dialogue.heard import Heard, Result
from bot.dialogue.said import TELL_NOTHING, Said

#: So many characters of a sentence may speak of something else, where it is 学多少 that is asked.
_BESIDE_STUDY = 2
_SKIPPED = frozenset({"place", "occupation", "concept"})
#: 每年, 要多少, 标准: what a bare question on the yearly figure consists of.
_OF_THE_YEAR: Final = one_of(
    r"""
    \d{4}年?度? 今年 明年 去年 后年 本年 当年 每一?年 一年 全年 年度 年 要求 要 得 多少 几个 几 至少 最少 最低
    不少于 不能少于 少于 总共 一共 总的 合计 标准 任务 规定 指标 额度 数 是不是 是 的 才 算 完成 达标 合格 够
    现在 就 想知道 想问 大概 还 这个 那个 我们 咱们 我 你们 单位 技术人员 专技 人员 职工 人 各 分别 都 和 跟
    呢 吗 捏 咧 啊 吧 呀 嘛 了
    """
)
#: 学多少: said of study, and not of a school.
_STUDIES: Final = re.compile(r"学(?![校生历院])|修(?![理车改])|课(?!本|桌)")


def is_yearly_figure(reply: Result) -> bool:
    """Whether a reply is the figure that the notice demands of everybody."""
    return bool(reply["intent"] == "ask_requirement" and reply["decision"]["outcome"] == "hours")


def of_something_else(heard: Heard, said: Said) -> bool:
    """Whether a question on the year has no word of the field, and words of something else."""
    subject = any(entity["entity"] == "course_subject" for entity in heard.entities)
    if subject or set(said.concepts) - TELL_NOTHING:
        return False
    text = heard.text
    for entity in heard.entities:
        if entity["entity"] in _SKIPPED:
            text = text[: entity["start"]] + " " * (entity["end"] - entity["start"]) + text[entity["end"] :]
    studies = _STUDIES.search(text)
    rest = NOISE.sub("", _OF_THE_YEAR.sub("", _STUDIES.sub("", text)))
    return len(rest) > (_BESIDE_STUDY if studies else 0)
