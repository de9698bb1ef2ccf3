"""Organisations, the people who belong to them, the accounts of staff with their roles, and who is logged in."""

from __future__ import annotations

import sqlalchemy as sa

from db.tables.metadata import Moment, Number, metadata

ORGANISATION_KINDS = ("employer", "industry_authority", "hr_authority", "posting_office")
ROLES = ("employer_reviewer", "industry_authority", "hr_authority", "posting_office", "hotline", "editor", "auditor",
         "admin")

organisations = sa.Table(
    "organisations",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("name", sa.String(200), nullable=False),
    sa.Column("kind", sa.String(32), nullable=False),
    sa.Column("region", sa.String(64), nullable=False),
    sa.Column("parent", Number, sa.ForeignKey("organisations.id")),
    sa.Column("code", sa.String(18), unique=True),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.UniqueConstraint("region", "name"),
)
"""kind: one of ORGANISATION_KINDS. region: a jurisdiction's id. parent: the organisation above: an employer's
行业主管部门, its superior one in the autonomous region. code: 统一社会信用代码 (18 characters), where known.
"""

accounts = sa.Table(
    "accounts",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("login", sa.String(64), nullable=False, unique=True),
    sa.Column("display_name", sa.String(100), nullable=False),
    sa.Column("password_hash", sa.String(200), nullable=False),
    sa.Column("must_change", sa.Boolean, nullable=False),
    sa.Column("active", sa.Boolean, nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("locked_until", Moment),
    sa.Column("id_number_index", sa.String(64)),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)
"""Staff. login: lower case. password_hash: argon2id with its parameters. id_number_index: the blind index of the
person's own ID number, so that nobody decides on his own claim; null where it was never given.
"""

grants = sa.Table(
    "grants",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("account", Number, sa.ForeignKey("accounts.id"), nullable=False),
    sa.Column("role", sa.String(32), nullable=False),
    sa.Column("organisation", Number, sa.ForeignKey("organisations.id")),
    sa.Column("region", sa.String(64)),
    sa.Column("created_at", Moment, nullable=False),
    sa.UniqueConstraint("account", "role", "organisation", "region"),
)
"""A role of an account, in one organisation and one region. Only `admin`, `auditor` and `editor` may hold everywhere
(organisation and region null); for every other role both are set.
"""

unknown_logins = sa.Table(
    "unknown_logins",
    metadata,
    sa.Column("login_index", sa.String(8), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("locked_until", Moment),
)
"""Attempts to log in where there is no account, counted as in `accounts`, so that nobody learns which logins there are.
login_index: the beginning of a blind index of what was tried.
"""

applicants = sa.Table(
    "applicants",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("subject", sa.String(128), unique=True),
    sa.Column("phone_sealed", sa.Text),
    sa.Column("phone_index", sa.String(64), unique=True),
    sa.Column("id_number_sealed", sa.Text),
    sa.Column("id_number_index", sa.String(64), unique=True),
    sa.Column("personal_sealed", sa.Text),
    sa.Column("organisation", Number, sa.ForeignKey("organisations.id")),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
)
"""Professionals. subject: who the person is at the host page that signs tokens (`issuer|subject`). *_sealed: see
claims/sealing; personal_sealed holds the other personal fields as JSON, to fill in the next form. *_index: blind
indexes for look-up; that of the ID number once it is settled to be this account's. organisation: the employer.
"""

sessions = sa.Table(
    "sessions",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("account", Number, sa.ForeignKey("accounts.id")),
    sa.Column("applicant", Number, sa.ForeignKey("applicants.id")),
    sa.Column("csrf_hash", sa.String(64), nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("seen_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Index(None, "expires_at"),
)
"""Who is logged in; account or applicant is set. Only hashes (SHA-256) of what the browser holds are kept."""

login_codes = sa.Table(
    "login_codes",
    metadata,
    sa.Column("phone_index", sa.String(64), primary_key=True),
    sa.Column("code_hash", sa.String(64), nullable=False),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("sent_count", sa.Integer, nullable=False),
    sa.Column("window_from", Moment, nullable=False),
    sa.Column("sent_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
)
"""The code last sent to a phone, as an HMAC. sent_count: sent since window_from."""

used_tokens = sa.Table(
    "used_tokens",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("expires_at", Moment, nullable=False),
)
"""Tokens of a host page that were spent, so that none is taken twice; a row may go when it has expired."""

one_time_links = sa.Table(
    "one_time_links",
    metadata,
    sa.Column("token_hash", sa.String(64), primary_key=True),
    sa.Column("prefill", sa.JSON, nullable=False),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
    sa.Column("used_at", Moment),
)
"""Links to the form card for channels that show text only. prefill: facts of the claim, nothing personal."""
