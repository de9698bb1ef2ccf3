"""An uploaded file made ready before its transaction: looked at, sealed, and on the disk as a draft."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from claims.evidence.folder import discard, settle, write_draft
from claims.evidence.kinds import detect
from claims.evidence.names import clean_name
from claims.sealing import places
from claims.sealing.sealer import Sealer


@dataclass(frozen=True)
class Upload:
    """public_id: its name in the API. stored_as: its name in the folder. name_sealed: the shown name. mark: cipher and
    key that it is sealed with. sha256, size: of the content as it came.
    """

    folder: Path
    public_id: str
    stored_as: str
    name: str
    name_sealed: str
    media_type: str
    size: int
    sha256: str
    mark: str

    def settle(self) -> None:
        """After its row was committed."""
        settle(self.folder, self.stored_as)

    def discard(self) -> None:
        """After its row was not."""
        discard(self.folder, self.stored_as)


def prepare(sealer: Sealer, folder: Path, content: bytes, given_name: str | None) -> Upload:
    """Look at the file, seal it and write the draft; the caller then settles or discards it.

    Takes up to a second of computing and needs no database. Raises Refused (field `file`), OSError.
    """
    kind = detect(content)
    name = clean_name(given_name, kind)
    public_id, stored_as, mark = secrets.token_hex(16), secrets.token_hex(24), sealer.mark()
    write_draft(folder, stored_as, sealer.seal_bytes(content, places.evidence_file(public_id)))
    return Upload(folder, public_id, stored_as, name, sealer.seal(name, places.evidence_name(public_id)),
                  kind.media_type, len(content), hashlib.sha256(content).hexdigest(), mark)
