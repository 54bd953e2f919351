"""A chronicle keeps what it was before the last attempt; placement tests are sessions."""

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import JsonValue, UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("chronicles") as chronicles:
        chronicles.add_column(
            sa.Column("before", JsonValue, server_default=sa.text("'{}'"), nullable=False)
        )
    op.drop_table("placements")


def downgrade() -> None:
    op.create_table(
        "placements",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("body", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learners.id"],
            name=op.f("fk_placements_learner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_placements")),
    )
    op.create_index(
        "ix_placements_learner_id_started_at", "placements", ["learner_id", "started_at"]
    )
    with op.batch_alter_table("chronicles") as chronicles:
        chronicles.drop_column("before")
