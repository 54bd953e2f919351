"""Answers kept under idempotency keys."""

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import JsonValue, UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replies",
        sa.Column("owner", sa.LargeBinary(length=32), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("fingerprint", sa.LargeBinary(length=32), nullable=False),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", JsonValue, nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.Column("begun_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("owner", "key", name=op.f("pk_replies")),
    )
    op.create_index("ix_replies_begun_at", "replies", ["begun_at"])


def downgrade() -> None:
    op.drop_index("ix_replies_begun_at", "replies")
    op.drop_table("replies")
