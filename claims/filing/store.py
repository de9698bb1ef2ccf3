"""Claims in the database: made, read, changed under their version, with their history. No rule of filing is here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from claims.actors import Actor, Applicant
from claims.china_day import day_in_china
from claims.filing.numbers import new_number, new_verify_code
from claims.filing.stored import (
    ClaimEvent,
    StoredClaim,
    as_written,
    claim_of,
    hours_text,
    read_claim,
    read_event,
)
from claims.sealing.sealer import Sealer
from claims.trouble import Refused
from db.tables import claim_events, claim_steps, claims

_TRIES = 20
# Built once: building a statement takes longer than most take to run. Values are given when they are executed.
_READ = sa.select(claims).where(claims.c.number == sa.bindparam("named"))
_LOCKED = _READ.with_for_update()
_INSERT = {"postgresql": postgresql.insert(claims).on_conflict_do_nothing(),
           "sqlite": sqlite.insert(claims).on_conflict_do_nothing()}
_UPDATE = sa.update(claims).where(claims.c.id == sa.bindparam("row"), claims.c.version == sa.bindparam("seen"))
_EVENT = claim_events.insert()


def not_found() -> Refused:
    """There is no such claim, or none that the person may see: both read the same."""
    return Refused("not_found", "没有找到这份申报。请核对编号；如果是别人的申报，请用本人的账号登录查看。", status=404)


def stale() -> Refused:
    """Somebody changed the claim since the person last saw it."""
    return Refused("stale_version", "这份申报刚刚有了新的变动。请刷新页面，看过最新内容后再操作一次。", "version", 409)


def insert(connection: Connection, sealer: Sealer, *, kind: str, region: str, year: int, applicant: int,
           now: datetime) -> StoredClaim:
    """An empty draft with a number and a code of its own, at version 1.

    Two equal numbers of a day are as likely as one in 34 thousand million; then the next is tried.
    """
    row = {"kind": kind, "region": region, "year": year, "state": "draft", "steps": [], "applicant": applicant,
           "facts": {"activities": [], "person": {}}, "version": 1, "created_at": now, "updated_at": now}
    for _ in range(_TRIES):
        named = {**row, "number": new_number(kind, day_in_china(now)), "verify_code": new_verify_code()}
        done = connection.execute(_INSERT[connection.dialect.name], named)
        if done.rowcount == 1:
            return claim_of({**named, "id": int(done.inserted_primary_key[0])}, sealer)
    raise RuntimeError("no unused claim number was found")


def read(connection: Connection, sealer: Sealer, number: str, *, lock: bool = False) -> StoredClaim:
    """The claim of a number as it is kept. lock: nobody else changes it until the transaction ends (PostgreSQL; SQLite
    has one writer anyway). Raises Refused("not_found").
    """
    # PostgreSQL takes no NUL in a text.
    if not number.isascii() or not number.isprintable():
        raise not_found()
    found = connection.execute(_LOCKED if lock else _READ, {"named": number}).first()
    if found is None:
        raise not_found()
    return read_claim(found, sealer)


def read_by_code(connection: Connection, sealer: Sealer, code: str) -> StoredClaim:
    """The claim of a verification code. Raises Refused("not_found")."""
    found = None
    if code.isascii() and code.isprintable():
        found = connection.execute(sa.select(claims).where(claims.c.verify_code == code.upper())).first()
    if found is None:
        raise Refused("not_found", "没有查到。请核对验证码或重新扫描表上的二维码。", status=404)
    return read_claim(found, sealer)


def update(connection: Connection, claim: StoredClaim, changes: Mapping[str, Any], now: datetime) -> StoredClaim:
    """The claim with columns changed, one version further. changes: column → value, hours as Fraction.

    Raises Refused("stale_version") where another one changed it first.
    """
    whole = {**changes, "version": claim.version + 1, "updated_at": now}
    values: dict[str, Any] = {name: hours_text(value) if name in ("computed_hours", "recognised_hours") else value
                              for name, value in whole.items()}
    done = connection.execute(_without_decision(_UPDATE, values), {**values, "row": claim.id, "seen": claim.version})
    if done.rowcount != 1:
        raise stale()
    return as_written(claim, whole)


def write_steps(connection: Connection, claim: StoredClaim, steps: Sequence[Mapping[str, Any]]) -> None:
    """The steps of a claim as rows, instead of those before; a spot check without an office yet has none."""
    if claim.steps:
        connection.execute(sa.delete(claim_steps).where(claim_steps.c.claim == claim.id))
    kept = ("kind", "role", "organisation", "region")
    if steps:
        rows = [{"claim": claim.id, "place": place, **{name: step[name] for name in kept}}
                for place, step in enumerate(steps) if step["organisation"] is not None]
        connection.execute(claim_steps.insert(), rows)


def add_event(connection: Connection, who: Actor, before: StoredClaim, after: StoredClaim, action: str, *,
              at: datetime, step: int | None = None, organisation: int | None = None, reason: str | None = None,
              field: str | None = None, decision: Mapping[str, Any] | None = None) -> None:
    """One row of history for a transition. step, organisation: where the office stood that did it. decision: what it
    was decided on, where that is more than the claim now holds.
    """
    row = {"claim": after.id, "at": at, "actor_kind": "applicant" if isinstance(who, Applicant) else "account",
           "actor": who.id, "organisation": organisation, "action": action, "state_from": before.state,
           "state_to": after.state, "step": step, "reason": reason, "field": field, "basis": after.basis,
           "facts": dict(after.facts), "decision": decision if decision is not None else after.decision,
           "kb_digest": after.kb_digest, "computed_hours": hours_text(after.computed_hours),
           "recognised_hours": hours_text(after.recognised_hours), "version": after.version}
    connection.execute(_without_decision(_EVENT, row), row)


def events(connection: Connection, claim: int) -> list[ClaimEvent]:
    """The history of a claim, from the first transition on."""
    query = sa.select(claim_events).where(claim_events.c.claim == claim).order_by(claim_events.c.version)
    return [read_event(row) for row in connection.execute(query)]


def _without_decision(statement: Any, values: dict[str, Any]) -> Any:
    """The statement that writes the values: no decision is NULL, which as a value would be the JSON word null."""
    if "decision" not in values or values["decision"] is not None:
        return statement
    del values["decision"]
    return statement.values(decision=sa.null())
