"""What a claim may hold twice: a certificate, a file, the same days; shown to the person and to the reviewers.

A flag refuses nothing: two people may share a certificate's number by a slip, and a meeting may lie within a post.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy.engine import Connection

from claims.actors import Actor, Applicant
from claims.china_day import day_in_china
from claims.filing.applicant_record import filer_index
from claims.filing.computing import computed, draft_of
from claims.filing.marks import certificate_index
from claims.filing.other_claims import OtherClaims, held_files
from claims.filing.stored import StoredClaim
from claims.filing.transitions import COUNTING
from claims.rules.flags import CAP_OF_ONE, DEGREE_ONCE, limited_once, same_degree
from claims.rules.one_event import ONCE, adjoin, gives_bonus, looks_like_one, span
from policy_kb.knowledge import KnowledgeBase

FlagKind = Literal["certificate", "file", "dates", "cap"]


@dataclass(frozen=True)
class Flag:
    """claim: number of the other claim, only where the reader may see it; None otherwise and within one claim."""

    kind: FlagKind
    message: str
    claim: str | None = None

    def json(self) -> dict[str, Any]:
        """FLAG of docs/claims.md."""
        return {"kind": self.kind, "message": self.message, "claim": self.claim}


def flags(connection: Connection, kb: KnowledgeBase, claim: StoredClaim, who: Actor | None = None,
          files: Sequence[tuple[str, int | None]] | None = None) -> list[Flag]:
    """Everything in the claim that another claim under way or approved holds too, and what the gate finds doubtful in
    the claim itself: days claimed twice, hours above a limit.

    who: the reader, who gets the numbers of claims that he may see; None sees none. files: sha256 and activity of each
    piece of evidence, oldest first, where the caller has read them.
    """
    others = OtherClaims(connection, claim, who, held_files(connection, claim) if files is None else files)
    return [*_certificates(claim, others), *_files(claim, others), *_within(connection, kb, claim, who),
            *_days_beside(claim, others), *_one_event(kb, claim, others)]


def _within(connection: Connection, kb: KnowledgeBase, claim: StoredClaim, who: Actor | None) -> Iterable[Flag]:
    """As the gate sees it now; a claim that already counts has found its place under the limits."""
    index = None if claim.state in COUNTING else claim.id_number_index
    if claim.fresh is not None and claim.state not in COUNTING:
        outcome = claim.fresh[2]
    else:
        if isinstance(who, Applicant) and filer_index(connection, claim.applicant) != index:
            index = None  # not settled to be his: what was recognised under it is somebody else's, or nothing
        outcome = computed(connection, kb, draft_of(claim), index, day_in_china(claim.updated_at))
    for flag in outcome.flags:
        yield Flag(flag["kind"], flag["message"])


def _certificates(claim: StoredClaim, others: OtherClaims) -> Iterable[Flag]:
    named = [(place, index) for place, activity in enumerate(claim.activities)
             if (index := certificate_index(claim.sealer, activity.get("certificate"))) is not None]
    sharing = others.with_certificates({index for _, index in named})
    seen: dict[str, int] = {}
    for place, index in named:
        if index in seen:
            yield Flag("certificate", f"第 {seen[index] + 1} 项和第 {place + 1} 项活动的证书编号相同，请核对是否重复。")
            continue
        seen[index] = place
        for other in sharing.get(index, ()):
            yield Flag("certificate", f"第 {place + 1} 项活动的证书编号，{others.said(other)}也用了，请核对。",
                       others.shown(other))


def _files(claim: StoredClaim, others: OtherClaims) -> Iterable[Flag]:
    for other, place in others.with_same_files():
        of = "" if place is None else f"第 {place + 1} 项活动的"
        yield Flag("file", f"{of}一份证明材料和{others.said(other)}里的是同一个文件，请核对。", others.shown(other))


def _days_beside(claim: StoredClaim, others: OtherClaims) -> Iterable[Flag]:
    own = [(place, days) for place, activity in enumerate(claim.activities) if (days := span(activity)) is not None]
    for other in others.of_the_person() if own else ():
        taken = [days for activity in other.activities if (days := span(activity)) is not None]
        place = next((place for place, days in own if any(_overlap(days, one) for one in taken)), None)
        if place is not None:
            yield Flag("dates", f"第 {place + 1} 项活动的日期和{others.said(other)}里的活动重叠，请核对是否重复申报。",
                       others.shown(other))


def _one_event(kb: KnowledgeBase, claim: StoredClaim, others: OtherClaims) -> Iterable[Flag]:
    """One event that seems to be filed in this claim and in another: what is credited once for it counts twice."""
    if claim.kind != "recognition" or not claim.activities:
        return
    for other in others.of_the_person():
        if (other.kind, other.region) != (claim.kind, claim.region):
            continue
        for place in range(len(claim.activities)):
            found = {why for other_place in range(len(other.activities))
                     for why in _counted_twice(kb, claim, place, other, other_place)}
            for why in sorted(found):
                yield Flag("cap", f"第 {place + 1} 项活动和{others.said(other)}里的像是同一次。{why}。",
                           others.shown(other))


def _counted_twice(kb: KnowledgeBase, claim: StoredClaim, place: int, other: StoredClaim,
                   other_place: int) -> Iterable[str]:
    one, two = claim.activities[place], other.activities[other_place]
    if (gives_bonus(kb, claim.region, one) and gives_bonus(kb, other.region, two)) and looks_like_one(one, two):
        yield f"{ONCE}，请核对是否计了两次"
    limited = limited_once(kb, _rule(claim, place)) or limited_once(kb, _rule(other, other_place))
    if limited and one.get("activity") == two.get("activity") and adjoin(one, two):
        yield CAP_OF_ONE
    if same_degree(one, two) and claim.year == other.year:
        yield DEGREE_ONCE


def _rule(claim: StoredClaim, place: int) -> str | None:
    """The rule that decided an activity when the claim was last computed."""
    parts = (claim.decision or {}).get("parts") or ()
    return parts[place].get("rule") if place < len(parts) else None


def _overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
