"""Sealing a field: AES-256-GCM, or SM4-GCM where a deployment must use it; and the index that finds a sealed value."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import threading
from typing import Literal

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from claims.sealing.key_file import KeyFile
from claims.sealing.keyring import KeyRing

CipherName = Literal["aes-256-gcm", "sm4-gcm"]
_LETTERS: dict[str, str] = {"aes-256-gcm": "A", "sm4-gcm": "S"}
CIPHERS = tuple(_LETTERS)
LETTERS = tuple(_LETTERS.values())
"""What begins a sealed text, a letter a cipher."""
_NONCE, _TAG = 12, 16


class SealBroken(ValueError):
    """What was sealed cannot be opened: changed, moved to another place, or its key is gone. Holds nothing of it."""


class Sealer:
    """Seals with the ring's current key and opens with any of its keys.

    A sealed value is bound to its place (claims/sealing/places.py): moved to another row it cannot be opened.
    """

    def __init__(self, ring: KeyRing, cipher: CipherName = "aes-256-gcm", file: KeyFile | None = None) -> None:
        """file: where the ring came from; when `xueshi keys` changes it, a running service takes the new keys."""
        self.ring, self._letter, self._file = ring, _LETTERS[cipher], file
        self._looking = threading.Lock()

    def seal(self, text: str, place: str) -> str:
        """The text sealed: letter of the cipher, key id, base64 of nonce and what was sealed, joined by dots."""
        key = self._current()
        blob = self._seal(self._letter, key, text.encode("utf-8"), place.encode("utf-8"))
        return f"{self._letter}.{key}.{base64.urlsafe_b64encode(blob).decode('ascii')}"

    def open(self, sealed: str, place: str) -> str:
        """The text again. Raises SealBroken."""
        try:
            letter, key, written = sealed.split(".")
            blob = base64.urlsafe_b64decode(written)
            if base64.urlsafe_b64encode(blob).decode("ascii") != written:
                raise ValueError("another spelling of the same bytes")
            return self._open(letter, key, blob, place.encode("utf-8")).decode("utf-8")
        except (ValueError, KeyError, InvalidTag):
            raise SealBroken(f"what is kept at {place.partition(':')[0]} cannot be opened") from None

    def seal_bytes(self, content: bytes, place: str) -> bytes:
        """A file's content sealed, with a line in front that names cipher and key."""
        key = self._current()
        return f"{self._letter}.{key}\n".encode("ascii") + self._seal(self._letter, key, content, place.encode("utf-8"))

    def open_bytes(self, sealed: bytes, place: str) -> bytes:
        """The content again. Raises SealBroken."""
        try:
            head, _, blob = sealed.partition(b"\n")
            letter, _, key = head.decode("ascii").partition(".")
            return self._open(letter, key, blob, place.encode("utf-8"))
        except (ValueError, KeyError, InvalidTag):
            raise SealBroken(f"what is kept at {place.partition(':')[0]} cannot be opened") from None

    def is_current(self, sealed: str) -> bool:
        """Whether the value is sealed with the current key and cipher."""
        return sealed.startswith(f"{self.mark()}.")

    def is_current_file(self, sealed: bytes) -> bool:
        """The same of a file's content, of which the first line is enough."""
        return sealed.startswith(f"{self.mark()}\n".encode("ascii"))

    def mark(self) -> str:
        """What begins everything that is sealed now: letter of the cipher and key id, joined by a dot."""
        return f"{self._letter}.{self._current()}"

    def index(self, kind: str, value: str) -> str:
        """A blind index of 64 hex digits: the same for the same value of the same kind, and no way back to it."""
        return self._mac(self.ring.index, f"index:{kind}", value.encode("utf-8"))

    def mac(self, purpose: str, content: bytes) -> str:
        """An HMAC of 64 hex digits for codes, digests of requests and the like."""
        return self._mac(self.ring.tokens, purpose, content)

    def _current(self) -> str:
        """The id of the key to seal with, of the file as it is now."""
        self._look_again()
        return self.ring.current

    def _look_again(self) -> None:
        if self._file is None:
            return
        with self._looking:
            changed = self._file.changed()
            if changed is not None and changed.is_of(self.ring):
                self.ring = changed

    def _seal(self, letter: str, key_id: str, content: bytes, place: bytes) -> bytes:
        nonce, key = os.urandom(_NONCE), self._key(letter, key_id)
        if letter == "A":
            return nonce + AESGCM(key).encrypt(nonce, content, place)
        sealing = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
        sealing.authenticate_additional_data(place)
        return nonce + sealing.update(content) + sealing.finalize() + sealing.tag

    def _open(self, letter: str, key_id: str, blob: bytes, place: bytes) -> bytes:
        nonce, rest, key = blob[:_NONCE], blob[_NONCE:], self._key(letter, key_id)
        if len(rest) < _TAG:
            raise ValueError("too short")
        if letter == "A":
            return AESGCM(key).decrypt(nonce, rest, place)
        opening = Cipher(algorithms.SM4(key), modes.GCM(nonce, rest[-_TAG:])).decryptor()
        opening.authenticate_additional_data(place)
        return opening.update(rest[:-_TAG]) + opening.finalize()

    def _key(self, letter: str, key_id: str) -> bytes:
        """The key of an id for a cipher: each cipher has its own, derived from the ring's."""
        if key_id not in self.ring.sealing:
            self._look_again()
        secret = self.ring.sealing[key_id]
        if letter == "A":
            return hmac.digest(secret, b"aes-256-gcm", "sha256")
        if letter == "S":
            return hmac.digest(secret, b"sm4-gcm", "sha256")[:16]
        raise ValueError("unknown cipher")

    @staticmethod
    def _mac(key: bytes, purpose: str, content: bytes) -> str:
        return hmac.new(key, purpose.encode("utf-8") + b"\0" + content, hashlib.sha256).hexdigest()
