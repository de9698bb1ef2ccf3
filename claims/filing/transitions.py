"""The one table of what may happen to a claim: by state and action, who does it, where it leads and what it needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from claims.trouble import Refused

Who = Literal["applicant", "reviewer", "spot_check"]

#: What an approval leads to: the next review step where there is one, else the state that is given.
NEXT_OR_APPROVED = "approved"


@dataclass(frozen=True)
class Transition:
    """to: the state afterwards; `approve` goes to `under_review` while another review step follows. who: the claim's
    applicant, the reviewer of the step it waits at, or the office of its spot-check step. reason, field: what must be
    said with it.
    """

    to: str
    who: Who
    reason: bool = False
    field: bool = False


_SAVED, _WITHDRAWN = "save", Transition("withdrawn", "applicant")
_SUBMITTED = Transition("submitted", "applicant")
_REVIEWED: Mapping[str, Transition] = {
    "approve": Transition(NEXT_OR_APPROVED, "reviewer"),
    "return": Transition("returned", "reviewer", reason=True, field=True),
    "reject": Transition("rejected", "reviewer", reason=True),
}

TRANSITIONS: Mapping[tuple[str, str], Transition] = {
    ("draft", _SAVED): Transition("draft", "applicant"),
    ("returned", _SAVED): Transition("returned", "applicant"),
    ("draft", "submit"): _SUBMITTED,
    ("returned", "submit"): _SUBMITTED,
    **{(state, "withdraw"): _WITHDRAWN for state in ("draft", "submitted", "under_review", "returned")},
    **{(state, action): to for state in ("submitted", "under_review") for action, to in _REVIEWED.items()},
    ("approved", "draw"): Transition("spot_drawn", "spot_check"),
    ("spot_drawn", "pass"): Transition("spot_passed", "spot_check"),
    ("spot_drawn", "revoke"): Transition("revoked", "spot_check", reason=True),
}
"""(state, action) → transition. What is not here cannot happen."""

STATES: Mapping[str, str] = {
    "draft": "草稿", "submitted": "已提交，待审核", "under_review": "审核中", "returned": "已退回，请修改后重新提交",
    "rejected": "未通过", "approved": "已通过", "withdrawn": "已撤回", "spot_drawn": "已通过，正在抽审",
    "spot_passed": "已通过，抽审合格", "revoked": "抽审不合格，已撤销",
}
"""Every state with its Chinese name."""

ACTIONS: Mapping[str, str] = {
    "save": "保存", "submit": "提交", "withdraw": "撤回", "approve": "通过", "return": "退回", "reject": "不予通过",
    "draw": "抽审", "pass": "抽审合格", "revoke": "撤销认定",
}
"""Every action with its Chinese name."""

#: States in which the claim's hours count.
COUNTING = ("approved", "spot_drawn", "spot_passed")
#: States in which an office has to act, at the claim's step.
WAITING = ("submitted", "under_review", "spot_drawn")
#: States in which a claim is filed and not refused: what it holds may collide with another one.
LIVING = ("submitted", "under_review", "returned", *COUNTING)
#: States in which its applicant may change it, its evidence too.
EDITABLE = tuple(state for (state, action) in TRANSITIONS if action == "save")


def actions_for(state: str, who: Who | None = None) -> tuple[str, ...]:
    """What can be done to a claim in this state, in the order of ACTIONS; with `who` only what they may do."""
    return tuple(action for action in ACTIONS
                 if (found := TRANSITIONS.get((state, action))) is not None and who in (None, found.who))


def transition(state: str, action: str) -> Transition:
    """What the action does in this state. Raises Refused("not_allowed_now")."""
    found = TRANSITIONS.get((state, action))
    if found is None:
        raise Refused("not_allowed_now", f"这份申报现在是“{STATES[state]}”，不能{ACTIONS.get(action, '这样操作')}。"
                      "请刷新页面，按最新状态办理。", status=409)
    return found
