"""Rotation of the keys that evidence files are sealed with; claims/sealing/rotate.py does the same for values."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.evidence import folder as files
from claims.sealing import places
from claims.sealing.files import write_whole
from claims.sealing.rotate import Rotated, Write
from claims.sealing.sealer import SealBroken, Sealer
from db.tables import evidence


def reseal_files(write: Write, sealer: Sealer, folder: Path) -> Rotated:
    """Seal every evidence file again that is not sealed with the sealer's current key and cipher."""
    done = Rotated()
    for row in write(_rows):
        try:
            path = files.place_of(folder, row.stored_as)
            sealed = path.read_bytes()
        except (files.EvidenceLost, FileNotFoundError):
            done.missing += row.removed_at is None
            continue
        if sealer.is_current_file(sealed):
            continue
        place = places.evidence_file(row.public_id)
        try:
            write_whole(path, sealer.seal_bytes(sealer.open_bytes(sealed, place), place))
            done.files += 1
        except SealBroken:
            done.broken.append("evidence file")
    return done


def marks(connection: Connection, folder: Path) -> Iterator[str]:
    """What each evidence file begins with: letter of the cipher and key id, joined by a dot."""
    for row in _rows(connection):
        try:
            with files.place_of(folder, row.stored_as).open("rb") as file:
                yield file.readline(64).rstrip(b"\n").decode("ascii", "replace")
        except (files.EvidenceLost, FileNotFoundError):
            continue


def _rows(connection: Connection) -> Any:
    return connection.execute(sa.select(evidence.c.public_id, evidence.c.stored_as, evidence.c.removed_at)
                              .order_by(evidence.c.id)).all()
