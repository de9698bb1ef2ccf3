"""What the chat answered, by conversation and message id."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001_chat_turns"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create chat_turns."""
    op.create_table(
        "chat_turns",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer, "sqlite"), autoincrement=True, nullable=False),
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
        sa.PrimaryKeyConstraint("id", name="pk_chat_turns"),
        sa.UniqueConstraint("conversation", "message_id", name="uq_chat_turns_conversation"),
    )
    op.create_index("ix_chat_turns_created_at", "chat_turns", ["created_at"])


def downgrade() -> None:
    """Drop chat_turns and what it remembers."""
    op.drop_table("chat_turns")
