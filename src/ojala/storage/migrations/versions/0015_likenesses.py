"""Exercises say by themselves what tells them from others."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Empty in what was issued before, and in what an older version still issues meanwhile.
    op.add_column("exercises", sa.Column("likeness", sa.Text(), nullable=True))


def downgrade() -> None:
    op.drop_column("exercises", "likeness")
