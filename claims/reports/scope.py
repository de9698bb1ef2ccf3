"""Which claims somebody's figures and lists are of: conditions for the database, granted by `claims.access` alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from claims.access import REVIEWING, Place, may
from claims.actors import Actor, Grant, Staff
from claims.filing.transitions import STATES
from claims.trouble import Refused
from db.tables import claim_steps, claims

_FILED = sa.and_(claims.c.state != "draft", claims.c.submitted_at.is_not(None))


@dataclass(frozen=True)
class Wanted:
    """What of the claims that one may see is asked for; None: any."""

    region: str | None = None
    year: int | None = None
    state: str | None = None

    def narrowed(self, scope: Any) -> Any:
        """The condition of the scope and of what is wanted. Raises Refused for a state that there is none of."""
        if self.state is not None and self.state not in STATES:
            raise Refused("invalid", "没有这种状态，请从列表里选。", "state")
        parts = [scope]
        for column, value in ((claims.c.region, self.region), (claims.c.year, self.year), (claims.c.state, self.state)):
            if value is not None:
                parts.append(column == value)
        return sa.and_(*parts)


def of_figures(actor: Actor) -> Any:
    """The claims that the actor's statistics count: all that were filed, or those of a region, an employer or a chain
    of his. A draft is counted nowhere. Raises Refused("forbidden") where he has no statistics.
    """
    if may(actor, "statistics", Place()):
        return _FILED
    granted = _granted(actor, "statistics")
    if not granted:
        raise forbidden()
    regions = {grant.region for grant in granted if may(actor, "statistics", Place(region=grant.region))}
    employers = {grant.organisation for grant in granted if grant.role == "employer_reviewer"}
    return sa.and_(_FILED, sa.or_(claims.c.region.in_(regions), claims.c.organisation.in_(employers),
                                  _in_chain(granted)))


def of_lists(actor: Actor) -> Any:
    """The claims that the actor may read and take away as a list: those with a step of his own.

    Raises Refused("forbidden") where he may take none away.
    """
    granted = _granted(actor, "export")
    if not granted:
        raise forbidden()
    return sa.and_(_FILED, _in_chain(granted))


def forbidden() -> Refused:
    """The account has no such right."""
    return Refused("forbidden", "您的账号没有这项权限；如果工作需要，请联系本单位的管理员。", status=403)


def _granted(actor: Actor, action: str) -> list[Grant]:
    """The grants that give the actor this right, each by itself."""
    if not isinstance(actor, Staff):
        return []
    return [grant for grant in actor.grants
            if may(Staff(actor.id, (grant,)), action, Place(grant.organisation, grant.region))]


def _in_chain(granted: Iterable[Grant]) -> Any:
    steps = claim_steps.c
    own = [sa.and_(steps.role == grant.role, steps.organisation == grant.organisation, steps.region == grant.region)
           for grant in granted if grant.role in REVIEWING]
    # Not EXISTS: SQLite would look through all steps of the office for every claim.
    return claims.c.id.in_(sa.select(steps.claim).where(sa.or_(sa.false(), *own)))
