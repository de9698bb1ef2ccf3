"""Which days of an activity the form asks for: that of the certificate, where this decides the year (取得证书年度)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.rules.activity import DAYS
from policy_kb.knowledge import KnowledgeBase
from rules_core.model import DeemedComplete

_OF_CERTIFICATE = "取得证书年度"
_CERTIFICATE = {"end": "取得证书的日期"}


def days_of(kb: KnowledgeBase, region: str, activity: Mapping[str, Any]) -> Mapping[str, str]:
    """The labels of the days by field, in the order of the form. The claim's year follows from the last."""
    kind = activity.get("activity")
    if kind is not None and region in kb.book.jurisdictions and any(
            isinstance(effect := rule.rule.effect, DeemedComplete) and effect.of_year == _OF_CERTIFICATE
            and rule.condition.test({"activity": kind}) is not False
            for place in kb.book.chain(region) for rule in kb.book.by_place.get((place, "hours"), ())):
        return _CERTIFICATE
    return DAYS
