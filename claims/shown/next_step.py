"""Where a claim waits and what happens next, in words for a person who has never filed one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from claims.filing.stored import StoredClaim
from claims.filing.transitions import WAITING

_TEXTS: Mapping[str, str] = {
    "draft": "还没有提交。填好内容、传好材料以后点“提交”，就会送到审核单位。",
    "submitted": "已提交，下一步由“{office}”审核。",
    "under_review": "前面的审核已经通过，下一步由“{office}”审核。",
    "returned": "已退回给您修改。请按退回的原因改好，再提交一次，编号不变。",
    "rejected": "审核没有通过，这份申报已经办结。有不同意见的，请向“{last}”询问。",
    "approved": "已通过，可以下载打印登记表。",
    "withdrawn": "已撤回，不再审核。需要时请重新填报一份。",
    "spot_drawn": "已通过，正由“{office}”抽审。请保留好证明材料，学时在抽审期间照常有效。",
    "spot_passed": "已通过，抽审合格，可以下载打印登记表。",
    "revoked": "经“{last}”抽审，认定已撤销，学时不再计入。有不同意见的，请向该单位询问。",
}
_MAY_BE_DRAWN = "“{spot}”可能会抽审，请保留好证明材料。"


def next_of(claim: StoredClaim) -> dict[str, str | None]:
    """`next` of CLAIM: the office whose turn it is (None where it is nobody's), and a sentence or two."""
    office = next_office(claim)
    spot = _office(next((step for step in claim.steps if step["kind"] == "spot_check"), None))
    reviews = [step for step in claim.steps if step["kind"] == "review"]
    last = spot if claim.state == "revoked" else _office(reviews[-1] if reviews else None)
    text = _TEXTS[claim.state].format(office=office or "审核单位", last=last or "审核单位")
    if claim.state == "approved" and spot:
        text += _MAY_BE_DRAWN.format(spot=spot)
    return {"office": office, "text": text}


def next_office(claim: StoredClaim) -> str | None:
    """The name of the organisation that has to act now, or None."""
    return _office(claim.current_step) if claim.state in WAITING else None


def _office(step: Mapping[str, Any] | None) -> str | None:
    if step is None:
        return None
    return str(step.get("organisation_name") or step.get("office") or "") or None
