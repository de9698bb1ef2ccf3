"""Verifying the audit log as a whole: rows edited, missing, moved, added or signed by somebody else, and its end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy.engine import Connection

from claims.audit.anchors import Anchor, in_database, in_file
from claims.audit.log import BEFORE_FIRST, row_mac
from claims.audit.reading import rows, untold
from claims.sealing.sealer import Sealer



@dataclass(frozen=True)
class Fault:
    """seq: the row, or None for the file of anchors and for a claim. kind: edited, missing, unlinked, unknown_key,
    cut_off, anchor.

    message: for the person who checks; quotes nothing of the row.
    """

    seq: int | None
    kind: str
    message: str


@dataclass
class _Chain:
    """What has been seen of the chain so far."""

    rows: int = 0
    seq: int = 0
    mac: str = BEFORE_FIRST


def verify(connection: Connection, sealer: Sealer, anchors_file: Path | None = None) -> list[Fault]:
    """Every fault of the log, in its order; empty where the chain is whole. Reads it row by row.

    anchors_file: the file beside the keys; without it only the database's anchors are looked at.
    """
    return list(faults(connection, sealer, anchors_file))


def faults(connection: Connection, sealer: Sealer, anchors_file: Path | None = None) -> Iterator[Fault]:
    """The same, one by one."""
    kept = in_database(connection)
    written, broken = in_file(anchors_file) if anchors_file else ([], [])
    anchored: dict[int, set[str]] = {}
    for one in {*kept, *written}:
        if one.is_genuine(sealer):
            anchored.setdefault(one.seq, set()).add(one.mac)
    chain = _Chain()
    for row in rows(connection):
        yield from _faults_of(row, chain, sealer, anchored)
    for seq in sorted(seq for seq in anchored if seq > chain.seq):
        yield Fault(seq, "cut_off", f"row {seq} was there when the log was anchored; the log now ends with {chain.seq}")
    for number, version in untold(connection):
        yield Fault(None, "cut_off", f"claim {number}: what brought it to version {version} is not in the log")
    yield from _faults_of_anchors(sealer, kept, written, broken, anchors_file)


def _faults_of(row: dict[str, Any], chain: _Chain, sealer: Sealer, anchored: dict[int, set[str]]) -> Iterator[Fault]:
    seq = row["seq"]
    gap = seq != chain.seq + 1
    if seq < 1:
        yield Fault(seq, "unlinked", f"row {seq} stands before the first row")
    elif gap:
        missing = f"rows {chain.seq + 1} to {seq - 1} are" if seq > chain.seq + 2 else f"row {seq - 1} is"
        yield Fault(seq - 1, "missing", f"{missing} missing")
    elif row["previous"] != chain.mac:
        yield Fault(seq, "unlinked", f"row {seq} does not follow on row {chain.seq}: one of them was changed or moved")
    if row["key_id"] not in sealer.ring.audit:
        yield Fault(seq, "unknown_key", f"row {seq} is signed with a key that the key file does not have")
    elif not _is_signed(row, sealer):
        yield Fault(seq, "edited", f"row {seq} is not as it was written")
    if anchored.get(seq, {row["mac"]}) != {row["mac"]}:
        yield Fault(seq, "anchor", f"row {seq} is not the one that was anchored")
    chain.rows, chain.seq, chain.mac = chain.rows + 1, seq, row["mac"]


def _is_signed(row: dict[str, Any], sealer: Sealer) -> bool:
    try:
        return bool(row_mac(sealer, row) == row["mac"])
    except (AttributeError, TypeError, ValueError):
        # SQLite keeps whatever somebody put into a column.
        return False


def _faults_of_anchors(sealer: Sealer, kept: list[Anchor], written: list[Anchor], broken: Iterable[int],
                       file: Path | None) -> Iterator[Fault]:
    for one in (*kept, *written):
        if not one.is_genuine(sealer):
            yield Fault(one.seq, "anchor", f"the anchor of {one.day} is not signed with a key of the key file")
    for number in broken:
        yield Fault(None, "anchor", f"line {number} of the file of anchors is none")
    if file is None or not kept and not written:
        return
    if not written:
        yield Fault(None, "anchor", "the file of anchors is missing or empty")
        return
    for one in sorted(set(kept) - set(written)):
        if kept and one < max(written):
            yield Fault(one.seq, "anchor", f"the anchor of {one.day} is missing in the file of anchors")
    last_of_day = {one.day: one for one in sorted(written)}
    for one in sorted(set(last_of_day.values()) - set(kept)):
        if kept and one < max(kept):
            yield Fault(one.seq, "anchor", f"the anchor of {one.day} is missing in the database")
    if not kept and len(written) > 1:
        yield Fault(None, "anchor", "the database has lost its anchors")
