"""The other claims that one may collide with: those of the same person, certificate or file."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.access import may
from claims.actors import Actor, Applicant
from claims.filing.stored import StoredClaim, read_claim
from claims.filing.transitions import LIVING
from db.tables import claim_marks, claims, evidence

_MOST = 20
_LIVING = (claims.c.id != sa.bindparam("this"), claims.c.state.in_(LIVING))


def _holding(table: sa.Table, value: Any, *conditions: Any) -> Any:
    """The statement for living claims that a table says to hold one of the values wanted: the oldest _MOST of each."""
    place = sa.func.row_number().over(partition_by=value, order_by=claims.c.id)
    held = (sa.select(value.label("value"), claims.c.id.label("claim"), place.label("place"))
            .select_from(table.join(claims, claims.c.id == table.c.claim))
            .where(value.in_(sa.bindparam("wanted", expanding=True)), *conditions, *_LIVING)
            .group_by(value, claims.c.id).subquery())
    return (sa.select(held.c.value, claims).join(held, held.c.claim == claims.c.id)
            .where(held.c.place <= _MOST).order_by(claims.c.id))


# Built once: building takes longer than asking.
_SAME_CERTIFICATE = _holding(claim_marks, claim_marks.c.value_index)
_SAME_FILE = _holding(evidence, evidence.c.sha256, evidence.c.removed_at.is_(None))


def held_files(connection: Connection, claim: StoredClaim) -> list[tuple[str, int | None]]:
    """sha256 and activity of each piece of the claim's evidence, oldest first."""
    query = sa.select(evidence.c.sha256, evidence.c.activity).where(
        evidence.c.claim == claim.id, evidence.c.removed_at.is_(None)).order_by(evidence.c.id)
    return [(row.sha256, row.activity) for row in connection.execute(query)]


class OtherClaims:
    """Other living claims: by mark, by file, of the same person. Each sort is read at once, however many there are."""

    def __init__(self, connection: Connection, claim: StoredClaim, who: Actor | None,
                 files: Sequence[tuple[str, int | None]]) -> None:
        self._connection, self._claim, self._who, self._files = connection, claim, who, files
        self._persons: list[StoredClaim] | None = None

    def with_certificates(self, indexes: Collection[str]) -> dict[str, list[StoredClaim]]:
        """Claims that name a certificate, by its index."""
        return self._sharing(_SAME_CERTIFICATE, indexes)

    def with_same_files(self) -> list[tuple[StoredClaim, int | None]]:
        """Each claim that holds a file of this one, with the place of the activity here that it proves."""
        sharing = self._sharing(_SAME_FILE, {sha256 for sha256, _ in self._files})
        found: dict[int, tuple[StoredClaim, int | None]] = {}
        for sha256, activity in self._files:
            for other in sharing.get(sha256, ()):
                found.setdefault(other.id, (other, activity))
        return list(found.values())

    def of_the_person(self) -> list[StoredClaim]:
        """Other claims of the same person, read once."""
        if self._persons is None:
            query = sa.select(claims).where(self._same_person(), *_LIVING).order_by(claims.c.id).limit(_MOST)
            found = self._connection.execute(query, {"this": self._claim.id})
            self._persons = [read_claim(row, self._claim.sealer) for row in found]
        return self._persons

    def _same_person(self) -> Any:
        own = claims.c.applicant == self._claim.applicant
        # Whoever filed it may have written somebody else's number: he learns nothing of that person's claims.
        if self._claim.id_number_index is not None and not isinstance(self._who, Applicant):
            own = sa.or_(own, claims.c.id_number_index == self._claim.id_number_index)
        return own

    def shown(self, other: StoredClaim) -> str | None:
        """The other's number, where the reader may see that claim."""
        return other.number if self._who is not None and may(self._who, "read", other) else None

    def said(self, other: StoredClaim) -> str:
        """How the other claim is called."""
        number = self.shown(other)
        mine = other.applicant == self._claim.applicant or (
            other.id_number_index is not None and other.id_number_index == self._claim.id_number_index)
        whose = "本人的另一份申报" if mine else "另一人的申报"
        return f"{whose} {number} " if number else whose

    def _sharing(self, query: Any, wanted: Collection[str]) -> dict[str, list[StoredClaim]]:
        found: dict[str, list[StoredClaim]] = {}
        if wanted:
            for row in self._connection.execute(query, {"wanted": sorted(wanted), "this": self._claim.id}):
                found.setdefault(row.value, []).append(read_claim(row, self._claim.sealer))
        return found
