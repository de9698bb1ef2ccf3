"""A message cut into the questions that it asks: 培训班3天多少学时，要交什么材料 asks two."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogue.cues import one_of

_PIECE = re.compile(r"[^，,。！？!?；;\n]*[，,。！？!?；;\n]*")
_FULL_STOP = re.compile(r"[。！？!?；;\n]")
#: Words that open one more question.
_ONE_MORE = re.compile(
    r"^\s*(?:(?:另外|还有|以及|同时|对了|顺便|顺带|再就是|其次|第二)[，,、]?\s*)?"
    r"(?:(?:我?还?想?再?|麻烦再)?(?:问|请教|咨询|打听|确认)(?:一?下|一句|个|你|您)*[，,:：]?\s*)?"
)
_ASKS = one_of(
    r"""
    [?？] 多少 几(?!乎|天假|位同事|个人|个同) [吗么嘛] 呢(?=[，,。！？!?；;\s]*$) 什么 啥 怎[么样] 咋 如何 谁 哪 是否
    (.)不\1 (.)没\2 [能够会对行好]不(?=[，,。！？!?；;\s]*$) [了过]没(?=[，,。！？!?；;\s]*$) 多久 多长
    """
)
#: 网址发我一下, 电话也给一个: asked for without a word of asking.
_WANTS = one_of(
    r"""
    (?:电话|号码|联系方式|网址|网站|地址|链接|文号|依据|原文|名单|表格?)(?:也|都|再|请|麻烦)*(?:给|发|报|说|贴|告诉)(?:我|咱|一?个|一?下|来)+
    (?:给|发|报|说|告诉|要|求)(?:我|咱们?|一?个|一?下|来)+[^，。]{0,6}?(?:电话|号码|联系方式|网址|地址|链接|文号|原文|名单)
    """
)
#: 怎么也搞不懂, 没什么: words of asking in what only tells something.
_TELLS = one_of(
    r"""
    不知道 不清楚 不懂 不明白 搞不清 没什么 怎么也 谁都 什么都 哪都 没几 好几 几个人 十几 几十 想问 问一下 准话 说不准
    说不清 没说 没人说 没讲 不确定 不晓得 [拿吃]不准 弄不清
    """
)
#: Texts above this are letters: what belongs together in them is not told by commas.
_LONGEST = 160


@dataclass(frozen=True)
class Part:
    """A question with what is told before it. `asked`: the question alone, as a heading. `apart`: it is parted from the
    one before by more than a comma, or opened as one more."""

    text: str
    asked: str
    apart: bool


def cut(text: str) -> list[Part]:
    """The questions of a message in their order; fewer than two where it asks one."""
    if len(text) > _LONGEST:
        return []
    parts: list[Part] = []
    told, apart = "", False
    for piece in _PIECE.findall(text):
        opened = _ONE_MORE.match(piece)
        opening = opened.group() if opened else ""
        more = bool(opening.strip()) and bool(parts)
        body = piece[len(opening) :] if more else piece
        apart = apart or more
        if not body.strip("，,。！？!?；;\n ") or not _is_question(body):
            told += body
        else:
            parts.append(Part((told + body).strip(), body.strip("，,。！？!?；;\n "), apart))
            told, apart = "", False
        apart = apart or bool(_FULL_STOP.search(piece))
    if told.strip() and parts:
        last = parts[-1]
        parts[-1] = Part(last.text + told, last.asked, last.apart)
    return parts if len(parts) > 1 else []


def _is_question(piece: str) -> bool:
    asks = _ASKS.search(piece) and not (_TELLS.search(piece) and not re.search(r"[?？吗]", piece))
    return bool(asks or _WANTS.search(piece))
