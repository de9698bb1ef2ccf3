"""The log and the claims tell the same: what was cut off the log's end since it was anchored last shows in them."""

from __future__ import annotations

import sqlalchemy as sa
from filing_world import World

from claims.audit.verify import verify
from db.tables import audit_log


def _faults(world: World) -> list[tuple[str, str]]:
    return [(fault.kind, fault.message) for fault in world.database.write_now(
        lambda connection: verify(connection, world.sealer))]


def test_rows_cut_off_before_any_anchor_are_missed_by_their_claims(world: World) -> None:
    first = world.filed(world.applicant(), world.draft(serial=1))
    second = world.filed(world.applicant(), world.draft(serial=3))
    done = world.act(world.office_of(first), first, "approve")
    assert _faults(world) == []
    last = world.audit(done)[-1].seq
    world.database.write_now(lambda c: c.execute(sa.delete(audit_log).where(audit_log.c.seq >= last)))
    (kind, message), = _faults(world)
    assert kind == "cut_off" and first.number in message and f"version {done.version}" in message
    submitted = world.audit(second)[-1].seq
    world.database.write_now(lambda c: c.execute(sa.delete(audit_log).where(audit_log.c.seq >= submitted)))
    assert [first.number in message or second.number in message for kind, message in _faults(world)] == [True, True]


def test_an_emptied_log_beside_claims_is_found(world: World) -> None:
    world.filed(world.applicant(), world.draft(serial=1))
    world.database.write_now(lambda c: c.execute(sa.delete(audit_log)))
    assert [kind for kind, _ in _faults(world)] == ["cut_off"]
