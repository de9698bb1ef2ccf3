"""Claims in the database: made, read, changed under their version, with their history. No rule of filing is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.actors import Actor, Applicant
from claims.china_day import day_in_china
from claims.filing.numbers import new_number, new_verify_code
from claims.filing.stored import ClaimEvent, StoredClaim, hours_text, read_claim, read_event
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import claim_events, claim_steps, claims

_TRIES = 20


def not_found() -> Refused:
    """There is no such claim, or none that the person may see: both read the same."""
    return Refused("not_found", "没有找到这份申报。请核对编号；如果是别人的申报，请用本人的账号登录查看。", status=404)


def stale() -> Refused:
    """Somebody changed the claim since the person last saw it."""
    return Refused("stale_version", "这份申报刚刚有了新的变动。请刷新页面，看过最新内容后再操作一次。", "version", 409)


def insert(connection: Connection, sealer: Sealer, *, kind: str, region: str, year: int, applicant: int,
           now: datetime) -> StoredClaim:
    """An empty draft with a number and a code of its own, at version 1."""
    row = {"kind": kind, "region": region, "year": year, "state": "draft", "steps": [], "applicant": applicant,
           "facts": {"activities": [], "person": {}}, "version": 1, "created_at": now, "updated_at": now,
           "number": _unused_number(connection, kind, now), "verify_code": new_verify_code()}
    connection.execute(claims.insert().values(row))
    return read(connection, sealer, str(row["number"]))


def read(connection: Connection, sealer: Sealer, number: str, *, lock: bool = False) -> StoredClaim:
    """The claim of a number as it is kept. lock: nobody else changes it until the transaction ends (PostgreSQL; SQLite
    has one writer anyway). Raises Refused("not_found").
    """
    # PostgreSQL takes no NUL in a text.
    if not number.isascii() or not number.isprintable():
        raise not_found()
    query = sa.select(claims).where(claims.c.number == number)
    found = connection.execute(query.with_for_update() if lock else query).first()
    if found is None:
        raise not_found()
    return read_claim(found, sealer)


def read_by_code(connection: Connection, sealer: Sealer, code: str) -> StoredClaim:
    """The claim of a verification code. Raises Refused("not_found")."""
    number = None
    if code.isascii() and code.isprintable():
        query = sa.select(claims.c.number).where(claims.c.verify_code == code.upper())
        number = connection.execute(query).scalar_one_or_none()
    if number is None:
        raise Refused("not_found", "没有查到。请核对验证码或重新扫描表上的二维码。", status=404)
    return read(connection, sealer, number)


def update(connection: Connection, claim: StoredClaim, changes: Mapping[str, Any], now: datetime) -> StoredClaim:
    """The claim with columns changed, one version further. changes: column → value, hours as Fraction.

    Raises Refused("stale_version") where another one changed it first.
    """
    values: dict[str, Any] = {name: hours_text(value) if name in ("computed_hours", "recognised_hours") else value
                              for name, value in changes.items()}
    if "decision" in values:
        values["decision"] = _json(values["decision"])
    done = connection.execute(sa.update(claims).where(claims.c.id == claim.id, claims.c.version == claim.version)
                              .values(**values, version=claim.version + 1, updated_at=now))
    if done.rowcount != 1:
        raise stale()
    return read(connection, claim.sealer, claim.number)


def write_steps(connection: Connection, claim: int, steps: Sequence[Mapping[str, Any]]) -> None:
    """The steps of a claim as rows, instead of those before; a spot check without an office yet has none."""
    connection.execute(sa.delete(claim_steps).where(claim_steps.c.claim == claim))
    kept = ("kind", "role", "organisation", "region")
    if steps:
        rows = [{"claim": claim, "place": place, **{name: step[name] for name in kept}}
                for place, step in enumerate(steps) if step["organisation"] is not None]
        connection.execute(claim_steps.insert(), rows)


def add_event(connection: Connection, who: Actor, before: StoredClaim, after: StoredClaim, action: str, *,
              at: datetime, step: int | None = None, organisation: int | None = None, reason: str | None = None,
              field: str | None = None, decision: Mapping[str, Any] | None = None) -> None:
    """One row of history for a transition. step, organisation: where the office stood that did it. decision: what it
    was decided on, where that is more than the claim now holds.
    """
    connection.execute(claim_events.insert().values(
        claim=after.id, at=at, actor_kind="applicant" if isinstance(who, Applicant) else "account", actor=who.id,
        organisation=organisation, action=action, state_from=before.state, state_to=after.state, step=step,
        reason=reason, field=field, basis=after.basis, facts=dict(after.facts),
        decision=_json(decision if decision is not None else after.decision), kb_digest=after.kb_digest,
        computed_hours=hours_text(after.computed_hours), recognised_hours=hours_text(after.recognised_hours),
        version=after.version))


def events(connection: Connection, claim: int) -> list[ClaimEvent]:
    """The history of a claim, from the first transition on."""
    query = sa.select(claim_events).where(claim_events.c.claim == claim).order_by(claim_events.c.version)
    return [read_event(row) for row in connection.execute(query)]


def _unused_number(connection: Connection, kind: str, now: datetime) -> str:
    """Two equal ones of a day are as likely as one in 34 thousand million; then the next is tried."""
    for _ in range(_TRIES):
        number = new_number(kind, day_in_china(now))
        if connection.execute(sa.select(claims.c.id).where(claims.c.number == number)).first() is None:
            return number
    raise RuntimeError("no unused claim number was found")


def _json(value: Mapping[str, Any] | None) -> Any:
    """A JSON column's value; nothing is NULL, not the JSON word null."""
    return sa.null() if value is None else dict(value)
