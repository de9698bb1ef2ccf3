"""Writing a file whole or not at all, readable by its owner alone."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def write_new(path: Path, content: bytes) -> None:
    """A file that is on the disk when this returns; nothing of it stays where it fails.

    Raises FileExistsError and other OSErrors.
    """
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    keep_names(path.parent)


def write_whole(path: Path, content: bytes) -> None:
    """Replace a file's content: a reader sees the old one or the new one. Raises OSError."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}.draft")
    write_new(draft, content)
    draft.replace(path)
    keep_names(path.parent)


def keep_names(folder: Path) -> None:
    """Put the folder's list of names on the disk, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
