"""The tables of the service. The migrations make them; a test holds the two together."""

from __future__ import annotations

import sqlalchemy as sa

metadata = sa.MetaData(naming_convention={
    "pk": "pk_%(table_name)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ix": "ix_%(table_name)s_%(column_0_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
})

# SQLite numbers rows by itself only in a column of the type INTEGER.
_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")

chat_turns = sa.Table(
    "chat_turns",
    metadata,
    sa.Column("id", _Number, primary_key=True, autoincrement=True),
    sa.Column("conversation", sa.String(64), nullable=False),
    sa.Column("message_id", sa.String(64), nullable=False),
    sa.Column("digest", sa.String(64), nullable=False),
    sa.Column("region", sa.String(64)),
    sa.Column("today", sa.Date, nullable=False),
    sa.Column("kb_digest", sa.String(128), nullable=False),
    sa.Column("results", sa.Text),
    sa.Column("claimed_by", sa.String(32)),
    sa.Column("claimed_until", sa.DateTime(timezone=True)),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("answered_at", sa.DateTime(timezone=True)),
    sa.UniqueConstraint("conversation", "message_id"),
    sa.Index(None, "created_at"),
)
"""One row a message of the chat; never what the person wrote.

digest: SHA-256 of the masked text with its ids. region, today, kb_digest: what the answer was computed for and from.
results: JSON text of the RESULTs, null while the turn runs; until `claimed_until` the process `claimed_by` runs it.
Times are UTC.
"""
