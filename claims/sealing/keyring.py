"""The ring of keys: sealing keys by id, of which one is current, and the keys of indexes and of the audit log."""

from __future__ import annotations

import json
import os
import secrets
import stat
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Mapping

KEY_BYTES = 32


class KeysUnusable(RuntimeError):
    """The key file is missing, open to others, or not one; the message says what to do and holds no key."""


@dataclass(frozen=True, repr=False)
class KeyRing:
    """sealing: key id → 32 bytes, old ones kept to open what they sealed. index, audit, tokens: never rotated, since
    what they made could not be found or verified any more. current: id of the sealing key in use.
    """

    current: str
    sealing: Mapping[str, bytes]
    index: bytes
    audit: Mapping[str, bytes]
    tokens: bytes

    def is_of(self, other: KeyRing) -> bool:
        """Whether both are rings of one database: what is never rotated is the same."""
        return (self.index, self.audit, self.tokens) == (other.index, other.audit, other.tokens)

    def without_old_keys(self) -> KeyRing:
        """The same with the current sealing key alone."""
        return replace(self, sealing={self.current: self.sealing[self.current]})

    def with_new_key(self) -> KeyRing:
        """The same with another current sealing key; the old ones stay."""
        name = _new_id()
        return replace(self, current=name, sealing={**self.sealing, name: secrets.token_bytes(KEY_BYTES)})


def new_ring() -> KeyRing:
    """A ring of fresh keys."""
    name = _new_id()
    return KeyRing(name, {name: secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES),
                   {_new_id(): secrets.token_bytes(KEY_BYTES)}, secrets.token_bytes(KEY_BYTES))


def load_ring(path: Path) -> KeyRing:
    """The ring of a file. Raises KeysUnusable: missing, readable by others, or not a ring."""
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise KeysUnusable(f"the key file {path} is a folder: name a file in XUESHI_KEYS")
        if os.name == "posix" and found.st_mode & 0o077:
            raise KeysUnusable(f"the key file {path} can be read by others: chmod 600 {path}")
        raw = json.loads(path.read_text(encoding="ascii"))
        return _read(raw)
    except FileNotFoundError:
        raise KeysUnusable(f"there is no key file {path}") from None
    except OSError as error:
        raise KeysUnusable(f"the key file {path} cannot be read ({error.strerror})") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise KeysUnusable(f"{path} is no key file: restore it from a backup; without it nothing sealed can be read"
                           ) from None


def save_ring(ring: KeyRing, path: Path, *, replace_existing: bool = False) -> None:
    """Write the ring, readable by its owner alone: whole or not at all. Raises FileExistsError, OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    raw = {"current": ring.current, "sealing": {key: value.hex() for key, value in ring.sealing.items()},
           "index": ring.index.hex(), "audit": {key: value.hex() for key, value in ring.audit.items()},
           "tokens": ring.tokens.hex()}
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            json.dump(raw, file, indent=1)
            file.flush()
            os.fsync(file.fileno())
        if replace_existing:
            draft.replace(path)
        else:
            os.link(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def ring_at(path: Path) -> KeyRing:
    """The ring of a file, made where there is none yet. Raises KeysUnusable."""
    if not is_there(path):
        try:
            save_ring(new_ring(), path)
        except FileExistsError:
            pass  # another process was faster
        except OSError as error:
            raise KeysUnusable(f"the key file {path} cannot be written ({error.strerror})") from None
    return load_ring(path)


def is_there(path: Path) -> bool:
    """Whether there is a key file, or something that keeps us from looking."""
    try:
        return path.exists()
    except OSError:
        return True  # a folder that we may not look into: load_ring says so


def _read(raw: Mapping[str, Any]) -> KeyRing:
    sealing = {str(key): _key(value) for key, value in raw["sealing"].items()}
    audit = {str(key): _key(value) for key, value in raw["audit"].items()}
    if raw["current"] not in sealing or not audit:
        raise ValueError("no current key")
    return KeyRing(raw["current"], sealing, _key(raw["index"]), audit, _key(raw["tokens"]))


def _key(text: str) -> bytes:
    key = bytes.fromhex(text)
    if len(key) != KEY_BYTES:
        raise ValueError("a key of another length")
    return key


def _new_id() -> str:
    return "k" + secrets.token_hex(4)
