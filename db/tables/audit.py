"""The audit log: one row for every change, chained so that an edited, missing or moved row shows."""

from __future__ import annotations

import sqlalchemy as sa

from db.tables.metadata import Moment, Number, metadata

audit_log = sa.Table(
    "audit_log",
    metadata,
    sa.Column("seq", Number, primary_key=True, autoincrement=False),
    sa.Column("at", Moment, nullable=False),
    sa.Column("actor", sa.String(64), nullable=False),
    sa.Column("organisation", Number),
    sa.Column("action", sa.String(48), nullable=False),
    sa.Column("object", sa.String(80), nullable=False),
    sa.Column("detail", sa.Text, nullable=False),
    sa.Column("key_id", sa.String(16), nullable=False),
    sa.Column("previous", sa.String(64), nullable=False),
    sa.Column("mac", sa.String(64), nullable=False),
    sa.Index(None, "object"),
    sa.Index(None, "at"),
)
"""seq: 1, 2, 3 … without a gap. actor: `applicant:7`, `account:2`, `system`. object: `claim:R261121-…`, `account:2` ….
detail: JSON text with sorted keys, never a personal field in clear. previous: the mac of the row before (zeros before
the first). mac: HMAC-SHA-256 over all other columns with the audit key.
"""

audit_anchors = sa.Table(
    "audit_anchors",
    metadata,
    sa.Column("day", sa.Date, primary_key=True),
    sa.Column("seq", Number, nullable=False),
    sa.Column("mac", sa.String(64), nullable=False),
    sa.Column("anchor", sa.String(64), nullable=False),
)
"""The end of the chain of each day (UTC), also written to a file beside the database: rows cut off the end show."""
