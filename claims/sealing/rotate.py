"""Rotation: everything sealed with an old key or cipher is sealed again with the current one, a batch a transaction.

Each value names its key, so a rotation that was killed goes on where it stopped. A value is replaced only where it is
still the one that was opened: what the service writes meanwhile is never lost.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Callable

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.sealing.columns import SEALED_COLUMNS, SealedColumn
from claims.sealing.sealer import SealBroken, Sealer

BATCH = 200
Write = Callable[[Callable[[Connection], Any]], Any]
"""Runs work in a transaction that is on the disk when it returns (`Database.write_now`)."""


@dataclass
class Rotated:
    """values, files: how many were sealed again. broken: `claims.personal_sealed` or `evidence file`, one for each that
    could not be opened and was left as it is. missing: files that a row names and that are not there.
    """

    values: int = 0
    files: int = 0
    missing: int = 0
    broken: list[str] = field(default_factory=list)


def reseal(write: Write, sealer: Sealer, batch: int = BATCH) -> Rotated:
    """Seal every value again that is not sealed with the sealer's current key and cipher.

    Evidence files are `claims.evidence.rotate`'s.
    """
    done = Rotated()
    for sealed in SEALED_COLUMNS:
        _reseal_column(write, sealer, sealed, done, batch)
    return done


def _reseal_column(write: Write, sealer: Sealer, sealed: SealedColumn, done: Rotated, batch: int) -> None:
    identity = sealed.column.table.c.id
    wanted = (sa.select(identity, sealed.column, *sealed.named_by).where(_is_outdated(sealed, sealer))
              .order_by(identity).limit(batch))

    last = 0

    def one_batch(connection: Connection) -> bool:
        nonlocal last
        rows = connection.execute(wanted.where(identity > last)).all()
        for row_id, value, *names in rows:
            last = int(row_id)
            place = sealed.place(*names)
            try:
                again = sealer.seal(sealer.open(value, place), place)
            except SealBroken:
                done.broken.append(sealed.name)
                continue
            changed = connection.execute(sealed.column.table.update().values({sealed.column.name: again})
                                         .where(identity == row_id, sealed.column == value))
            done.values += changed.rowcount
        return bool(rows)

    while write(one_batch):
        pass


def _is_outdated(sealed: SealedColumn, sealer: Sealer) -> Any:
    return sealed.column.is_not(None) & ~sealed.column.startswith(f"{sealer.mark()}.", autoescape=True)
