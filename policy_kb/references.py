"""How people name a clause: the notice's title, number, article (《…》第二条第（三）项) from an address."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

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


def short_name(name: str) -> str:
    """A place's name without what is explained in brackets behind it."""
    return name.partition("（")[0]


def marks(kb: KnowledgeBase, document_id: str) -> str:
    """What singles a notice out: place, number, date, and from when it is in force. Empty for an unknown one."""
    document = kb.book.documents.get(document_id)
    if document is None:
        return ""
    place = kb.book.jurisdictions.get(document.jurisdiction or "")
    since = f"{document.in_force_from} 起施行" if document.in_force_from else None
    told = (short_name(place.name) if place else None, document.number, document.issued, since)
    return "，".join(mark for mark in told if mark)


def basis(kb: KnowledgeBase, cited: Iterable[tuple[str, str]]) -> str:
    """《title》（marks）article「quote」「quote」；article「quote」: each notice once, with its clauses and its words.
    `cited` are (clause, quote). A quote that is part of another of its clause is left out."""
    by_notice: dict[str, dict[str, list[str]]] = {}
    for clause, quote in cited:
        by_notice.setdefault(clause.partition("#")[0], {}).setdefault(clause, []).append(quote)
    return "；".join(_of_notice(kb, notice, clauses) for notice, clauses in by_notice.items())


def _of_notice(kb: KnowledgeBase, notice: str, clauses: Mapping[str, list[str]]) -> str:
    document, mark = kb.book.documents.get(notice), marks(kb, notice)
    words = []
    for clause, quotes in clauses.items():
        longest = [q for q in quotes if not any(q != other and q in other for other in quotes)]
        words.append(f"{article(clause)}「{'」「'.join(dict.fromkeys(longest))}」")
    head = f"《{document.title}》" if document is not None else notice
    return head + (f"（{mark}）" if mark else "") + "；".join(words)


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
