"""The tutor: consent, what was asked and what it cost, what was told."""

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import JsonValue, UtcDateTime

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "tutor_consents",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learners.id"],
            name=op.f("fk_tutor_consents_learner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_tutor_consents")),
    )
    op.create_table(
        "tutor_calls",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("asked_at", UtcDateTime(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("model", sa.String(length=100), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("prompt_tokens", sa.Integer(), nullable=False),
        sa.Column("completion_tokens", sa.Integer(), nullable=False),
        sa.Column("withheld", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"],
            ["learners.id"],
            name=op.f("fk_tutor_calls_learner_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_tutor_calls")),
    )
    op.create_index("ix_tutor_calls_learner_id_asked_at", "tutor_calls", ["learner_id", "asked_at"])
    op.create_index("ix_tutor_calls_day", "tutor_calls", ["day"])
    op.create_table(
        "tutor_answers",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("question", sa.LargeBinary(length=32), nullable=False),
        sa.Column("way", sa.String(length=16), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("made_at", UtcDateTime(), nullable=False),
        sa.Column("body", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            name=op.f("fk_tutor_answers_learner_id_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "learner_id", "exercise_id", "question", name=op.f("pk_tutor_answers")
        ),
    )
    op.create_index("ix_tutor_answers_made_at", "tutor_answers", ["made_at"])


def downgrade() -> None:
    op.drop_table("tutor_answers")
    op.drop_table("tutor_calls")
    op.drop_table("tutor_consents")
