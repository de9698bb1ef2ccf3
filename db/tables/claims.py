"""What people file: claims with their activities, evidence and events, and the keys that make a write happen once."""

from __future__ import annotations

import sqlalchemy as sa

from db.tables.metadata import Moment, Number, metadata

CLAIM_KINDS = ("recognition", "exemption")
CLAIM_STATES = ("draft", "submitted", "under_review", "returned", "rejected", "approved", "withdrawn", "spot_drawn",
                "spot_passed", "revoked")

claims = sa.Table(
    "claims",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("number", sa.String(32), nullable=False, unique=True),
    sa.Column("verify_code", sa.String(40), nullable=False, unique=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("region", sa.String(64), nullable=False),
    sa.Column("year", sa.Integer, nullable=False),
    sa.Column("title_level", sa.String(32)),
    sa.Column("state", sa.String(16), nullable=False),
    sa.Column("step", sa.Integer),
    sa.Column("steps", sa.JSON, nullable=False),
    sa.Column("applicant", Number, sa.ForeignKey("applicants.id"), nullable=False),
    sa.Column("organisation", Number, sa.ForeignKey("organisations.id")),
    sa.Column("posting_office", Number, sa.ForeignKey("organisations.id")),
    sa.Column("waiting_at", Number, sa.ForeignKey("organisations.id")),
    sa.Column("facts", sa.JSON, nullable=False),
    sa.Column("personal_sealed", sa.Text),
    sa.Column("id_number_index", sa.String(64)),
    sa.Column("decision", sa.JSON),
    sa.Column("kb_digest", sa.String(128)),
    sa.Column("computed_hours", sa.String(32)),
    sa.Column("recognised_hours", sa.String(32)),
    sa.Column("reason", sa.Text),
    sa.Column("returned_field", sa.String(64)),
    sa.Column("basis", sa.Text),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("updated_at", Moment, nullable=False),
    sa.Column("submitted_at", Moment),
    sa.Column("decided_at", Moment),
    sa.CheckConstraint("kind IN ('recognition', 'exemption')", name="kind"),
    sa.CheckConstraint("state IN ('draft', 'submitted', 'under_review', 'returned', 'rejected', 'approved', "
                       "'withdrawn', 'spot_drawn', 'spot_passed', 'revoked')", name="state"),
    sa.Index(None, "applicant", "year"),
    sa.Index(None, "waiting_at", "state"),
    sa.Index(None, "id_number_index"),
)
"""One claim. step: place in `steps` (from 0) that it waits at, null where nobody has to act. steps: the approval chain
as resolved on submitting (docs/claims.md). organisation: the employer. posting_office: the one that the person chose
for an exemption. waiting_at: the organisation whose turn it is.
facts: what the rules need (activities, person), nothing personal. decision, kb_digest: the last computation as stored.
computed_hours, recognised_hours: exact, as text of a fraction ("36", "45/2"); null where the notice gives no figure.
reason, returned_field: why and for which field it was returned or rejected, or fewer hours were recognised. basis: the
document that sets the hours, as the last reviewer named it, where the notice leaves the figure to another one.
"""

claim_events = sa.Table(
    "claim_events",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("claim", Number, sa.ForeignKey("claims.id"), nullable=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor_kind", sa.String(16), nullable=False),
    sa.Column("actor", Number),
    sa.Column("organisation", Number, sa.ForeignKey("organisations.id")),
    sa.Column("action", sa.String(16), nullable=False),
    sa.Column("state_from", sa.String(16), nullable=False),
    sa.Column("state_to", sa.String(16), nullable=False),
    sa.Column("step", sa.Integer),
    sa.Column("reason", sa.Text),
    sa.Column("field", sa.String(64)),
    sa.Column("basis", sa.Text),
    sa.Column("facts", sa.JSON),
    sa.Column("decision", sa.JSON),
    sa.Column("kb_digest", sa.String(128)),
    sa.Column("computed_hours", sa.String(32)),
    sa.Column("recognised_hours", sa.String(32)),
    sa.Column("version", sa.Integer, nullable=False),
    sa.UniqueConstraint("claim", "version"),
)
"""The history of a claim: one row a transition, never changed. actor_kind: applicant, account or system. facts,
decision, kb_digest, computed_hours: what this transition was decided on. version: the claim's, afterwards.
"""

claim_marks = sa.Table(
    "claim_marks",
    metadata,
    sa.Column("claim", Number, sa.ForeignKey("claims.id"), primary_key=True),
    sa.Column("kind", sa.String(16), primary_key=True),
    sa.Column("value_index", sa.String(64), primary_key=True),
    sa.Index(None, "value_index"),
)
"""What a claim is found by without reading its contents, written anew on every save. kind: `certificate` (the number of
a certificate). value_index: a blind index of the value in its one spelling.
"""

claim_steps = sa.Table(
    "claim_steps",
    metadata,
    sa.Column("claim", Number, sa.ForeignKey("claims.id"), primary_key=True),
    sa.Column("place", sa.Integer, primary_key=True),
    sa.Column("kind", sa.String(16), nullable=False),
    sa.Column("role", sa.String(32), nullable=False),
    sa.Column("organisation", Number, sa.ForeignKey("organisations.id"), nullable=False),
    sa.Column("region", sa.String(64), nullable=False),
    sa.Index(None, "organisation"),
)
"""`claims.steps` as rows, so that an office finds what has passed it, waits there or will come; written on submitting.
place: from 0. kind: review or spot_check.
"""

evidence = sa.Table(
    "evidence",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("public_id", sa.String(32), nullable=False, unique=True),
    sa.Column("claim", Number, sa.ForeignKey("claims.id"), nullable=False),
    sa.Column("activity", sa.Integer),
    sa.Column("shown_name_sealed", sa.Text, nullable=False),
    sa.Column("media_type", sa.String(80), nullable=False),
    sa.Column("size", Number, nullable=False),
    sa.Column("sha256", sa.String(64), nullable=False),
    sa.Column("stored_as", sa.String(64), nullable=False, unique=True),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("removed_at", Moment),
    sa.Index(None, "claim"),
    sa.Index(None, "sha256"),
)
"""A file that proves something. activity: place in the claim's activities (from 0), null for the claim as a whole.
shown_name_sealed: the name that the person gave it, which may hold personal data. sha256: of the content as uploaded.
stored_as: its random name in the evidence folder, where it lies sealed.
"""

idempotency = sa.Table(
    "idempotency",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("owner", sa.String(64), nullable=False),
    sa.Column("key", sa.String(64), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("status", sa.Integer, nullable=False),
    sa.Column("body_sealed", sa.Text, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.UniqueConstraint("owner", "key"),
    sa.Index(None, "created_at"),
)
"""Answers to writes, by who wrote (`applicant:7`, `account:2`) and his Idempotency-Key. digest: HMAC of method, path
and body. body_sealed: the answer as it was given. Stored in the same transaction as what the write did.
"""
