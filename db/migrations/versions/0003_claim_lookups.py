"""What claims are found by (marks, steps as rows), the chosen posting office, and the document that sets the hours."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003_claim_lookups"
down_revision = "0002_claims"
branch_labels = None
depends_on = None

_Number = sa.BigInteger().with_variant(sa.Integer, "sqlite")


def upgrade() -> None:
    """Add the columns and create the tables."""
    # As SQL: SQLite takes a reference with a new column only inside the column's own definition.
    number = "BIGINT" if op.get_bind().dialect.name == "postgresql" else "INTEGER"
    op.execute(f"ALTER TABLE claims ADD COLUMN posting_office {number} "
               "CONSTRAINT fk_claims_posting_office REFERENCES organisations (id)")
    op.add_column("claims", sa.Column("basis", sa.Text))
    op.add_column("claim_events", sa.Column("basis", sa.Text))
    op.create_table(
        "claim_marks",
        sa.Column("claim", _Number, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("value_index", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_claim_marks_claim"),
        sa.PrimaryKeyConstraint("claim", "kind", "value_index", name="pk_claim_marks"),
    )
    op.create_index("ix_claim_marks_value_index", "claim_marks", ["value_index"])
    op.create_table(
        "claim_steps",
        sa.Column("claim", _Number, nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("organisation", _Number, nullable=False),
        sa.Column("region", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(["claim"], ["claims.id"], name="fk_claim_steps_claim"),
        sa.ForeignKeyConstraint(["organisation"], ["organisations.id"], name="fk_claim_steps_organisation"),
        sa.PrimaryKeyConstraint("claim", "place", name="pk_claim_steps"),
    )
    op.create_index("ix_claim_steps_organisation", "claim_steps", ["organisation"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("claim_steps")
    op.drop_table("claim_marks")
    for table, column in (("claim_events", "basis"), ("claims", "basis"), ("claims", "posting_office")):
        with op.batch_alter_table(table) as batch:
            batch.drop_column(column)
