"""Taking in an organisation's people: who is new becomes an applicant of it, who is known is completed.

A row never moves a person to another employer, and never changes the phone of somebody who has filed, or who came
from a host page: with that phone the person logs in, and an employer's list is no proof of whose it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.engine import Connection

from claims.audit import log
from claims.people.listed import Listing
from claims.people.organisations import find
from claims.people.people_file import RowError
from claims.people.taking import Taking
from claims.sealing.sealer import Sealer
from claims.trouble import Refused


@dataclass(frozen=True)
class Imported:
    """What an import did: how many people are new, how many were completed, and the rows that were not taken."""

    added: int
    updated: int
    errors: tuple[RowError, ...]


def take(connection: Connection, sealer: Sealer, actor_key: str, organisation_id: int, listing: Listing,
         now: datetime) -> Imported:
    """Take in every row that is in order; the same file again changes nothing. Raises Refused: no such employer."""
    organisation = find(connection, organisation_id)
    if organisation is None or not organisation.active or organisation.kind != "employer":
        raise Refused("not_found", "没有这个单位，或者它已停用。", status=404)
    taking = Taking(connection, sealer, organisation_id, now)
    taking.look_up(listing.people)
    for person in listing.people:
        taking.take(person)
    taking.write()
    if taking.added or taking.updated:
        log.append(connection, sealer, at=now, actor=actor_key, action="people.import",
                   object=f"organisation:{organisation_id}", organisation=organisation_id,
                   detail={"added": taking.added, "updated": taking.updated})
    errors = sorted([*listing.errors, *taking.errors], key=lambda error: error.row)
    return Imported(len(taking.added), len(taking.updated), tuple(errors))
