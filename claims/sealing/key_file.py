"""The key file of a running service: read again when `xueshi keys` has changed it, so that no restart is needed."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claims.sealing.keyring import KeyRing, KeysUnusable, load_ring


class KeyFile:
    """Watches the file from now on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._seen = self._stamp()

    def changed(self) -> KeyRing | None:
        """The ring that the file holds, where it is another file than at the last look; None where it is the same.

        A file that is gone or broken changes nothing for a service that runs: the next start says so.
        """
        stamp = self._stamp()
        if stamp == self._seen:
            return None
        self._seen = stamp
        try:
            return load_ring(self.path)
        except KeysUnusable:
            return None

    def _stamp(self) -> tuple[int, int] | None:
        # A changed ring is always a new file (save_ring), so the inode tells it even within one tick of the clock.
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_ino, found.st_mtime_ns


@contextmanager
def alone_with(path: Path) -> Iterator[None]:
    """Nobody else changes the key file of this path meanwhile. Raises KeysUnusable where somebody does already.

    Two that added a key each would lose one of the two, and with it what it sealed.
    """
    try:
        handle = os.open(path.with_name(f"{path.name}.lock"), os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise KeysUnusable(f"the folder of the key file {path} cannot be written ({error.strerror})") from None
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise KeysUnusable(f"another `xueshi keys` is at work on {path}: wait for its end") from None
        yield
    finally:
        os.close(handle)
