"""Lists of claims: one's own, and those that an office has to see."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.access import REVIEWING
from claims.actors import Applicant, Staff
from claims.filing.stored import StoredClaim, read_claim
from claims.filing.transitions import STATES, WAITING
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import claim_events, claim_steps, claims, organisations

PAGE = 20
_ESCAPE = "\\"


def mine(connection: Connection, sealer: Sealer, who: Applicant) -> list[StoredClaim]:
    """The applicant's claims, the newest first."""
    query = sa.select(claims).where(claims.c.applicant == who.id).order_by(claims.c.id.desc())
    return [read_claim(row, sealer) for row in connection.execute(query)]


def queue(connection: Connection, sealer: Sealer, who: Staff, *, state: str | None = None, year: int | None = None,
          q: str | None = None, mine: bool = False, page: int = 1) -> tuple[list[StoredClaim], int]:
    """One page (PAGE) of the claims that the reviewer may see, and how many there are.

    state None: those that wait at a step of his, the longest waiting first; `all` or a state: those that wait at, have
    passed or will come to one, the newest first. q: part of a number or of the employer's name. mine: only
    those that he himself has decided on, at whichever step.
    Raises Refused: a state that there is none of, a page below 1.
    """
    if state is not None and state != "all" and state not in STATES:
        raise Refused("invalid", "没有这种状态，请从列表里选。", "state")
    if page < 1 or page > 10**6:
        raise Refused("invalid", "页码从 1 开始。", "page")
    own = _own_steps(who)
    if own is None:
        return [], 0
    # Not EXISTS for all of them: SQLite would look through every step of the office for each claim.
    seen = claims.c.id.in_(sa.select(claim_steps.c.claim).where(own))
    if state is None:
        seen = sa.and_(claims.c.state.in_(WAITING), sa.exists().where(
            claim_steps.c.claim == claims.c.id, claim_steps.c.place == claims.c.step, own))
    conditions = [seen, claims.c.state != "draft"]
    if state not in (None, "all"):
        conditions.append(claims.c.state == state)
    if year is not None:
        conditions.append(claims.c.year == year)
    if q is not None and q.strip():
        conditions.append(_named(q))
    if mine:
        conditions.append(sa.exists().where(claim_events.c.claim == claims.c.id, claim_events.c.actor_kind == "account",
                                            claim_events.c.actor == who.id))
    total = connection.execute(sa.select(sa.func.count()).select_from(claims).where(*conditions)).scalar_one()
    order = (claims.c.submitted_at, claims.c.id) if state is None else (claims.c.updated_at.desc(), claims.c.id.desc())
    query = sa.select(claims).where(*conditions).order_by(*order).limit(PAGE).offset((page - 1) * PAGE)
    return [read_claim(row, sealer) for row in connection.execute(query)], int(total)


def _own_steps(who: Staff) -> Any:
    """The steps that are the reviewer's, as a condition on claim_steps; None where he reviews nothing."""
    own: Sequence[Any] = [
        sa.and_(claim_steps.c.role == grant.role, claim_steps.c.organisation == grant.organisation,
                claim_steps.c.region == grant.region)
        for grant in who.grants
        if grant.role in REVIEWING and grant.organisation is not None and grant.region is not None]
    return sa.or_(*own) if own else None


def _named(q: str) -> Any:
    part = " ".join(q.split())
    if not part.isprintable() or len(part) > 100:
        raise Refused("invalid", "请输入申报编号或单位名称的一部分。", "q")
    for sign in (_ESCAPE, "%", "_"):
        part = part.replace(sign, _ESCAPE + sign)
    employers = sa.select(organisations.c.id).where(
        sa.func.lower(organisations.c.name).like(sa.func.lower(f"%{part}%"), escape=_ESCAPE))
    return sa.or_(claims.c.number.like(f"%{part.upper()}%", escape=_ESCAPE), claims.c.organisation.in_(employers))
