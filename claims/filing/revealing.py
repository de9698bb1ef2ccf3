"""Showing a reviewer an ID number or a phone in clear; every time is in the audit log."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.engine import Connection

from claims.access import may
from claims.actors import Actor
from claims.audit.log import append
from claims.filing.finding import seen_claim
from claims.sealing.sealer import Sealer
from claims.trouble import Refused

REVEALABLE = ("id_number", "phone")


def reveal(connection: Connection, sealer: Sealer, who: Actor, number: str, field: str, *, now: datetime) -> str:
    """The value in clear, with its audit row in the same transaction. Raises Refused: not_found, forbidden, a field
    that is not masked, one that is not filled in.
    """
    claim = seen_claim(connection, sealer, who, number)
    if not may(who, "reveal", claim):
        raise Refused("forbidden", "只有这份申报的审核人能查看完整号码。", status=403)
    if field not in REVEALABLE:
        raise Refused("invalid", "只能查看身份证号或手机号。", "field")
    value = claim.personal.get(field)
    if value is None:
        raise Refused("incomplete", "申报人没有填写这一项。", "field")
    place = next((step["organisation"] for step in claim.steps
                  if any(grant.organisation == step["organisation"] for grant in getattr(who, "grants", ()))), None)
    append(connection, sealer, at=now, actor=who.key, action="claim.reveal", object=claim.key,
           detail={"field": field, "state": claim.state}, organisation=place)
    return value
