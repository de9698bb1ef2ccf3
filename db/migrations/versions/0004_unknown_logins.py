"""Attempts to log in as somebody whom there is not, counted like any other."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004_unknown_logins"
down_revision = "0003_claim_lookups"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "unknown_logins",
        sa.Column("login_index", sa.String(8), nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("login_index", name="pk_unknown_logins"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("unknown_logins")
