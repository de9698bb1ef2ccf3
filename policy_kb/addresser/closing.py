"""Closing lines (落款) of a notice: contact line, list of annexes, issuer, date."""

from __future__ import annotations

import re

from policy_kb.addresser.labels import read_label
from policy_kb.addresser.lines import Line
from policy_kb.addresser.sentences import ends_in_colon, is_closed

_CONTACT = re.compile(
    r"(?:联\s*系\s*(?:人|电\s*话|方\s*式|单\s*位|地\s*址|科\s*室|处\s*室)|(?:咨询|监督|举报)?电\s*话|传\s*真|(?:电子)?邮\s*箱"
    r"|邮\s*编|地\s*址|抄\s*[送报]|主\s*送)[^：:。，]{0,12}[：:]"
)
_HEREBY = re.compile(r"特此(?:通知|函告|函复|批复|报告|公告|通告)")
_DATE = re.compile(
    r"(?:[0-9０-９]{4}|[〇○零一二三四五六七八九]{4})\s*年\s*[0-9０-９一二三四五六七八九十]{1,3}\s*月"
    r"\s*[0-9０-９一二三四五六七八九十]{1,3}\s*日\s*(?:印发)?$"
)
_ISSUER = re.compile(
    r"[^，。；：、！？,;:]{2,40}(?:局|厅|部|委|委员会|办公室|中心|学院|大学|医院|政府|协会|学会|公司|处)$"
)
_PLAIN_LINE = re.compile(r"[^，。；：！？,;:]{2,60}$")


def is_contact(line: Line) -> bool:
    """Whether the line is a contact line (联系人：…) or a line of its kind (抄送：…)."""
    return not line.mark and not line.table and _CONTACT.match(line.text) is not None


def is_closing(lines: list[Line], index: int) -> bool:
    """Whether the line at `index` stands below the last section: contact, 附件：, 特此通知, issuer or date."""
    line = lines[index]
    if line.mark or line.table or line.note:
        return False
    if is_contact(line) or _HEREBY.match(line.text) or _DATE.match(line.text):
        return True
    label = read_label(line.text)
    return label is not None or _is_issuer(lines, index)


def closing_start(lines: list[Line], last_part: int) -> int:
    """Where the closing lines begin, given the index of the last numbered line (-1: none); len(lines) for nowhere.

    Contact lines straight below a bare heading (五、联系方式) are that section's text, not the notice's close.
    """
    index = last_part + 1
    if last_part >= 0 and (not is_closed(lines[last_part].text) or ends_in_colon(lines[last_part].text)):
        while index < len(lines) and is_contact(lines[index]):
            index += 1
    return next((at for at in range(index, len(lines)) if is_closing(lines, at)), len(lines))


def _is_issuer(lines: list[Line], index: int) -> bool:
    """A name before a date or at the end; a line that closes a sentence, or goes on with one, is none."""
    if _ISSUER.match(lines[index].text) is None and _PLAIN_LINE.match(lines[index].text) is None:
        return False
    if index + 1 == len(lines):
        return _ISSUER.match(lines[index].text) is not None
    following = lines[index + 1].text
    return _DATE.match(following) is not None or (
        _ISSUER.match(lines[index].text) is not None and is_closing(lines, index + 1)
    )
