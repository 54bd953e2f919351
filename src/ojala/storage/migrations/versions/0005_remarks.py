"""Past answers judged anew, and the settings each answer was judged by."""

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import JsonValue, UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempts", sa.Column("policy", JsonValue, nullable=False, server_default="{}"))
    op.create_table(
        "remarks",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("diagnosis", JsonValue, nullable=False),
        sa.Column("engine_version", sa.String(length=32), nullable=False),
        sa.Column("replaced", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "exercise_id", "number"],
            ["attempts.learner_id", "attempts.exercise_id", "attempts.number"],
            name=op.f("fk_remarks_learner_id_exercise_id_number"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "learner_id", "exercise_id", "number", "made_at", name=op.f("pk_remarks")
        ),
    )


def downgrade() -> None:
    op.drop_table("remarks")
    op.drop_column("attempts", "policy")
