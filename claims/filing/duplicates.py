"""What a claim may hold twice: a certificate, a file, the same days; shown to the person and to the reviewers.

A flag refuses nothing: two people may share a certificate's number by a slip, and a meeting may lie within a post.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.access import may
from claims.actors import Actor
from claims.china_day import day_in_china
from claims.filing.computing import computed, draft_of
from claims.filing.marks import certificate_index
from claims.filing.stored import StoredClaim, read_claim
from claims.filing.transitions import COUNTING, LIVING
from claims.rules.flags import CAP_OF_ONE, DEGREE_ONCE, limited_once, same_degree
from claims.rules.one_event import ONCE, adjoin, gives_bonus, looks_like_one, span
from db.tables import claim_marks, claims, evidence
from policy_kb.knowledge import KnowledgeBase

FlagKind = Literal["certificate", "file", "dates", "cap"]
_MOST = 20


@dataclass(frozen=True)
class Flag:
    """claim: number of the other claim, only where the reader may see it; None otherwise and within one claim."""

    kind: FlagKind
    message: str
    claim: str | None = None

    def json(self) -> dict[str, Any]:
        """FLAG of docs/claims.md."""
        return {"kind": self.kind, "message": self.message, "claim": self.claim}


def flags(connection: Connection, kb: KnowledgeBase, claim: StoredClaim, who: Actor | None = None) -> list[Flag]:
    """Everything in the claim that another claim under way or approved holds too, and what the gate finds doubtful in
    the claim itself: days claimed twice, hours above a limit.

    who: the reader, who gets the numbers of claims that he may see; None sees none.
    """
    others = _Others(connection, claim, who)
    return [*_certificates(claim, others), *_files(claim, others), *_within(connection, kb, claim),
            *_days_beside(claim, others), *_one_event(kb, claim, others)]


def _within(connection: Connection, kb: KnowledgeBase, claim: StoredClaim) -> Iterable[Flag]:
    """As the gate sees it now; a claim that already counts has found its place under the limits."""
    index = None if claim.state in COUNTING else claim.id_number_index
    outcome = computed(connection, kb, draft_of(claim), index, day_in_china(claim.updated_at))
    for flag in outcome.flags:
        yield Flag(flag["kind"], flag["message"])


class _Others:
    """Other living claims: by mark, by file, of the same person."""

    def __init__(self, connection: Connection, claim: StoredClaim, who: Actor | None) -> None:
        self._connection, self._claim, self._who = connection, claim, who
        self._persons: list[StoredClaim] | None = None

    def with_certificate(self, index: str) -> list[StoredClaim]:
        marked = sa.select(claim_marks.c.claim).where(claim_marks.c.value_index == index)
        return self._living(claims.c.id.in_(marked))

    def with_same_files(self) -> list[tuple[StoredClaim, int | None]]:
        """Each claim that holds a file of this one, with the place of the activity here that it proves."""
        own = sa.select(evidence.c.sha256, evidence.c.activity).where(
            evidence.c.claim == self._claim.id, evidence.c.removed_at.is_(None))
        found: dict[int, tuple[StoredClaim, int | None]] = {}
        for row in self._connection.execute(own).all():
            same = sa.select(evidence.c.claim).where(evidence.c.sha256 == row.sha256, evidence.c.removed_at.is_(None))
            for other in self._living(claims.c.id.in_(same)):
                found.setdefault(other.id, (other, row.activity))
        return list(found.values())

    def of_the_person(self) -> list[StoredClaim]:
        """Other claims of the same person, read once."""
        if self._persons is None:
            self._persons = self._living(self._same_person())
        return self._persons

    def _same_person(self) -> Any:
        own = claims.c.applicant == self._claim.applicant
        if self._claim.id_number_index is not None:
            own = sa.or_(own, claims.c.id_number_index == self._claim.id_number_index)
        return own

    def shown(self, other: StoredClaim) -> str | None:
        """The other's number, where the reader may see that claim."""
        return other.number if self._who is not None and may(self._who, "read", other) else None

    def said(self, other: StoredClaim) -> str:
        """How the other claim is called."""
        number = self.shown(other)
        mine = other.applicant == self._claim.applicant or (
            other.id_number_index is not None and other.id_number_index == self._claim.id_number_index)
        whose = "本人的另一份申报" if mine else "另一人的申报"
        return f"{whose} {number} " if number else whose

    def _living(self, condition: Any) -> list[StoredClaim]:
        query = sa.select(claims).where(condition, claims.c.id != self._claim.id, claims.c.state.in_(LIVING))
        return [read_claim(row, self._claim.sealer)
                for row in self._connection.execute(query.order_by(claims.c.id).limit(_MOST))]


def _certificates(claim: StoredClaim, others: _Others) -> Iterable[Flag]:
    seen: dict[str, int] = {}
    for place, activity in enumerate(claim.activities):
        index = certificate_index(claim.sealer, activity.get("certificate"))
        if index is None:
            continue
        if index in seen:
            yield Flag("certificate", f"第 {seen[index] + 1} 项和第 {place + 1} 项活动的证书编号相同，请核对是否重复。")
            continue
        seen[index] = place
        for other in others.with_certificate(index):
            yield Flag("certificate", f"第 {place + 1} 项活动的证书编号，{others.said(other)}也用了，请核对。",
                       others.shown(other))


def _files(claim: StoredClaim, others: _Others) -> Iterable[Flag]:
    for other, place in others.with_same_files():
        of = "" if place is None else f"第 {place + 1} 项活动的"
        yield Flag("file", f"{of}一份证明材料和{others.said(other)}里的是同一个文件，请核对。", others.shown(other))


def _days_beside(claim: StoredClaim, others: _Others) -> Iterable[Flag]:
    own = [(place, days) for place, activity in enumerate(claim.activities) if (days := span(activity)) is not None]
    for other in others.of_the_person() if own else ():
        taken = [days for activity in other.activities if (days := span(activity)) is not None]
        place = next((place for place, days in own if any(_overlap(days, one) for one in taken)), None)
        if place is not None:
            yield Flag("dates", f"第 {place + 1} 项活动的日期和{others.said(other)}里的活动重叠，请核对是否重复申报。",
                       others.shown(other))


def _one_event(kb: KnowledgeBase, claim: StoredClaim, others: _Others) -> Iterable[Flag]:
    """One event that seems to be filed in this claim and in another: what is credited once for it counts twice."""
    if claim.kind != "recognition":
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
