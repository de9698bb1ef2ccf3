"""The sealer of a running service: the ring of its key file, made only where nothing would be lost by a new one."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import Connection

from claims.sealing.columns import keys_needed
from claims.sealing.key_file import KeyFile
from claims.sealing.keyring import KeysUnusable, is_there, load_ring, ring_at
from claims.sealing.sealer import CipherName, Sealer


def open_sealer(connection: Connection, path: Path, cipher: CipherName, *, make: bool = True) -> Sealer:
    """A sealer with the ring of the file; where there is none and the database holds nothing sealed, `make` makes one.

    Raises KeysUnusable: the file cannot be used, is missing though needed, or belongs to another database.
    """
    needed = keys_needed(connection)
    if needed and not is_there(path):
        raise KeysUnusable(f"there is no key file {path}, but the database holds sealed data that only its keys can "
                           "open: restore the file from the backup, or name it in XUESHI_KEYS")
    ring = ring_at(path) if make else load_ring(path)
    if not needed <= {*ring.sealing, *ring.audit}:
        raise KeysUnusable(f"the key file {path} lacks keys that this database was sealed with: restore the file that "
                           "belongs to it from the backup, or name it in XUESHI_KEYS")
    return Sealer(ring, cipher, KeyFile(path))
