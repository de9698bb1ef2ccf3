"""How people name a clause: the notice's title, number, article (《…》第二条第（三）项) from an address."""

from __future__ import annotations

import re

from policy_kb.knowledge import KnowledgeBase

_CHINESE = re.compile(r"^[一二三四五六七八九十]+$")
_PARAGRAPH = re.compile(r"^p(\d+)$")


def article(address: str) -> str:
    """The place in the notice: `附件3/4` → 附件3第4项, `二/二/1` → 第二部分（二）1."""
    parts = address.partition("#")[2].split("/")
    words = ""
    for index, part in enumerate(parts):
        paragraph = _PARAGRAPH.match(part)
        if paragraph:
            words += f"第{paragraph.group(1)}段" if index else "正文"
        elif part.startswith("附件"):
            words += part
        elif part == "注":
            words += "的注"
        elif _CHINESE.match(part):
            words += f"第{part}部分" if not words else (f"（{part}）" if not words.startswith("附件") or index > 1
                                                       else f"第{part}部分")
        else:
            words += f"第{part}项"
    return words


def title(kb: KnowledgeBase, address: str) -> str:
    """《title》（number） of the notice that an address is in; its date where it has no number."""
    document = kb.book.documents.get(address.partition("#")[0])
    if document is None:
        return address
    mark = document.number or document.issued
    return f"《{document.title}》" + (f"（{mark}）" if mark else "")


def reference(kb: KnowledgeBase, address: str) -> str:
    """《title》（number）article."""
    name = title(kb, address)
    return name if name == address else name + article(address)
