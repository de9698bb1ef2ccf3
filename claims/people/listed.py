"""The rows of a list with the blind indexes that find their people, made before the database is held."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from claims.people.people_file import PeopleFile, Person, RowError
from claims.sealing.sealer import Sealer


@dataclass(frozen=True)
class Listed:
    """A row that is in order. Its indexes are those of applicants."""

    person: Person
    id_number_index: str
    phone_index: str

    @property
    def row(self) -> int:
        """As the spreadsheet counts."""
        return self.person.row

    @property
    def personal(self) -> Mapping[str, str]:
        """As of the person."""
        return self.person.personal


@dataclass(frozen=True)
class Listing:
    """A file ready to be taken in: its rows in order, and the faults of the others."""

    people: tuple[Listed, ...]
    errors: tuple[RowError, ...]


def listing(sealer: Sealer, file: PeopleFile) -> Listing:
    """The file with its indexes. Takes a while for thousands: not for the event loop, nor within a transaction."""
    return Listing(tuple(Listed(person, sealer.index("id_number", person.personal["id_number"]),
                                sealer.index("phone", person.personal["phone"])) for person in file.people),
                   file.errors)
