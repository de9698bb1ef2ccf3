"""The gate: a draft decided by the notices in force, on saving, on submitting, and again on every approval."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from claims.rules.activity import counts_by_day
from claims.rules.asking import asked
from claims.rules.chains import chain_of, steps_of
from claims.rules.completing import complete
from claims.rules.deciding import COUNTING, Part, decided, in_force, question_of
from claims.rules.draft import Draft, facts_of
from claims.rules.flags import flags_of
from claims.rules.once import beyond_once
from claims.rules.outcome import Outcome, cited, decision_json, evidence_json, exact, part_json, subject_of
from claims.rules.room import Counted, counted_of, recognised_of, room_left
from claims.rules.sorts import odd_one, told_odd
from claims.rules.wording import no_office, refusal, told, told_together
from claims.trouble import Refused
from policy_kb.chains import ChainStep
from policy_kb.knowledge import KnowledgeBase
from rules_core.decision import SUBJECTS, Decision
from rules_core.effects.readings_used import SPLIT

__all__ = ["Counted", "Outcome", "complete", "compute", "counted_of"]

_READY = "可以提交。"
_USED_UP = "本年度这类活动的学时已经认定到上限，这次申报不能再增加学时。"
_MISSING = {"region": "请选择申报地区。", "year": "请选择申报年度。", "activities": "请至少填写一项活动。"}


def compute(kb: KnowledgeBase, draft: Draft, today: date, counted: Sequence[Counted] = ()) -> Outcome:
    """Decide a draft by the notices in force on each activity's day. Pure; the same arguments give the same outcome.

    counted: the other claims of the same person, region and year that count, in any order. There is no figure while
    anything is still asked that could change it.
    """
    for field, present in (("region", draft.region), ("year", draft.year), ("activities", draft.activities)):
        if not present:
            return _undecided(kb, draft, _MISSING[field], [field])
    try:
        chain = chain_of(kb, draft.region or "", draft.kind, draft.year)
    except Refused as refused:
        return _undecided(kb, draft, refused.message, [])
    together, parts = decided(kb, draft, chain, today, counted)
    steps, chain_asks, no_steps = _steps(kb, draft, parts)
    refused_parts = [refusal(kb, draft, part) for part in parts]
    settled = [_settled(part, text) for part, text in zip(parts, refused_parts)]
    odd = odd_one(kb.book, settled)
    twice = beyond_once(kb, draft.activities, parts) if draft.kind == "recognition" else None
    whole = together if odd is None and twice is None and all(one.outcome is not None for one in settled) else None
    refusals = [text for text in (*refused_parts, no_steps) if text]
    asks = list(dict.fromkeys([*(path for part in parts for path in part.asks), *chain_asks]))
    hours = whole.hours if whole is not None and whole.outcome == "hours" else None
    needs_basis = draft.kind == "recognition" and whole is not None and whole.outcome in ("set_elsewhere", "recognized")
    most = _most(kb, draft, settled, counted) if needs_basis else None
    refused_at = None
    if not refusals and not asks:
        if odd is not None:
            refusals, refused_at = [told_odd(odd)], f"activities.{odd}.activity"
        elif twice is not None:
            refusals, refused_at = [twice[1]], f"activities.{twice[0]}.title"
        elif hours == 0 or most == 0:
            refusals = [_USED_UP]
    decision = _decision(kb, draft, whole, settled, hours, needs_basis, most)
    activities = [
        {**part_json(kb.book, one), "text": told(kb, one) + "。", "ask_for": list(part.asks), "message": text or "",
         "claimable": text is None and not part.asks,
         "evidence": evidence_json(chain.evidence(part.decision.rule),
                                                                           one.outcome in COUNTING)}
        for part, one, text in zip(parts, settled, refused_parts)]
    message = refusals[0] if refusals else asked(kb, asks[0]) if asks else _READY
    return Outcome(decision, whole.outcome if whole else None, hours, not refusals and not asks, message,
                   decision["citations"], asks, activities, kb.digest, needs_basis, most, refused_at,
                   tuple(decision["deemed"]), steps, flags_of(kb, draft.region, draft.activities, parts, most))


def _settled(part: Part, refused: str | None) -> Decision:
    """The part's decision; without an outcome while anything asked could change it, and where it is refused. What the
    notice says beside it stays."""
    if not part.asks and refused is None:
        return part.decision
    return Decision(None, jurisdiction=part.decision.jurisdiction, year=part.decision.year,
                    caveats=part.decision.caveats)


def _most(kb: KnowledgeBase, draft: Draft, parts: Sequence[Decision], counted: Sequence[Counted]) -> Fraction | None:
    """What the limits of the year leave of the hours that a reviewer enters. All parts share them (`sorts`)."""
    return room_left(kb.book, parts[0].rule or "", recognised_of(kb.book, counted, draft.year or 0))


def _steps(kb: KnowledgeBase, draft: Draft,
           parts: Sequence[Part]) -> tuple[tuple[ChainStep, ...], list[str], str | None]:
    """The chain, or what it still needs to be known, or why there is none."""
    try:
        return steps_of(kb, draft.region or "", draft.kind, draft.title_level, facts_of(draft)), [], None
    except Refused as refused:
        if refused.code == "incomplete":
            return (), [refused.field or ""], None
        if draft.kind == "exemption" and parts[0].decision.outcome == "per_prior_policy":
            return (), [], no_office(kb, draft.region or "")
        return (), [], refused.message


def _decision(kb: KnowledgeBase, draft: Draft, whole: Decision | None, parts: Sequence[Decision],
              hours: Fraction | None, needs_basis: bool, most: Fraction | None = None) -> dict[str, Any]:
    base = whole or Decision(None, jurisdiction=draft.region, year=draft.year)
    shown = decision_json(base)
    of_parts = [] if whole else [caveat for one in parts for caveat in one.caveats]
    shown["caveats"] = list(dict.fromkeys([*shown["caveats"], *of_parts, *_begins_later(kb, draft, parts),
                                           *_beside_new_year(kb, draft)]))
    subjects = {subject_of(kb.book, one) for one in parts}
    deemed = [subject for subject in SUBJECTS if whole is not None and any(
        one.outcome == "deemed_complete" and subject in one.detail["subjects"] for one in parts)]
    return {**shown, "text": told_together(kb, whole, parts), "rule": base.rule, "year": draft.year,
            "exact_hours": exact(hours), "subject": subjects.pop() if len(subjects) == 1 else None, "deemed": deemed,
            "needs_basis": needs_basis, "most": exact(most), "citations": cited(base),
            "parts": [part_json(kb.book, one) for one in parts]}


def _begins_later(kb: KnowledgeBase, draft: Draft, parts: Sequence[Decision]) -> list[str]:
    """That the place's own notice of that year was not in force yet on the day of an activity."""
    if not parts:
        return []
    question = question_of(kb, draft)
    found = []
    for index in range(len(parts)):
        then = {name for period in in_force(kb, question, index) for name in period.documents}
        for period in kb.book.periods(draft.region or "", draft.year or 0):
            for name in sorted(period.documents - then):
                document = kb.book.documents[name]
                if document.in_force_from:
                    found.append(f"《{document.title}》自 {document.in_force_from} 起施行，"
                                 "在那以前的活动按当时有效的通知办理")
    return found


def _beside_new_year(kb: KnowledgeBase, draft: Draft) -> list[str]:
    """The reading that a piece of an event rests on, where its days may go on in another year."""
    if draft.kind != "recognition":
        return []
    found = any(str(one.get("start", ""))[5:] == "01-01" or str(one.get("end", ""))[5:] == "12-31"
                for one in draft.activities if counts_by_day(kb, draft.region, one))
    return [kb.book.readings[SPLIT].caveat] if found else []


def _undecided(kb: KnowledgeBase, draft: Draft, message: str, asks: list[str]) -> Outcome:
    decision = _decision(kb, draft, None, (), None, False)
    return Outcome(decision, None, None, False, message, [], asks, [], kb.digest, False)
