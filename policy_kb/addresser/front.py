"""The head of a notice (版头、标题): the lines above the salutation, which have no address."""

from __future__ import annotations

import re
from typing import Literal

from policy_kb.addresser.closing import is_closing
from policy_kb.addresser.lines import Line
from policy_kb.addresser.sentences import is_closed

HeadKind = Literal["letterhead", "title"]

# A document number or a bracketed date under the title belongs to the letterhead.
_NUMBER = re.compile(r".{0,30}〔[0-9０-９]{4}〕.{0,10}号$|[（(].*[）)]$|[0-9０-９]{4}\s*年.{1,8}日$")
_TITLE_END = re.compile(
    r"(?:通知|意见|办法|规定|方案|细则|公告|通告|通报|决定|批复|函|标准|计划)(?:\s*[（(][^（(]*[）)])?$"
)
_STRONG = re.compile(r"[。；：！？;:!?][”’*\s]*$")


def front_end(lines: list[Line], first_part: int) -> int:
    """How many of `lines` are letterhead and title, given the index of the first numbered line.

    The text begins with the first line that closes a sentence (the salutation does, with a colon) and with the lines
    before it that the print has broken off it: those with a comma, which no title has, and those below a line that
    ends as titles do (…的通知). Where no line closes a sentence, only what stands above the numbered lines, or above
    the second line of all, is a title.
    """
    limit = next((at for at in range(1, first_part) if _begins_close(lines, at, first_part)), first_part)
    first = next((at for at in range(limit) if _closes(lines[at])), None)
    if first is None:
        return limit if limit < len(lines) else min(1, len(lines) - 1)
    titles = [at for at in range(first) if _TITLE_END.search(lines[at].text)]
    while first > 0 and not lines[first - 1].headed and _belongs_below(lines[first - 1].text, titles, first - 1):
        first -= 1
    return first


def head_kinds(lines: list[Line]) -> list[HeadKind]:
    """For each of the lines above the salutation, whether it is letterhead or title."""
    last = next((at for at in reversed(range(len(lines))) if not _NUMBER.match(lines[at].text)), len(lines) - 1)
    about = next((at for at in reversed(range(last + 1)) if "关于" in lines[at].text), last)
    return ["title" if about <= at <= last else "letterhead" for at in range(len(lines))]


def _closes(line: Line) -> bool:
    return line.table or line.note is not None or (is_closed(line.text) and _STRONG.search(line.text) is not None)


def _belongs_below(text: str, titles: list[int], at: int) -> bool:
    return bool(re.search(r"[，,]", text)) or bool(titles and at > titles[-1] and not _NUMBER.match(text))


def _begins_close(lines: list[Line], index: int, first_part: int) -> bool:
    return first_part == len(lines) and is_closing(lines, index)
