"""Stamps: a finished step leaves the digest of its inputs, and is not done again while they are the same."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Iterable, Iterator

from .places import ROOT


def digest(parts: Iterable[object]) -> str:
    """SHA-256 over files (their path in the project and bytes) and other values (their text)."""
    hashed = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            name = str(part.relative_to(ROOT) if ROOT in part.parents else part)
            content = part.read_bytes() if part.is_file() else b"\0absent"
        else:
            name, content = "value", str(part).encode()
        hashed.update(f"{name}\0{len(content)}\0".encode())
        hashed.update(content)
    return hashed.hexdigest()


def files_below(folder: Path, leave_out: Iterable[str] = ()) -> Iterator[Path]:
    """The files of a folder in a fixed order, without the sub-folders of these names."""
    skipped = set(leave_out)
    for path in sorted(folder.iterdir()):
        if path.name in skipped:
            continue
        if path.is_dir():
            yield from files_below(path, skipped)
        else:
            yield path


def holds(stamp: Path, wanted: str) -> bool:
    """Whether the stamp says that these inputs are done."""
    try:
        return stamp.read_text(encoding="utf-8").strip() == wanted
    except OSError:
        return False


def put(stamp: Path, value: str) -> None:
    """Write the stamp; the step is over."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(value + "\n", encoding="utf-8")
