"""Filing: everything that happens to claims, as the web and the commands call it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sqlalchemy.engine import Connection

from claims.actors import Actor, Applicant, Staff
from claims.filing import deciding, reading, revealing, saving, store, submitting
from claims.filing.duplicates import Flag, flags
from claims.filing.finding import editable_claim, seen_claim
from claims.filing.numbers import read_number
from claims.filing.stored import ClaimEvent, StoredClaim
from claims.sealing.sealer import Sealer
from policy_kb.knowledge import KnowledgeBase


class Filing:
    """The life of claims over one knowledge base. Every function runs in the caller's transaction, which it leaves
    whole or not at all: where it raises Refused, roll back. Writes belong into `Database.write`.
    """

    def __init__(self, kb: KnowledgeBase, sealer: Sealer) -> None:
        self._kb, self._sealer = kb, sealer

    def create(self, connection: Connection, who: Applicant, raw: Mapping[str, Any], *, now: datetime,
               today: date) -> StoredClaim:
        """A new draft from a DRAFT object."""
        return saving.create(connection, self._kb, self._sealer, who, raw, now=now, today=today)

    def save(self, connection: Connection, who: Applicant, number: str, raw: Mapping[str, Any], version: int, *,
             now: datetime, today: date) -> StoredClaim:
        """The draft or returned claim with what the form holds now."""
        return saving.save(connection, self._kb, self._sealer, who, number, raw, version, now=now, today=today)

    def submit(self, connection: Connection, who: Applicant, number: str, version: int, *, now: datetime,
               today: date) -> StoredClaim:
        """The claim at the first office of its chain."""
        return submitting.submit(connection, self._kb, self._sealer, who, number, version, now=now, today=today)

    def withdraw(self, connection: Connection, who: Applicant, number: str, version: int, *, now: datetime
                 ) -> StoredClaim:
        """The claim, taken back for good."""
        return submitting.withdraw(connection, self._sealer, who, number, version, now=now)

    def act(self, connection: Connection, who: Staff, number: str, action: str, *, version: int, now: datetime,
            today: date, reason: str | None = None, field: str | None = None,
            recognised_hours: Fraction | None = None, basis: str | None = None) -> StoredClaim:
        """The claim after approve, return, reject, draw, pass or revoke."""
        said = deciding.Said(reason, field, recognised_hours, basis)
        return deciding.act(connection, self._kb, self._sealer, who, number, action, said, version=version, now=now,
                            today=today)

    def read(self, connection: Connection, who: Actor, number: str) -> StoredClaim:
        """The claim as it stands. Raises Refused("not_found") also where the actor may not see it."""
        return seen_claim(connection, self._sealer, who, number)

    def editable(self, connection: Connection, who: Applicant, number: str, action: str = "add_evidence"
                 ) -> StoredClaim:
        """The claim, locked, while its evidence may change; the lock ends with the transaction."""
        return editable_claim(connection, self._sealer, who, number, action)

    def by_number(self, connection: Connection, typed: str) -> StoredClaim:
        """The claim of a number as somebody typed or spelled it, whoever asks: for the hotline and the verification,
        which show next to nothing of it. Raises Refused: no such number, not_found.
        """
        return store.read(connection, self._sealer, read_number(typed))

    def by_verify_code(self, connection: Connection, code: str) -> StoredClaim:
        """The claim that a printed code leads to, whoever asks. Raises Refused("not_found")."""
        return store.read_by_code(connection, self._sealer, code)

    def mine(self, connection: Connection, who: Applicant) -> list[StoredClaim]:
        """The applicant's claims, the newest first."""
        return reading.mine(connection, self._sealer, who)

    def queue(self, connection: Connection, who: Staff, *, state: str | None = None, year: int | None = None,
              q: str | None = None, mine: bool = False, page: int = 1) -> tuple[list[StoredClaim], int]:
        """A page of what the reviewer has to see, and how many there are; see `claims.filing.reading.queue`."""
        return reading.queue(connection, self._sealer, who, state=state, year=year, q=q, mine=mine, page=page)

    def flags(self, connection: Connection, claim: StoredClaim, who: Actor | None = None,
              files: Sequence[tuple[str, int | None]] | None = None) -> list[Flag]:
        """What the claim may hold twice, as this reader may know it; see `claims.filing.duplicates.flags`."""
        return flags(connection, self._kb, claim, who, files)

    def events(self, connection: Connection, claim: StoredClaim) -> list[ClaimEvent]:
        """The claim's history from the first transition on."""
        return store.events(connection, claim.id)

    def reveal(self, connection: Connection, who: Actor, number: str, field: str, *, now: datetime) -> str:
        """An ID number or a phone in clear, audited; call it in a transaction that writes."""
        return revealing.reveal(connection, self._sealer, who, number, field, now=now)
