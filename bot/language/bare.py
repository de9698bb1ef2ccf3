"""Numbers without a unit that still say something: 公需学了30, 还差20, 应该是36, or nothing but a number."""
from __future__ import annotations

import re

from bot.language.numerals import NUMBER, read
from bot.language.quantity import Quantity
from bot.language.scratch import Scratch

_NO_UNIT = (
    r"(?!\d|\s*[.:/%~年月日号天周岁门科次场期篇项部级师团条款页本位分点元人名个块毛-]|\s*(?:小时|钟头|星期|礼拜|季度|工作日))"
)
# A pause or a particle: 差4个，… but not 差一个证明, 专业一个没学.
_PAUSE = r"(?=\s*(?:[,。?!;、)还够了吗呢吧呗就是对咋能下]|\s|$))"
_PAUSED = re.compile(_PAUSE)
_COUNT = rf"(?P<n>{NUMBER})(?:\s*个{_PAUSE}|{_NO_UNIT})"
_HOURS = (
    re.compile(
        r"(?:(?:公需|专业)(?:课程?|科目)?|(?:学时|课时)数?|还?[差缺少欠])(?:目前|已经|现在|一共|总共|我)*[只才]?"
        rf"(?:[学修够有是为要满差:]|完成|要求|认定|登记)*[了过到]?\s*{_COUNT}", re.ASCII),
    re.compile(rf"(?P<n>{NUMBER})\s*个?公需(?!技)", re.ASCII),
)
_WEAK_HOURS = re.compile(
    r"(?:(?:[学修认算拿登]|完成|获得|累计|认定|一共|总共)[满够完到]?[了到过]?|(?<![十没])有)\s*"
    rf"(?P<n>{NUMBER})(?:\s*个)?{_PAUSE}", re.ASCII)
_LEAST, _MOST = 6, 400  # 学了3 may be days; a figure past this is no year's hours
_MEANT = re.compile(
    rf"(?:(?<![还直都总只啥么])是|改成|改为|换成)\s*(?P<n>{NUMBER})(?=\s*(?:[,。?!;]|\s|不是|才对|吧|$))", re.ASCII)
_ONLY = re.compile(
    rf"\s*(?:大概|约|就|嗯|哦|[正刚]好)?(?P<sign>负|-)?\s*(?P<n>俩|仨|{NUMBER})\s*(?:[个吧了呢啊整]|左右)*\s*[。.!?,]?\s*",
    re.ASCII)
_LARGEST = 9_999  # a longer number alone is a hotline or a code


def find_bare(scratch: Scratch) -> None:
    """Take bare numbers: hours (note bare) beside a word that counts hours, `number` where the question decides.

    A number is given as `number` where it is the whole message, or what is put right (应该是36, 改成51).
    """
    for regex in _HOURS:
        for match in scratch.matches(regex):
            _take_hours(scratch, match, 0, _LARGEST)
    for match in scratch.matches(_WEAK_HOURS):
        _take_hours(scratch, match, _LEAST, _MOST)
    for match in scratch.matches(_MEANT):
        _take_number(scratch, match.span("n"), match["n"], negative=False)
    if only := _ONLY.fullmatch(scratch.work):
        start = only.start("sign") if only["sign"] else only.start("n")
        _take_number(scratch, (start, only.end("n")), only["n"], negative=bool(only["sign"]))


def _take_hours(scratch: Scratch, match: re.Match[str], least: int, most: int) -> None:
    number = read(match["n"])
    # 公需两边都要, 公需一直没学: a Chinese numeral before another word is part of it
    if not match["n"].isascii() and not _PAUSED.match(scratch.work, match.end()):
        return
    if number is not None and number.exact and least <= number.low <= most:
        start, end = match.span("n")
        scratch.take(Quantity("hours", number.low, start, end, scratch.text[start:end], note="bare"))


def _take_number(scratch: Scratch, span: tuple[int, int], text: str, *, negative: bool) -> None:
    number = read(text)
    if number is not None and number.exact and number.low <= _LARGEST:
        value = -number.low if negative else number.low
        whole = value.denominator == 1
        scratch.take(Quantity("number", int(value) if whole else value, *span, scratch.text[slice(*span)]))
