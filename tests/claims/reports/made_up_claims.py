"""Claims as rows, of every state and with any figures, for tests of what is added up and listed over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timezone
from fractions import Fraction
from typing import Any

from sqlalchemy.engine import Connection

from claims.filing.stored import seal_personal
from claims.people import organisations
from claims.sealing.sealer import Sealer
from db.tables import applicants, claim_steps, claims
from policy_kb.loader import load

NOW = datetime(2025, 6, 1, 17, 30, tzinfo=timezone.utc)
KB = load()
PERSONAL = {"name": "演示甲", "gender": "男", "birth": "1990-01", "id_number": "652901199001011236",
            "phone": "13900000001", "title": "工程师"}


@dataclass(frozen=True)
class Made:
    """A claim to be put in. chain: (role, organisation, region) of each step. subjects: of each activity."""

    region: str = "xj-city"
    year: int = 2025
    kind: str = "recognition"
    state: str = "approved"
    organisation: int | None = None
    chain: Sequence[tuple[str, int, str]] = ()
    hours: Fraction | None = Fraction(36)
    subjects: Sequence[str | None] = ()
    activities: Sequence[tuple[str, str | None]] = (("academic_conference", "36"),)
    title: str = "某某学术年会"
    submitted: bool = True


def house(connection: Connection, sealer: Sealer) -> dict[str, int]:
    """Offices of two places: city employer and 职称办; 地区 hospital, 地区 and 自治区 authorities. Name → id."""
    made: dict[str, int] = {}
    for name, kind, region, parent in (
            ("city_hr", "hr_authority", "xj-city", None), ("city", "employer", "xj-city", "city_hr"),
            ("top", "industry_authority", "xj", None), ("middle", "industry_authority", "xj-aks", "top"),
            ("hospital", "employer", "xj-aks", "middle"), ("aks_hr", "hr_authority", "xj-aks", None)):
        made[name] = organisations.create(
            connection, sealer, "system", places=KB.book.jurisdictions, now=NOW, name=f"演示{name}", kind=kind,
            region=region, parent=made.get(parent or "")).id
    connection.execute(applicants.insert().values(id=1, version=1, created_at=NOW))
    return made


def of_city(offices: Mapping[str, int], **changes: Any) -> Made:
    """A claim of the city's chain."""
    chain = (("employer_reviewer", offices["city"], "xj-city"), ("hr_authority", offices["city_hr"], "xj-city"))
    return replace(Made(organisation=offices["city"], chain=chain), **changes)


def of_hospital(offices: Mapping[str, int], **changes: Any) -> Made:
    """A claim of the long chain that ends in the region above."""
    chain = (("employer_reviewer", offices["hospital"], "xj-aks"), ("industry_authority", offices["middle"], "xj-aks"),
             ("industry_authority", offices["top"], "xj"))
    return replace(Made(region="xj-aks", organisation=offices["hospital"], chain=chain), **changes)


def put(connection: Connection, sealer: Sealer, made: Made) -> int:
    """Write it as the store would; returns its id."""
    number = f"R{connection.execute(claims.select()).all().__len__():06}"
    steps = [{"role": role, "organisation": office, "region": region, "kind": "review", "office": "审核单位",
              "organisation_name": "", "clause": "", "quote": ""} for role, office, region in made.chain]
    subjects = [*made.subjects, *[None] * len(made.activities)]
    decision = {"deemed": [], "parts": [{"exact_hours": hours, "rule": "r", "subject": subject}
                                        for (_, hours), subject in zip(made.activities, subjects)]}
    facts = {"person": {}, "activities": [
        {"activity": activity, "title": made.title, "start": "2025-03-01", "end": date(2025, 3, 3).isoformat()}
        for activity, _ in made.activities]}
    found = connection.execute(claims.insert().values(
        number=number, verify_code=number, kind=made.kind, region=made.region, year=made.year, state=made.state,
        steps=steps, applicant=1, organisation=made.organisation, facts=facts, decision=decision,
        personal_sealed=seal_personal(sealer, number, PERSONAL), computed_hours="36",
        recognised_hours=None if made.hours is None else str(made.hours), version=1, created_at=NOW, updated_at=NOW,
        submitted_at=NOW if made.submitted else None, decided_at=NOW))
    claim = int(found.inserted_primary_key[0])
    for place, (role, office, region) in enumerate(made.chain):
        connection.execute(claim_steps.insert().values(claim=claim, place=place, kind="review", role=role,
                                                       organisation=office, region=region))
    return claim
