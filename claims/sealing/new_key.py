"""`xueshi keys rotate`: a new current key, and everything sealed again with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.audit.log import append
from claims.sealing.key_file import alone_with
from claims.sealing.keyring import save_ring
from claims.sealing.rotate import Rotated, Write, reseal
from claims.sealing.sealer import CipherName, Sealer
from claims.sealing.start import open_sealer
from db.tables import audit_log

ACTION = "keys.rotated"
ResealFiles = Callable[[Write, Sealer], Rotated]


@dataclass(frozen=True)
class Rotation:
    """key: the id now in use. resumed: it was made by an earlier rotation that did not come to its end."""

    key: str
    resumed: bool
    values: Rotated
    files: Rotated


def rotate(write: Write, path: Path, cipher: CipherName, reseal_files: ResealFiles, *, now: datetime) -> Rotation:
    """Make a key current and seal everything again; a rotation that was killed is finished instead.

    One audit row tells the end of it. Old keys stay in the file. Raises KeysUnusable, OSError.
    """
    with alone_with(path):
        sealer: Sealer = write(lambda connection: open_sealer(connection, path, cipher, make=False))
        resumed: bool = write(lambda connection: is_unfinished(connection, sealer))
        if not resumed:
            # First the file, then the first value: no value is ever sealed with a key that is nowhere kept.
            save_ring(sealer.ring.with_new_key(), path, replace_existing=True)
        sealer = write(lambda connection: open_sealer(connection, path, cipher, make=False))
        done = Rotation(sealer.ring.current, resumed, reseal(write, sealer), reseal_files(write, sealer))
        write(lambda connection: append(
            connection, sealer, at=now, actor="system", action=ACTION, object=f"key:{done.key}",
            detail={"values": done.values.values, "files": done.files.files, "cipher": cipher,
                    "broken": len(done.values.broken) + len(done.files.broken)}))
    return done


def is_unfinished(connection: Connection, sealer: Sealer) -> bool:
    """Whether the current key was made by a rotation whose end the audit log does not tell."""
    told = sa.select(audit_log.c.seq).where(audit_log.c.action == ACTION,
                                            audit_log.c.object == f"key:{sealer.ring.current}").limit(1)
    return len(sealer.ring.sealing) > 1 and connection.execute(told).first() is None
