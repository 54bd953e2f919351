"""Sets of exercises that learners write."""

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import JsonValue, UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "own_sets",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=100), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learners.id"],
            name=op.f("fk_own_sets_learner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_own_sets")),
    )
    op.create_table(
        "own_exercises",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("set_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("written", JsonValue, nullable=False),
        sa.Column("body", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "set_id"],
            ["own_sets.learner_id", "own_sets.id"],
            name=op.f("fk_own_exercises_learner_id_set_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_own_exercises")),
        sa.UniqueConstraint(
            "learner_id",
            "set_id",
            "text",
            name=op.f("uq_own_exercises_learner_id_set_id_text"),
        ),
    )


def downgrade() -> None:
    op.drop_table("own_exercises")
    op.drop_table("own_sets")
