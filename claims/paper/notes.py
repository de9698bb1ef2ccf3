"""What stands below a form that no notice prints: the clauses that the claim rests on, in their own words."""

from __future__ import annotations

from claims.filing.stored import StoredClaim
from policy_kb.knowledge import KnowledgeBase
from policy_kb.references import basis

_NO_FORM = "注：本地区的通知未附登记表样式，本表按申报内容打印。"


def notes_of(kb: KnowledgeBase, claim: StoredClaim) -> tuple[str, ...]:
    """Says that the notice prints no form, then quotes each clause of the chain."""
    quoted = [(str(step["clause"]), str(step["quote"])) for step in claim.steps]
    return (_NO_FORM, f"依据：{basis(kb, quoted)}。") if quoted else (_NO_FORM,)
