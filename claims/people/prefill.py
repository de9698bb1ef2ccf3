"""What a one-time link may carry into a form: facts of the activities and of the post, checked; nothing personal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from claims.rules.draft import facts_of, read_draft
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase

KEYS = ("kind", "region", "year", "title_level", "activities", "person")
_FREE_TEXTS = ("title", "organizer_name")


def read_prefill(kb: KnowledgeBase, raw: Any, today: date, is_personal: Callable[[str], bool]) -> dict[str, Any]:
    """The facts that the form is opened with. is_personal: whether a text holds a number or word of a person's own.

    Raises Refused for what no draft may hold, and for everything personal: a link is read by whoever holds it.
    """
    if not isinstance(raw, Mapping):
        raise Refused("invalid", "prefill 须为一个 JSON 对象。", "prefill")
    for name in raw:
        if name not in KEYS:
            shown = name if isinstance(name, str) and name.isidentifier() and len(name) <= 40 else "?"
            raise Refused("invalid", f"链接里只能带申报事实（{'、'.join(KEYS)}），不能带个人信息。", f"prefill.{shown}")
    try:
        draft = read_draft(kb, raw, today)
    except Refused as refused:
        raise Refused(refused.code, refused.message, f"prefill.{refused.field}", refused.status) from None
    for place, activity in enumerate(draft.activities):
        if "certificate" in activity:
            raise Refused("invalid", "链接里不能带证书编号，请在表单里填写。",
                          f"prefill.activities.{place}.certificate")
        for name in _FREE_TEXTS:
            if is_personal(activity.get(name, "")):
                raise Refused("invalid", "链接里不能带个人信息，请在表单里填写。", f"prefill.activities.{place}.{name}")
    return {"kind": draft.kind, "region": draft.region, "year": draft.year, "title_level": draft.title_level,
            **facts_of(draft)}
