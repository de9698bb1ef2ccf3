"""Who acts: a professional, or an account of staff with its roles."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Grant:
    """A role (db.tables.ROLES) in one organisation and one region; both None for a role that holds everywhere."""

    role: str
    organisation: int | None
    region: str | None


@dataclass(frozen=True)
class Applicant:
    """A logged-in professional."""

    id: int

    @property
    def key(self) -> str:
        """As the audit log names the person."""
        return f"applicant:{self.id}"


@dataclass(frozen=True)
class Staff:
    """A logged-in account. id_number_index: blind index of the person's own ID number, where it is known."""

    id: int
    grants: tuple[Grant, ...]
    id_number_index: str | None = None

    @property
    def key(self) -> str:
        """As the audit log names the account."""
        return f"account:{self.id}"


Actor = Applicant | Staff
