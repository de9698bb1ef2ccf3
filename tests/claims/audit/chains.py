"""A log of made-up rows, for tests that do things to it."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from claims.audit.anchors import anchor
from claims.audit.log import append
from claims.audit.verify import Fault, verify
from claims.sealing.sealer import Sealer
from db.database import Database

AT = datetime(2026, 3, 4, 5, 6, 7, 890123, tzinfo=timezone.utc)
DAY = date(2026, 3, 4)


def write_rows(database: Database, sealer: Sealer, number: int = 9) -> None:
    """That many rows, a transaction each."""
    for place in range(number):
        database.write_now(lambda connection, place=place: append(  # type: ignore[misc]
            connection, sealer, at=AT + timedelta(minutes=place), actor=f"applicant:{place % 3}",
            organisation=place if place % 2 else None, action="claim.submit", object=f"claim:R260304-{place:06}",
            detail={"hours": "45/2", "reason": "材料齐全", "n": place}))


def anchor_at(database: Database, sealer: Sealer, file: Path, days: int = 0) -> None:
    """Anchor so many days after DAY."""
    database.write_now(lambda connection: anchor(connection, sealer, DAY + timedelta(days=days), file))


def faults_of(database: Database, sealer: Sealer, file: Path | None = None) -> list[Fault]:
    """What verifying finds."""
    return database.write_now(lambda connection: verify(connection, sealer, file))


def kinds(faults: list[Fault]) -> list[tuple[int | None, str]]:
    """Row and kind of each."""
    return [(fault.seq, fault.kind) for fault in faults]


def execute(database: Database, *statements: Any) -> None:
    """As somebody with the database's password would."""

    def work(connection: Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    database.write_now(work)
