"""The name that is shown for a file: what the person called it, without what could mislead or harm."""

from __future__ import annotations

import re
import unicodedata

from claims.evidence.kinds import Kind
from claims.evidence.limits import MOST_NAME
from claims.evidence.refusals import unsupported

_NOT_IN_NAMES = re.compile(r'[<>:"|?*]')
# An ending that says a format: "证书.pdf", and not "证书2024.5" or "证书.第二页".
_ENDING = re.compile(r"\.([A-Za-z][A-Za-z0-9]{1,5}|7z)$", re.ASCII)
#: Controls, marks of direction and joining, surrogates, line and paragraph separators.
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")
UNNAMED = "证明材料"


def clean_name(given: str | None, kind: Kind) -> str:
    """The name with an ending that fits the kind, of MOST_NAME characters at most.

    Raises Refused where its ending says another format than the content is.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", given or ""))[-1]
    visible = "".join(letter for letter in last if unicodedata.category(letter) not in _HIDDEN)
    name = _NOT_IN_NAMES.sub("_", visible).strip().strip(".").strip()
    ending = _ENDING.search(name)
    if ending is None:
        stem, suffix = name, kind.suffixes[0]
    else:
        stem, suffix = name[:ending.start()], ending.group(1)
        if suffix.lower() not in kind.suffixes:
            raise unsupported(f"文件名的结尾和内容对不上：内容是{kind.name}，文件名结尾应为 .{kind.suffixes[0]}。"
                              "请改好文件名，或确认选对了文件。")
    return f"{(stem or UNNAMED)[:MOST_NAME - len(suffix) - 1]}.{suffix}"
