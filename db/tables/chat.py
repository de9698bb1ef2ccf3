"""What the chat answered."""

from __future__ import annotations

import sqlalchemy as sa

from db.tables.metadata import Moment, Number, metadata

chat_turns = sa.Table(
    "chat_turns",
    metadata,
    sa.Column("id", Number, primary_key=True, autoincrement=True),
    sa.Column("conversation", sa.String(64), nullable=False),
    sa.Column("message_id", sa.String(64), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("region", sa.String(64)),
    sa.Column("today", sa.Date, nullable=False),
    sa.Column("kb_digest", sa.String(128), nullable=False),
    sa.Column("results", sa.Text),
    sa.Column("claimed_by", sa.String(32)),
    sa.Column("claimed_until", Moment),
    sa.Column("created_at", Moment, nullable=False),
    sa.Column("answered_at", Moment),
    sa.UniqueConstraint("conversation", "message_id"),
    sa.Index(None, "created_at"),
)
"""One row a message of the chat; never what the person wrote.

digest: SHA-256 of the masked text with its ids. region, today, kb_digest: what the answer was computed for and from.
results: JSON text of the RESULTs, null while the turn runs; until `claimed_until` the process `claimed_by` runs it.
Times are UTC.
"""
