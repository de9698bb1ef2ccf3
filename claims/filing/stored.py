"""A claim as the code has it: the row of the table `claims` with exact hours and times of one zone."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from fractions import Fraction
from functools import cached_property
from typing import Any

from sqlalchemy.engine import Row

from claims.sealing import places
from claims.sealing.sealer import Sealer
from db.moments import utc


@dataclass(frozen=True)
class StoredClaim:
    """The row; see `db.tables.claims` for what each holds. Hours are exact, times UTC, steps and facts plain JSON.

    personal_sealed stays sealed until somebody asks for `personal`. kept_steps: the steps as the row has them, where
    `steps` was filled in on reading (`chain.found_now`). fresh: what it was computed to in this very transaction, as
    (index of the ID number, day, Outcome), so that showing it need not compute it again (`computing.computed_of`).
    """

    id: int
    number: str
    verify_code: str
    kind: str
    region: str
    year: int
    title_level: str | None
    state: str
    step: int | None
    steps: tuple[Mapping[str, Any], ...]
    applicant: int
    organisation: int | None
    posting_office: int | None
    waiting_at: int | None
    facts: Mapping[str, Any]
    personal_sealed: str | None
    id_number_index: str | None
    decision: Mapping[str, Any] | None
    kb_digest: str | None
    computed_hours: Fraction | None
    recognised_hours: Fraction | None
    reason: str | None
    returned_field: str | None
    basis: str | None
    version: int
    created_at: datetime
    updated_at: datetime
    submitted_at: datetime | None
    decided_at: datetime | None
    sealer: Sealer = field(repr=False, compare=False)
    kept_steps: tuple[Mapping[str, Any], ...] | None = field(default=None, repr=False, compare=False)
    fresh: tuple[str | None, date, Any] | None = field(default=None, repr=False, compare=False)

    @property
    def key(self) -> str:
        """As the audit log names the claim."""
        return f"claim:{self.number}"

    @property
    def activities(self) -> tuple[Mapping[str, Any], ...]:
        """The activities as filed."""
        return tuple(self.facts.get("activities", ()))

    @property
    def outcome(self) -> str | None:
        """How the stored decision ends."""
        return None if self.decision is None else self.decision.get("outcome")

    @property
    def current_step(self) -> Mapping[str, Any] | None:
        """The step that it waits at."""
        return None if self.step is None else self.steps[self.step]

    @cached_property
    def personal(self) -> Mapping[str, str]:
        """The personal fields in clear, empty where none were given. Raises SealBroken."""
        if self.personal_sealed is None:
            return {}
        opened: dict[str, str] = json.loads(self.sealer.open(self.personal_sealed, places.claim_personal(self.number)))
        return opened


@dataclass(frozen=True)
class ClaimEvent:
    """A row of `claim_events`: what it holds stands there. step: the place in the chain that the office acted at."""

    id: int
    claim: int
    at: datetime
    actor_kind: str
    actor: int | None
    organisation: int | None
    action: str
    state_from: str
    state_to: str
    step: int | None
    reason: str | None
    field: str | None
    basis: str | None
    facts: Mapping[str, Any] | None
    decision: Mapping[str, Any] | None
    kb_digest: str | None
    computed_hours: Fraction | None
    recognised_hours: Fraction | None
    version: int


def seal_personal(sealer: Sealer, number: str, personal: Mapping[str, str]) -> str:
    """The personal fields of a claim as its row keeps them."""
    return sealer.seal(json.dumps(dict(personal), ensure_ascii=False, sort_keys=True), places.claim_personal(number))


def hours_text(hours: Fraction | None) -> str | None:
    """Exact hours as the tables keep them: `36`, `45/2`."""
    return None if hours is None else str(hours)


def read_claim(row: Row, sealer: Sealer) -> StoredClaim:
    """The claim of a row of `claims`."""
    return claim_of(row._mapping, sealer)


def claim_of(columns: Mapping[str, Any], sealer: Sealer) -> StoredClaim:
    """The claim of column values as the database gives them back; a column that is not named is null."""
    values = _values(columns, StoredClaim)
    return StoredClaim(**{**values, "steps": tuple(values["steps"])}, sealer=sealer)


def as_written(claim: StoredClaim, columns: Mapping[str, Any]) -> StoredClaim:
    """The claim as it would be read after these columns were written: saves asking the database for what it was told.

    columns: hours as Fraction, None for null.
    """
    kept = {one.name: getattr(claim, one.name) for one in fields(StoredClaim) if one.name not in _NO_COLUMNS}
    if claim.kept_steps is not None:
        kept["steps"] = claim.kept_steps
    # JSON as it comes back: lists for tuples, and nothing shared with what the caller still holds.
    plain = {name: json.loads(json.dumps(value)) if name in _JSON and value is not None else value
             for name, value in columns.items()}
    return claim_of({**kept, **plain}, claim.sealer)


def read_event(row: Row) -> ClaimEvent:
    """The event of a row of `claim_events`."""
    return ClaimEvent(**_values(row._mapping, ClaimEvent))


_HOURS = ("computed_hours", "recognised_hours")
_JSON = frozenset({"facts", "steps", "decision"})
_NO_COLUMNS = frozenset({"sealer", "kept_steps", "fresh"})


def _values(columns: Mapping[str, Any], made: type[Any]) -> dict[str, Any]:
    values = {one.name: columns.get(one.name) for one in fields(made) if one.name not in _NO_COLUMNS}
    for name, value in values.items():
        if isinstance(value, datetime):
            values[name] = utc(value)
        elif name in _HOURS and value is not None:
            values[name] = Fraction(value)
    return values
