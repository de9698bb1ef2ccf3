"""What the database holds, against what people were told."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from benchmarks.killing.people import Told
from benchmarks.killing.world import World
from claims.audit.verify import verify
from claims.evidence.folder import EvidenceLost
from claims.evidence.store import content
from claims.filing.service import Filing
from claims.sealing.sealer import Sealer
from db.database import Database
from db.tables import audit_log, claim_events, claims, evidence
from policy_kb.loader import load


def faults(world: World, told: Told) -> list[str]:
    """Everything that is wrong, in words; an empty list is the aim."""
    database, sealer = Database(world.url), world.sealer()
    try:
        kb = load(None)
        found = list(told.faults)
        found += database.write_now(lambda connection: list(_of_claims(connection, told)))
        found += database.write_now(lambda connection: list(_of_files(connection, world, sealer)))
        found += database.write_now(lambda connection: [str(fault) for fault in verify(connection, sealer)])
        # Every claim can still be opened: nothing is half sealed.
        filing = Filing(kb, sealer)
        for number in told.titles:
            database.write_now(lambda connection, number=number: filing.by_number(connection, number))
        return found
    finally:
        database.close()


def _of_claims(connection: Connection, told: Told) -> Iterator[str]:
    rows = {row.number: row for row in connection.execute(sa.select(claims))}
    by_title = Counter(row.facts["activities"][0]["title"] for row in rows.values())
    for number, title in told.titles.items():
        if number not in rows:
            yield f"claim lost: {number}"
            continue
        if by_title[title] != 1:
            yield f"claim filed {by_title[title]} times: {number}"
        if rows[number].state != told.state[number]:
            yield f"{number} is {rows[number].state}, its person was told {told.state[number]}"
        moved = [event.action for event in connection.execute(
            sa.select(claim_events.c.action).where(claim_events.c.claim == rows[number].id)
            .where(claim_events.c.action.in_(("submit", "approve"))).order_by(claim_events.c.version))]
        if moved != told.steps[number]:
            yield f"{number} has the events {moved}, its people were told {told.steps[number]}"
        log = Counter(connection.execute(sa.select(audit_log.c.action)
                                         .where(audit_log.c.object == f"claim:{number}")).scalars())
        approvals = sum(count for action, count in log.items() if action.endswith("approve"))
        if approvals != moved.count("approve"):
            yield f"{number} has {approvals} approvals in the audit log and {moved.count('approve')} in its history"
    for number in rows.keys() - told.titles.keys():
        yield f"a claim that nobody was told of: {number}"


def _of_files(connection: Connection, world: World, sealer: Sealer) -> Iterator[str]:
    for row in connection.execute(sa.select(evidence)):
        try:
            found = content(sealer, world.keys.parent / "evidence", row.public_id, row.stored_as)
        except EvidenceLost as error:
            yield f"a file of claim row {row.claim} cannot be read: {error}"
            continue
        if hashlib.sha256(found).hexdigest() != row.sha256:
            yield f"a file of claim row {row.claim} is another than was uploaded"
    twice = connection.execute(sa.select(evidence.c.claim).group_by(evidence.c.claim)
                               .having(sa.func.count() > 1)).scalars().all()
    for claim in twice:
        yield f"claim row {claim} has its one file more than once"
