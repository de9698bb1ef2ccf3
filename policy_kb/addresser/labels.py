"""Annex labels (附件 1, 附件：): the line that opens an annex, told from the list of annexes under a notice."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from policy_kb.addresser.marks import read_mark
from policy_kb.addresser.sentences import is_closed

_LABEL = re.compile(r"附\s*件\s*([0-9０-９]{1,2}|[一二三四五六七八九十]{1,3})?(\s*[:：.．、]\s*|\s+|$|(?=《))(.*)$")
_COLON_ONLY = re.compile(r"附\s*[:：]\s*(.+)$")


class Label(NamedTuple):
    """An annex label: its part of the address (附件1, 附件), what is printed behind it, and where in the line."""

    part: str
    rest: str
    rest_at: int


def read_label(text: str) -> Label | None:
    """The annex label that a line consists of or begins with; None for a sentence that merely begins with 附件."""
    plain = text.rstrip("* ")
    bare = _COLON_ONLY.match(plain)
    if bare:
        return Label("附件", bare.group(1), bare.start(1))
    match = _LABEL.match(plain)
    if match is None or (match.group(3) and is_closed(match.group(3))):
        return None
    number = unicodedata.normalize("NFKC", match.group(1) or "")
    return Label(f"附件{number}", match.group(3), match.start(3))


def opens_list(label: Label) -> bool:
    """Whether the label's line itself begins a numbered list of annexes: 附件：1.…"""
    mark = read_mark(label.rest)
    return mark is not None and mark.ordinal == 1
