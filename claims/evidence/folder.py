"""The folder of evidence files: random names, content sealed, drafts until the transaction that names them is over.

A file is written as `<name>.draft` before the transaction and renamed after it. A kill in between leaves a draft: with
a row it is a file like any other, without one `sweep` deletes it. Files that no row names and that are no drafts stay:
a database restored from a backup must not cost newer files.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Collection
from pathlib import Path

from claims.sealing.files import keep_names, write_new

DRAFT = ".draft"
LEAVE_SECONDS = 3600.0
"""Drafts younger than this may belong to a transaction that still runs, here or in another process."""


class EvidenceLost(RuntimeError):
    """A file that a row names is not there, or cannot be opened. The message holds nothing of it."""


def write_draft(folder: Path, name: str, sealed: bytes) -> None:
    """A new draft, on the disk when this returns. Makes the folder. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_new(folder / (name + DRAFT), sealed)


def settle(folder: Path, name: str) -> None:
    """The draft is a file now: its row is in the database."""
    with contextlib.suppress(FileNotFoundError):
        (folder / (name + DRAFT)).replace(folder / name)
        keep_names(folder)


def discard(folder: Path, name: str) -> None:
    """The draft is not needed: its row never came."""
    (folder / (name + DRAFT)).unlink(missing_ok=True)


def delete(folder: Path, name: str) -> None:
    """Delete the file of a removed row, where it is still there."""
    (folder / name).unlink(missing_ok=True)
    discard(folder, name)


def place_of(folder: Path, name: str) -> Path:
    """Where the file of a row lies. Raises EvidenceLost."""
    for path in (folder / name, folder / (name + DRAFT), folder / name):
        # Looked at twice, because it may be renamed between two looks.
        if path.is_file():
            return path
    raise EvidenceLost("a file of the evidence folder is missing: restore it from the backup")


def read(folder: Path, name: str) -> bytes:
    """The sealed content of a row's file. Raises EvidenceLost."""
    for _ in range(2):
        with contextlib.suppress(FileNotFoundError):
            return place_of(folder, name).read_bytes()
    raise EvidenceLost("a file of the evidence folder cannot be read")


def drafts(folder: Path, older_than: float = LEAVE_SECONDS) -> list[str]:
    """Names of drafts that were written more than so many seconds ago."""
    if not folder.is_dir():
        return []
    before = time.time() - older_than
    found = []
    for path in folder.glob(f"*{DRAFT}"):
        with contextlib.suppress(FileNotFoundError):
            if path.stat().st_mtime <= before:
                found.append(path.name[:-len(DRAFT)])
    return sorted(found)


def sweep(folder: Path, old_drafts: Collection[str], kept: Collection[str], unwanted: Collection[str]) -> int:
    """Settle drafts that a row names (kept), delete the others and what is unwanted; returns how many it deleted."""
    for name in old_drafts:
        (settle if name in kept else discard)(folder, name)
    gone = [name for name in unwanted if (folder / name).exists()]
    for name in gone:
        delete(folder, name)
    return len(gone) + len(set(old_drafts) - set(kept))
