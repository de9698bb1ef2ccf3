"""What the offices said of a claim, read from its events: only what they did, in no words that they did not choose."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from claims.china_day import day_in_china
from claims.documents.form_data import AnyOpinion, AuthorityOpinion, Opinion
from claims.filing.stored import ClaimEvent, StoredClaim
from claims.filing.totals import YearTotals
from claims.filing.transitions import COUNTING
from rules_core.decision import plain

_APPROVED, _REJECTED, _REVOKED = "审核通过。", "不予认定。", "经抽审，撤销认定。"


def opinions_of(claim: StoredClaim, events: Sequence[ClaimEvent], totals: YearTotals | None) -> list[AnyOpinion | None]:
    """The opinion on each step of review, None where it was not given (or is void, since the claim was returned).

    The last opinion of a recognition that holds fills in the sentence of the sum; totals: of the person's year, None
    where they are not known.
    """
    reviews = [place for place, step in enumerate(claim.steps) if step.get("kind", "review") == "review"]
    if claim.state in ("draft", "returned", "withdrawn"):
        return [None for _ in reviews]
    found = [_opinion(claim, events, place, totals, last=place == reviews[-1]) for place in reviews]
    if claim.state == "revoked" and found:
        found[-1] = _revoked(claim, events) or found[-1]
    return found


def _opinion(claim: StoredClaim, events: Sequence[ClaimEvent], step: int, totals: YearTotals | None,
             last: bool) -> AnyOpinion | None:
    said = next((event for event in reversed(_of_this_round(events))
                 if event.step == step and event.action in ("approve", "reject")), None)
    if said is None:
        return None
    office, day = office_of(claim, step), day_in_china(said.at)
    if said.action == "reject":
        return Opinion(_with_reason(_REJECTED, said.reason), office, day)
    text = "\n".join(part for part in (_APPROVED, _hours_said(said)) if part)
    if not (last and claim.kind == "recognition" and claim.state in COUNTING):
        return Opinion(text, office, day)
    return AuthorityOpinion(claim.year, *_sum(totals), office, day, text)


def _sum(totals: YearTotals | None) -> tuple[Fraction | None, Fraction | None]:
    """Hours recognised and remaining as the sentence may state them. Where it cannot be told of which subject hours
    are, both blanks stay empty."""
    if totals is None or (totals.remaining is None and totals.required is not None):
        return None, None
    return printable(totals.recognised), printable(totals.remaining)


def _revoked(claim: StoredClaim, events: Sequence[ClaimEvent]) -> Opinion | None:
    said = next((event for event in reversed(events) if event.action == "revoke"), None)
    if said is None:
        return None
    spot = next((place for place, step in enumerate(claim.steps) if step.get("kind") == "spot_check"), None)
    office = office_of(claim, spot) if spot is not None else ""
    return Opinion(_with_reason(_REVOKED, said.reason), office, day_in_china(said.at))


def office_of(claim: StoredClaim, step: int) -> str:
    """Who sits at a step: the organisation's name, else how the notice calls the office."""
    found = claim.steps[step]
    return str(found.get("organisation_name") or found.get("office") or "")


def printable(hours: Fraction | None) -> Fraction | None:
    """The hours, or None where four decimals cannot state them: a blank rather than another number."""
    return hours if hours is not None and (hours * 10_000).denominator == 1 else None


def _of_this_round(events: Sequence[ClaimEvent]) -> list[ClaimEvent]:
    """Since the last submission: what was said before a return is void."""
    submitted = max((place for place, event in enumerate(events) if event.action == "submit"), default=-1)
    return list(events[submitted + 1 :])


def _hours_said(event: ClaimEvent) -> str:
    """What the office decided of the hours: fewer than computed, or those of a document that is not held."""
    computed, recognised = event.computed_hours, event.recognised_hours
    if recognised is None or recognised == computed:
        return (event.reason or "").strip()
    filed = f"申报{plain(computed)}学时，" if computed is not None else ""
    rests = f"，依据{event.basis.strip()}" if event.basis and event.basis.strip() else ""
    return _with_reason(f"{filed}认定{plain(recognised)}学时{rests}。", event.reason)


def _with_reason(said: str, reason: str | None) -> str:
    return f"{said}原因：{reason.strip()}" if reason and reason.strip() else said
