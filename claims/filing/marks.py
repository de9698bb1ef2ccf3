"""Marks of a claim: blind indexes of its certificate numbers, by which another claim with the same one is found."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.sealing.sealer import Sealer
from db.tables import claim_marks

CERTIFICATE = "certificate"
#: Shorter ones (a running number, “无”) name no certificate: half of all claims would collide.
_SHORTEST = 4


def certificate_key(written: Any) -> str | None:
    """A certificate's number in its one spelling: full-width letters, case, spaces and dashes make no difference.

    None for what is no text or too short to name one certificate.
    """
    if not isinstance(written, str):
        return None
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", written).upper() if sign.isalnum())
    return plain if len(plain) >= _SHORTEST else None


def certificate_index(sealer: Sealer, written: Any) -> str | None:
    """The blind index of a certificate's number, or None where it names none."""
    key = certificate_key(written)
    return None if key is None else sealer.index(CERTIFICATE, key)


def write_marks(connection: Connection, sealer: Sealer, claim: int, before: Iterable[Mapping[str, Any]],
                after: Iterable[Mapping[str, Any]]) -> None:
    """The marks of a claim's activities `after`, instead of those `before`."""
    held, found = _marks(sealer, before), _marks(sealer, after)
    if held == found:
        return
    if held:
        connection.execute(sa.delete(claim_marks).where(claim_marks.c.claim == claim))
    if found:
        connection.execute(claim_marks.insert(),
                           [{"claim": claim, "kind": CERTIFICATE, "value_index": index} for index in sorted(found)])


def _marks(sealer: Sealer, activities: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    return frozenset(index for activity in activities
                     if (index := certificate_index(sealer, activity.get("certificate"))) is not None)
