"""Anchors: the end of the chain as it was on a day, signed, in the database and in a file beside the keys.

Rows cut off the end leave a chain that is whole; the anchors tell that there was more. Each of the two keepers may lag
behind the other at its own end only (a kill between the two writes): `anchor` brings them level again.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.sealing.sealer import Sealer
from db.tables import audit_anchors, audit_log

FILE_NAME = "audit-anchors.txt"
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2}) (\d{1,18}) ([0-9a-f]{64}) ([0-9a-f]{64})", re.ASCII)


@dataclass(frozen=True, order=True)
class Anchor:
    """On this day (UTC) the newest row was `seq`, with this mac. anchor: HMAC-SHA-256 of the three, 64 hex digits."""

    day: date
    seq: int
    mac: str
    anchor: str

    @property
    def line(self) -> str:
        """As a line of the file."""
        return f"{self.day.isoformat()} {self.seq} {self.mac} {self.anchor}\n"

    def is_genuine(self, sealer: Sealer) -> bool:
        """Whether a key of the ring signed it."""
        return any(hmac.compare_digest(self.anchor, _signed(key, self.day, self.seq, self.mac))
                   for key in sealer.ring.audit.values())


def file_beside(key_file: Path) -> Path:
    """Where the anchors lie for a key file."""
    return key_file.with_name(FILE_NAME)


def anchor(connection: Connection, sealer: Sealer, day: date, file: Path) -> Anchor | None:
    """Anchor the end of the chain for the day, in both; None for an empty log. Once more on a day moves its anchor.

    Call it in a transaction of its own, on the disk when it returns (`Database.write`). Raises OSError.
    """
    _level(connection, sealer, file, *_genuine(connection, sealer, file))
    newest = sa.select(audit_log.c.seq, audit_log.c.mac).order_by(audit_log.c.seq.desc()).limit(1)
    last = connection.execute(newest).first()
    if last is None:
        return None
    made = Anchor(day, last.seq, last.mac, _signed(list(sealer.ring.audit.values())[-1], day, last.seq, last.mac))
    kept, written = _genuine(connection, sealer, file)
    if any((other.day, other.seq) >= (day, made.seq) for other in (*kept, *written)):
        return made
    # First the file: a line without its row is put right the next time, a row without its line as well.
    _append(file, [made])
    _keep(connection, made)
    return made


def in_database(connection: Connection) -> list[Anchor]:
    """The anchors of the table, by day."""
    found = connection.execute(sa.select(audit_anchors).order_by(audit_anchors.c.day)).all()
    return [Anchor(row.day, row.seq, row.mac, row.anchor) for row in found]


def in_file(file: Path) -> tuple[list[Anchor], list[int]]:
    """The anchors of the file in its order, and the numbers of lines that are none. No file: nothing of either.

    A last line without its end was being written when the machine stopped; it does not count. Raises OSError.
    """
    try:
        whole, _, _ = file.read_text(encoding="ascii", errors="replace").rpartition("\n")
    except FileNotFoundError:
        return [], []
    anchors, broken = [], []
    for number, line in enumerate(whole.split("\n") if whole else [], start=1):
        try:
            anchors.append(_read_line(line))
        except ValueError:
            broken.append(number)
    return anchors, broken


def _genuine(connection: Connection, sealer: Sealer, file: Path) -> tuple[list[Anchor], list[Anchor]]:
    """The anchors of both keepers that a key of the ring signed: a forged one of a far day must end no anchoring."""
    kept, written = ([one for one in found if one.is_genuine(sealer)]
                     for found in (in_database(connection), in_file(file)[0]))
    return kept, written


def _level(connection: Connection, sealer: Sealer, file: Path, kept: list[Anchor], written: list[Anchor]) -> None:
    last_kept, last_written = max(kept, default=None), max(written, default=None)
    _append(file, [one for one in kept if last_written is None or one > last_written])
    for one in sorted(written):
        # Only what is true of this log: the file may lie beside another database by mistake.
        if (last_kept is None or one > last_kept) and _holds(connection, one):
            _keep(connection, one)


def _holds(connection: Connection, one: Anchor) -> bool:
    row = connection.execute(sa.select(audit_log.c.mac).where(audit_log.c.seq == one.seq)).first()
    return row is not None and row.mac == one.mac


def _keep(connection: Connection, made: Anchor) -> None:
    values = {"seq": made.seq, "mac": made.mac, "anchor": made.anchor}
    same_day = audit_anchors.c.day == made.day
    if connection.execute(audit_anchors.update().where(same_day).values(values)).rowcount == 0:
        connection.execute(audit_anchors.insert().values(day=made.day, **values))


def _append(file: Path, anchors: list[Anchor]) -> None:
    if not anchors:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+b") as opened:
        content = opened.read()
        # A line that a power cut left half is taken away.
        opened.seek(content.rfind(b"\n") + 1)
        opened.truncate()
        opened.write("".join(one.line for one in anchors).encode("ascii"))
        opened.flush()
        os.fsync(opened.fileno())


def _read_line(line: str) -> Anchor:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ValueError("no anchor")
    return Anchor(date.fromisoformat(found[1]), int(found[2]), found[3], found[4])


def _signed(key: bytes, day: date, seq: int, mac: str) -> str:
    return hmac.new(key, f"anchor\0{day.isoformat()}\0{seq}\0{mac}".encode("ascii", "replace"),
                    hashlib.sha256).hexdigest()
