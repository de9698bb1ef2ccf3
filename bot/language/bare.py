"""Numbers without a unit that still say something: 公需学了30, 还差20, and a message that is only a number."""
from __future__ import annotations

import re

from bot.language.numerals import NUMBER, read
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch

_NO_UNIT = (
    r"(?!\d|\s*[.:/%~年月日号天周岁门科次场期篇项部级师团条款页本位分点元人名-]"
    r"|\s*个?(?:小时|钟头|月|星期|礼拜|季度|工作日))"
)
_HOURS = re.compile(
    r"(?:(?:公需|专业)(?:课程?|科目)?|(?:学时|课时)数?|还?[差缺少])(?:目前|已经|现在|一共|总共|我)*[只才]?"
    r"(?:[学修够有是为要满:]|完成|要求|认定|登记)*[了过到]?\s*"
    rf"(?P<n>{NUMBER})\s*个?{_NO_UNIT}", re.ASCII)
_ONLY = re.compile(
    rf"\s*(?:是|大概|约|就|嗯|哦)?(?P<sign>负|-)?\s*(?P<n>俩|仨|{NUMBER})\s*(?:[个吧了呢啊整]|左右)*\s*[。.!?,]?\s*",
    re.ASCII)
_LARGEST = 9_999  # a longer number alone is a hotline or a code


def find_bare(scratch: Scratch) -> None:
    """Take bare numbers: hours (note bare) beside a word that counts hours, `number` where nothing else is said."""
    for match in scratch.matches(_HOURS):
        span = read(match["n"])
        if span is not None and span.exact:
            start, end = match.span("n")
            scratch.take(Quantity("hours", span.low, start, end, scratch.text[start:end], note="bare"))
    only = _ONLY.fullmatch(scratch.work)
    span = read(only["n"]) if only else None
    if only and span and span.exact and span.low <= _LARGEST:
        value = -span.low if only["sign"] else span.low
        start, end = only.start("sign") if only["sign"] else only.start("n"), only.end("n")
        whole = value.denominator == 1
        scratch.take(Quantity("number", int(value) if whole else value, start, end, scratch.text[start:end]))
