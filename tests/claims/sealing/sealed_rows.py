"""Rows with a sealed value in every sealed column, for tests of what goes over all of them."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from claims.evidence import folder as files
from claims.sealing import places
from claims.sealing.sealer import Sealer
from db.tables import applicants, claims, evidence, idempotency

AT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone.utc)


def fill(connection: Connection, sealer: Sealer, folder: Path | None = None, people: int = 3) -> None:
    """People, each with a claim, a piece of evidence (its file too where there is a folder) and an answer."""
    first = (connection.execute(sa.select(sa.func.max(applicants.c.id))).scalar() or 0) + 1
    for person in range(first, first + people):
        connection.execute(applicants.insert().values(
            id=person, phone_sealed=sealer.seal(f"phone {person}", places.applicant_phone(person)),
            id_number_sealed=sealer.seal(f"id {person}", places.applicant_id_number(person)),
            personal_sealed=sealer.seal(f"personal {person}", places.applicant_personal(person)),
            version=1, created_at=AT))
        number, public_id = f"R260304-{person:06}", f"{person:032}"
        claim = connection.execute(claims.insert().values(
            number=number, verify_code=f"v{person}", kind="recognition", region="xj-city", year=2026, state="draft",
            steps=[], applicant=person, facts={"activities": [{}, {}], "person": {}}, version=1, created_at=AT,
            updated_at=AT, personal_sealed=sealer.seal(f"form {person}", places.claim_personal(number)),
        )).inserted_primary_key[0]
        connection.execute(evidence.insert().values(
            public_id=public_id, claim=claim, media_type="application/pdf", size=1, sha256="0" * 64,
            stored_as=f"file{person}", created_at=AT,
            shown_name_sealed=sealer.seal(f"name {person}", places.evidence_name(public_id))))
        owner = f"applicant:{person}"
        connection.execute(idempotency.insert().values(
            owner=owner, key="key-of-write", digest="0" * 64, status=200, created_at=AT,
            body_sealed=sealer.seal(f"body {person}", places.idempotency_body(owner, "key-of-write"))))
        if folder is not None:
            files.write_draft(folder, f"file{person}", sealer.seal_bytes(b"content " + str(person).encode(),
                                                                         places.evidence_file(public_id)))
            if person % 2:
                files.settle(folder, f"file{person}")


def read(connection: Connection, sealer: Sealer) -> dict[str, Any]:
    """Everything that `fill` sealed, opened."""
    found: dict[str, Any] = {}
    for row in connection.execute(sa.select(applicants)):
        found[f"phone {row.id}"] = sealer.open(row.phone_sealed, places.applicant_phone(row.id))
        found[f"id {row.id}"] = sealer.open(row.id_number_sealed, places.applicant_id_number(row.id))
        found[f"personal {row.id}"] = sealer.open(row.personal_sealed, places.applicant_personal(row.id))
    for row in connection.execute(sa.select(claims)):
        found[f"form {row.applicant}"] = sealer.open(row.personal_sealed, places.claim_personal(row.number))
    for row in connection.execute(sa.select(evidence)):
        found[f"name {int(row.public_id)}"] = sealer.open(row.shown_name_sealed, places.evidence_name(row.public_id))
    for row in connection.execute(sa.select(idempotency)):
        body = sealer.open(row.body_sealed, places.idempotency_body(row.owner, row.key))
        found[f"body {row.owner.partition(':')[2]}"] = body
    return found
