"""Learners, their practice and their memory."""

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import JsonValue, UtcDateTime

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "learners",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("preferences", JsonValue, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learners")),
    )
    op.create_table(
        "cards",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("stability", sa.Double(), nullable=False),
        sa.Column("difficulty", sa.Double(), nullable=False),
        sa.Column("last_review", UtcDateTime(), nullable=False),
        sa.Column("due", UtcDateTime(), nullable=False),
        sa.Column("reviews", sa.Integer(), nullable=False),
        sa.Column("lapses", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_cards_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "item", name=op.f("pk_cards")),
    )
    op.create_index("ix_cards_learner_id_due", "cards", ["learner_id", "due"])

    op.create_table(
        "logins",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_logins_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_logins")),
    )
    op.create_index("ix_logins_learner_id", "logins", ["learner_id"])

    op.create_table(
        "sessions",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("plan", JsonValue, nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f("fk_sessions_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_sessions")),
    )
    op.create_index("ix_sessions_learner_id_started_at", "sessions", ["learner_id", "started_at"])

    op.create_table(
        "exercises",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("session_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("issued_at", UtcDateTime(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("body", JsonValue, nullable=False),
        sa.Column("content_version", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "session_id"],
            ["sessions.learner_id", "sessions.id"],
            name=op.f("fk_exercises_learner_id_session_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "id", name=op.f("pk_exercises")),
        sa.UniqueConstraint(
            "learner_id",
            "session_id",
            "position",
            name=op.f("uq_exercises_learner_id_session_id_position"),
        ),
    )
    op.create_index("ix_exercises_learner_id_issued_at", "exercises", ["learner_id", "issued_at"])

    op.create_table(
        "attempts",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("elapsed", sa.Double(), nullable=True),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("diagnosis", JsonValue, nullable=False),
        sa.Column("engine_version", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            name=op.f("fk_attempts_learner_id_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "exercise_id", "number", name=op.f("pk_attempts")),
    )
    op.create_index("ix_attempts_learner_id_given_at", "attempts", ["learner_id", "given_at"])

    op.create_table(
        "hints",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("level", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("given_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            name=op.f("fk_hints_learner_id_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "exercise_id", "level", name=op.f("pk_hints")),
    )
    op.create_table(
        "reviews",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("reviewed_at", UtcDateTime(), nullable=False),
        sa.Column("rating", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Double(), nullable=False),
        sa.ForeignKeyConstraint(
            ["learner_id", "exercise_id"],
            ["exercises.learner_id", "exercises.id"],
            name=op.f("fk_reviews_learner_id_exercise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("learner_id", "exercise_id", "item", name=op.f("pk_reviews")),
    )
    op.create_index(
        "ix_reviews_learner_id_item_reviewed_at", "reviews", ["learner_id", "item", "reviewed_at"]
    )


def downgrade() -> None:
    op.drop_index("ix_reviews_learner_id_item_reviewed_at", "reviews")

    op.drop_table("reviews")
    op.drop_table("hints")
    op.drop_index("ix_attempts_learner_id_given_at", "attempts")

    op.drop_table("attempts")
    op.drop_index("ix_exercises_learner_id_issued_at", "exercises")

    op.drop_table("exercises")
    op.drop_index("ix_sessions_learner_id_started_at", "sessions")

    op.drop_table("sessions")
    op.drop_index("ix_logins_learner_id", "logins")

    op.drop_table("logins")
    op.drop_index("ix_cards_learner_id_due", "cards")

    op.drop_table("cards")
    op.drop_table("learners")
