"""Which key sealed how much, and `xueshi keys drop-old`: keys that are proved to open nothing any more are deleted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.audit.log import append
from claims.sealing.columns import SEALED_COLUMNS
from claims.sealing.key_file import alone_with
from claims.sealing.keyring import save_ring
from claims.sealing.new_key import ResealFiles
from claims.sealing.rotate import Write, reseal
from claims.sealing.sealer import LETTERS, CipherName, Sealer
from claims.sealing.start import open_sealer
from db.tables import audit_log

OTHER = "?"
"""Stands for keys that the ring does not have."""
FileMarks = Callable[[Connection], Iterable[str]]
"""The beginnings (letter of the cipher, dot, key id) of the evidence files."""


class StillUsed(RuntimeError):
    """Old keys are still needed; the message says for how much, and what to do."""


def values_by_key(connection: Connection, sealer: Sealer) -> Counter[str]:
    """How many sealed values of all tables each key of the ring sealed; those of none stand under OTHER."""
    counts: Counter[str] = Counter()
    for sealed in SEALED_COLUMNS:
        rest = connection.execute(sa.select(sa.func.count()).where(sealed.column.is_not(None))).scalar_one()
        for key in sealer.ring.sealing:
            marks = [sealed.column.startswith(f"{letter}.{key}.", autoescape=True) for letter in LETTERS]
            found = connection.execute(sa.select(sa.func.count()).where(sa.or_(*marks))).scalar_one()
            counts[key] += found
            rest -= found
        counts[OTHER] += rest
    return +counts


def files_by_key(marks: Iterable[str], sealer: Sealer) -> Counter[str]:
    """The same of the evidence files."""
    keys = (mark.partition(".")[2] for mark in marks)
    return Counter(key if key in sealer.ring.sealing else OTHER for key in keys)


def audit_rows_by_key(connection: Connection) -> Counter[str]:
    """How many rows of the audit log each key signed."""
    counted = sa.select(audit_log.c.key_id, sa.func.count()).group_by(audit_log.c.key_id)
    return Counter({row.key_id: row[1] for row in connection.execute(counted)})


def drop_old(write: Write, path: Path, cipher: CipherName, reseal_files: ResealFiles, marks: FileMarks, *,
             now: datetime) -> list[str]:
    """Delete all sealing keys but the current one; returns their ids. What a service sealed with an old key while the
    rotation ran is sealed again first. Raises StillUsed, KeysUnusable, OSError; nothing was deleted then.
    """
    with alone_with(path):
        sealer: Sealer = write(lambda connection: open_sealer(connection, path, cipher, make=False))
        old = sorted(set(sealer.ring.sealing) - {sealer.ring.current})
        if not old:
            return []
        reseal(write, sealer)
        reseal_files(write, sealer)

        def prove_and_drop(connection: Connection) -> None:
            if connection.dialect.name == "postgresql":
                # Waits for every writer, and lets none begin until the file is the new one; SQLite has one writer.
                tables = ", ".join(sorted({sealed.column.table.name for sealed in SEALED_COLUMNS}))
                connection.execute(sa.text(f"LOCK TABLE {tables} IN SHARE MODE"))
            used = values_by_key(connection, sealer) + files_by_key(marks(connection), sealer)
            del used[sealer.ring.current]
            if used:
                raise StillUsed(f"{sum(used.values())} sealed values or files need a key other than "
                                f"{sealer.ring.current}: restore what cannot be opened from a backup, run "
                                "`xueshi keys rotate`, then try again")
            append(connection, sealer, at=now, actor="system", action="keys.dropped",
                   object=f"key:{sealer.ring.current}", detail={"dropped": old})
            save_ring(sealer.ring.without_old_keys(), path, replace_existing=True)

        write(prove_and_drop)
    return old
