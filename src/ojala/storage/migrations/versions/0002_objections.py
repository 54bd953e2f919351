"""What learners say against a verdict or a sentence."""

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "objections",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("engine_version", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            name=op.f("fk_objections_learner_id_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "exercise_id", "kind", name=op.f("pk_objections")),
    )


def downgrade() -> None:
    op.drop_table("objections")
