"""What anybody who holds a paper may know of it: enough to see that it is genuine and holds, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.china_day import day_in_china
from claims.documents.printed_form import EXEMPTION, REGISTRATION, printed_form
from claims.filing.service import Filing
from claims.filing.stored import StoredClaim
from claims.filing.transitions import COUNTING, STATES
from claims.paper.opinions import office_of
from claims.rules.personal import name_for_verification
from claims.shown.numbers import json_hours
from claims.trouble import Refused
from db.tables import claim_events

_CODE = re.compile(r"[0-9A-HJKMNP-TV-Z]{26}", re.ASCII)
_DECIDING = ("approve", "reject", "pass", "revoke")


@dataclass(frozen=True)
class Verification:
    """VERIFICATION of docs/claims.md. holds: whether the recognition or exemption is in force now. name: masked.

    office, decided_at (YYYY-MM-DD in China): None before the decision. recognised_hours: None unless it holds.
    document: the title of the paper.
    """

    number: str
    kind: str
    name: str
    year: int
    state_text: str
    holds: bool
    recognised_hours: Fraction | None
    office: str | None
    decided_at: str | None
    document: str

    def as_json(self) -> dict[str, Any]:
        """The object of the API."""
        return {"number": self.number, "kind": self.kind, "name": self.name, "year": self.year,
                "state_text": self.state_text, "recognised_hours": json_hours(self.recognised_hours),
                "office": self.office, "decided_at": self.decided_at, "document": self.document}


def verify(connection: Connection, filing: Filing, code: str) -> Verification:
    """What the code of a paper, in whichever case, stands for. Raises Refused("not_found")."""
    code = code.strip().upper()
    if not _CODE.fullmatch(code):
        raise _unknown()
    try:
        claim = filing.by_verify_code(connection, code)
    except Refused:
        raise _unknown() from None
    holds, decided = claim.state in COUNTING, claim.decided_at
    return Verification(
        number=claim.number, kind=claim.kind, name=name_for_verification(claim.personal.get("name", "")),
        year=claim.year, state_text=STATES[claim.state], holds=holds,
        recognised_hours=claim.recognised_hours if holds else None,
        office=_last_office(connection, claim) if decided else None,
        decided_at=day_in_china(decided).isoformat() if decided else None, document=document_title(claim.kind),
    )


def document_title(kind: str) -> str:
    """The title of the paper that a claim of this kind is printed as."""
    return "".join(printed_form(EXEMPTION if kind == "exemption" else REGISTRATION).title)


def _last_office(connection: Connection, claim: StoredClaim) -> str | None:
    """The office that decided last."""
    query = (sa.select(claim_events.c.step)
             .where(claim_events.c.claim == claim.id, claim_events.c.action.in_(_DECIDING))
             .order_by(claim_events.c.version.desc()).limit(1))
    step = connection.execute(query).scalar_one_or_none()
    return office_of(claim, step) if step is not None and step < len(claim.steps) else None


def _unknown() -> Refused:
    return Refused("not_found", "没有查到这份表。请核对网址，或者重新扫描表上的二维码；"
                   "还是查不到的，请向出具这份表的单位核实。", "code", 404)
