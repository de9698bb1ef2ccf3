"""Organisations, people, claims with their evidence and history, and the audit log."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002_claims"
down_revision = "0001_chat_turns"
branch_labels = None
depends_on = None

_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")
_Moment = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables of filing and approving."""
    op.create_table(
        "accounts",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("login", sa.String(64), nullable=False),
        sa.Column("display_name", sa.String(100), nullable=False),
        sa.Column("password_hash", sa.String(200), nullable=False),
        sa.Column("must_change", sa.Boolean, nullable=False),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", _Moment),
        sa.Column("id_number_index", sa.String(64)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_accounts"),
        sa.UniqueConstraint("login", name="uq_accounts_login"),
    )
    op.create_table(
        "audit_anchors",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("seq", _Number, nullable=False),
        sa.Column("mac", sa.String(64), nullable=False),
        sa.Column("anchor", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_audit_anchors"),
    )
    op.create_table(
        "audit_log",
        sa.Column("seq", _Number, autoincrement=False, nullable=False),
        sa.Column("at", _Moment, nullable=False),
        sa.Column("actor", sa.String(64), nullable=False),
        sa.Column("organisation", _Number),
        sa.Column("action", sa.String(48), nullable=False),
        sa.Column("object", sa.String(80), nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("key_id", sa.String(16), nullable=False),
        sa.Column("previous", sa.String(64), nullable=False),
        sa.Column("mac", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_audit_log"),
    )
    op.create_index("ix_audit_log_at", "audit_log", ["at"])
    op.create_index("ix_audit_log_object", "audit_log", ["object"])
    op.create_table(
        "idempotency",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("owner", sa.String(64), nullable=False),
        sa.Column("key", sa.String(64), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("status", sa.Integer, nullable=False),
        sa.Column("body_sealed", sa.Text, nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_idempotency"),
        sa.UniqueConstraint("owner", "key", name="uq_idempotency_owner"),
    )
    op.create_index("ix_idempotency_created_at", "idempotency", ["created_at"])
    op.create_table(
        "login_codes",
        sa.Column("phone_index", sa.String(64), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("sent_count", sa.Integer, nullable=False),
        sa.Column("window_from", _Moment, nullable=False),
        sa.Column("sent_at", _Moment, nullable=False),
        sa.Column("expires_at", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("phone_index", name="pk_login_codes"),
    )
    op.create_table(
        "one_time_links",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("prefill", sa.JSON, nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.Column("expires_at", _Moment, nullable=False),
        sa.Column("used_at", _Moment),
        sa.PrimaryKeyConstraint("token_hash", name="pk_one_time_links"),
    )
    op.create_table(
        "organisations",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.Column("parent", _Number),
        sa.Column("code", sa.String(18)),
        sa.Column("active", sa.Boolean, nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["organisations.id"], name="fk_organisations_parent"),
        sa.PrimaryKeyConstraint("id", name="pk_organisations"),
        sa.UniqueConstraint("code", name="uq_organisations_code"),
        sa.UniqueConstraint("region", "name", name="uq_organisations_region"),
    )
    op.create_table(
        "used_tokens",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("expires_at", _Moment, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_used_tokens"),
    )
    op.create_table(
        "applicants",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("subject", sa.String(128)),
        sa.Column("phone_sealed", sa.Text),
        sa.Column("phone_index", sa.String(64)),
        sa.Column("id_number_sealed", sa.Text),
        sa.Column("id_number_index", sa.String(64)),
        sa.Column("personal_sealed", sa.Text),
        sa.Column("organisation", _Number),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"], name="fk_applicants_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_applicants"),
        sa.UniqueConstraint("id_number_index", name="uq_applicants_id_number_index"),
        sa.UniqueConstraint("phone_index", name="uq_applicants_phone_index"),
        sa.UniqueConstraint("subject", name="uq_applicants_subject"),
    )
    op.create_table(
        "grants",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("account", _Number, nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("organisation", _Number),
        sa.Column("region", sa.String(64)),
        sa.Column("created_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_grants_account"),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"], name="fk_grants_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_grants"),
        sa.UniqueConstraint("account", "role", "organisation", "region", name="uq_grants_account"),
    )
    op.create_table(
        "claims",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("number", sa.String(32), nullable=False),
        sa.Column("verify_code", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.Column("year", sa.Integer, nullable=False),
        sa.Column("title_level", sa.String(32)),
        sa.Column("state", sa.String(16), nullable=False),
        sa.Column("step", sa.Integer),
        sa.Column("steps", sa.JSON, nullable=False),
        sa.Column("applicant", _Number, nullable=False),
        sa.Column("organisation", _Number),
        sa.Column("waiting_at", _Number),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("personal_sealed", sa.Text),
        sa.Column("id_number_index", sa.String(64)),
        sa.Column("decision", sa.JSON),
        sa.Column("kb_digest", sa.String(128)),
        sa.Column("computed_hours", sa.String(32)),
        sa.Column("recognised_hours", sa.String(32)),
        sa.Column("reason", sa.Text),
        sa.Column("returned_field", sa.String(64)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.Column("updated_at", _Moment, nullable=False),
        sa.Column("submitted_at", _Moment),
        sa.Column("decided_at", _Moment),
        sa.CheckConstraint("kind IN ('recognition', 'exemption')", name="ck_claims_kind"),
        sa.CheckConstraint("state IN ('draft', 'submitted', 'under_review', 'returned', 'rejected', 'approved', "
                           "'withdrawn', 'spot_drawn', 'spot_passed', 'revoked')", name="ck_claims_state"),
        sa.ForeignKeyConstraint(["applicant"], ["applicants.id"], name="fk_claims_applicant"),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"], name="fk_claims_organisation"),
        sa.ForeignKeyConstraint(["waiting_at"], ["organisations.id"], name="fk_claims_waiting_at"),
        sa.PrimaryKeyConstraint("id", name="pk_claims"),
        sa.UniqueConstraint("number", name="uq_claims_number"),
        sa.UniqueConstraint("verify_code", name="uq_claims_verify_code"),
    )
    op.create_index("ix_claims_applicant", "claims", ["applicant", "year"])
    op.create_index("ix_claims_id_number_index", "claims", ["id_number_index"])
    op.create_index("ix_claims_waiting_at", "claims", ["waiting_at", "state"])
    op.create_table(
        "sessions",
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("account", _Number),
        sa.Column("applicant", _Number),
        sa.Column("csrf_hash", sa.String(64), nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.Column("seen_at", _Moment, nullable=False),
        sa.Column("expires_at", _Moment, nullable=False),
        sa.ForeignKeyConstraint(["account"], ["accounts.id"], name="fk_sessions_account"),
        sa.ForeignKeyConstraint(["applicant"], ["applicants.id"], name="fk_sessions_applicant"),
        sa.PrimaryKeyConstraint("token_hash", name="pk_sessions"),
    )
    op.create_index("ix_sessions_expires_at", "sessions", ["expires_at"])
    op.create_table(
        "claim_events",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("claim", _Number, nullable=False),
        sa.Column("at", _Moment, nullable=False),
        sa.Column("actor_kind", sa.String(16), nullable=False),
        sa.Column("actor", _Number),
        sa.Column("organisation", _Number),
        sa.Column("action", sa.String(16), nullable=False),
        sa.Column("state_from", sa.String(16), nullable=False),
        sa.Column("state_to", sa.String(16), nullable=False),
        sa.Column("step", sa.Integer),
        sa.Column("reason", sa.Text),
        sa.Column("field", sa.String(64)),
        sa.Column("facts", sa.JSON),
        sa.Column("decision", sa.JSON),
        sa.Column("kb_digest", sa.String(128)),
        sa.Column("computed_hours", sa.String(32)),
        sa.Column("recognised_hours", sa.String(32)),
        sa.Column("version", sa.Integer, nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_claim_events_claim"),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"], name="fk_claim_events_organisation"),
        sa.PrimaryKeyConstraint("id", name="pk_claim_events"),
        sa.UniqueConstraint("claim", "version", name="uq_claim_events_claim"),
    )
    op.create_table(
        "evidence",
        sa.Column("id", _Number, autoincrement=True, nullable=False),
        sa.Column("public_id", sa.String(32), nullable=False),
        sa.Column("claim", _Number, nullable=False),
        sa.Column("activity", sa.Integer),
        sa.Column("shown_name_sealed", sa.Text, nullable=False),
        sa.Column("media_type", sa.String(80), nullable=False),
        sa.Column("size", _Number, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("stored_as", sa.String(64), nullable=False),
        sa.Column("created_at", _Moment, nullable=False),
        sa.Column("removed_at", _Moment),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_evidence_claim"),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.UniqueConstraint("public_id", name="uq_evidence_public_id"),
        sa.UniqueConstraint("stored_as", name="uq_evidence_stored_as"),
    )
    op.create_index("ix_evidence_claim", "evidence", ["claim"])
    op.create_index("ix_evidence_sha256", "evidence", ["sha256"])


def downgrade() -> None:
    """Drop them with all that was filed."""
    op.drop_index("ix_evidence_sha256", table_name="evidence")
    op.drop_index("ix_evidence_claim", table_name="evidence")
    op.drop_table("evidence")
    op.drop_table("claim_events")
    op.drop_index("ix_sessions_expires_at", table_name="sessions")
    op.drop_table("sessions")
    op.drop_index("ix_claims_waiting_at", table_name="claims")
    op.drop_index("ix_claims_id_number_index", table_name="claims")
    op.drop_index("ix_claims_applicant", table_name="claims")
    op.drop_table("claims")
    op.drop_table("grants")
    op.drop_table("applicants")
    op.drop_table("used_tokens")
    op.drop_table("organisations")
    op.drop_table("one_time_links")
    op.drop_table("login_codes")
    op.drop_index("ix_idempotency_created_at", table_name="idempotency")
    op.drop_table("idempotency")
    op.drop_index("ix_audit_log_object", table_name="audit_log")
    op.drop_index("ix_audit_log_at", table_name="audit_log")
    op.drop_table("audit_log")
    op.drop_table("audit_anchors")
    op.drop_table("accounts")
