"""What must be there before a claim is submitted, asked for one thing at a time, in the order of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from claims.rules.activity import TEXTS
from claims.rules.asking import asked
from claims.rules.days_asked import days_of
from claims.rules.draft import Draft
from claims.rules.full_year import counts_full_years
from claims.rules.outcome import Outcome
from claims.rules.personal import check_personal
from claims.rules.values import incomplete
from claims.trouble import Refused
from policy_kb.knowledge import KnowledgeBase

_OR_STILL = "仍在岗的，不填结束日期，请选“仍在岗”。"


def complete(kb: KnowledgeBase, draft: Draft, outcome: Outcome, evidence: Sequence[int | None], today: date) -> None:
    """Raises Refused for the first thing that keeps a draft from being submitted: `incomplete` with the path of the
    field, or `not_claimable`.

    outcome: `gate.compute` of this draft. evidence: of each file the place of its activity, None for the claim as a
    whole (which proves its activity where there is only one). draft.personal holds the kept values, none masked.
    """
    for field, value in (("region", draft.region), ("year", draft.year), ("activities", draft.activities)):
        if not value:
            raise incomplete(field, outcome.message)
    for index, activity in enumerate(draft.activities):
        where = f"第 {index + 1} 项活动的" if len(draft.activities) > 1 else ""
        if "activity" not in activity:
            raise incomplete(f"activities.{index}.activity", asked(kb, f"activities.{index}.activity"))
        for field in _demanded(kb, draft, activity):
            if field not in activity:
                label = TEXTS[field][0] if field in TEXTS else days_of(kb, draft.region or "", activity)[field]
                raise incomplete(f"activities.{index}.{field}", f"请填写{where}{label}。" + (
                    _OR_STILL if field == "end" and counts_full_years(kb, draft.region, activity) else ""))
    if outcome.ask_for:
        raise incomplete(outcome.ask_for[0], asked(kb, outcome.ask_for[0]))
    if not outcome.claimable:
        raise Refused("invalid" if outcome.refused_at else "not_claimable", outcome.message, outcome.refused_at)
    for index, shown in enumerate(outcome.activities):
        if shown["evidence"] and not _proved(index, len(draft.activities), evidence):
            where = f"第 {index + 1} 项活动的" if len(draft.activities) > 1 else ""
            raise incomplete("evidence", f"请上传{where}证明材料：{shown['evidence'][0]['text']}。")
    check_personal(draft.personal, draft.kind, True, today)
    if draft.organisation is None:
        raise incomplete("organisation", "请选择所在单位。")
    if draft.posting_office is None and any(step.role == "posting_office" for step in outcome.steps):
        office = next(step.office for step in outcome.steps if step.role == "posting_office")
        raise incomplete("posting_office", f"请选择审核单位：{office}。")


def _demanded(kb: KnowledgeBase, draft: Draft, activity: Mapping[str, Any]) -> tuple[str, ...]:
    """What the form prints of every activity. Who is still in a post has no last day yet."""
    if draft.kind == "recognition":
        days = tuple(days_of(kb, draft.region or "", activity))
        if draft.person.get("still_in_post") is True and counts_full_years(kb, draft.region, activity):
            days = ("start",)
        return ("title", "organizer_name", *days)
    return ("start",) if draft.person.get("still_in_post") is not False else ("start", "end")


def _proved(index: int, activities: int, evidence: Sequence[int | None]) -> bool:
    return index in evidence or (activities == 1 and None in evidence)
