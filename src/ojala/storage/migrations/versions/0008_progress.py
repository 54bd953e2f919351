"""Progress: what was predicted of reviews, figures kept up to date, and placement tests."""

from typing import Any

import sqlalchemy as sa
from alembic import op

from ojala.storage.types import JsonValue, UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def _of_a_learner(table: str, *columns: sa.Column[Any], key: tuple[str, ...]) -> None:
    op.create_table(
        table,
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["learner_id"], ["learners.id"], name=op.f(f"fk_{table}_learner_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("learner_id", *key, name=op.f(f"pk_{table}")),
    )


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=False, autoincrement=False)


def _amount(name: str) -> sa.Column[float]:
    return sa.Column(name, sa.Double(), nullable=False)


def upgrade() -> None:
    with op.batch_alter_table("reviews") as reviews:
        reviews.add_column(sa.Column("recall", sa.Double(), nullable=True))
    _of_a_learner(
        "days",
        sa.Column("day", sa.Date(), nullable=False),
        *map(_number, ("count", "right")),
        _amount("seconds"),
        _number("timed"),
        _number("points"),
        key=("day",),
    )
    op.create_index("ix_days_day", "days", ["day"])
    _of_a_learner(
        "tallies",
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("dimension", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=128), nullable=False),
        *map(_number, ("count", "right")),
        _amount("seconds"),
        _number("timed"),
        key=("month", "dimension", "key"),
    )
    _of_a_learner(
        "shelves",
        sa.Column("month", sa.Date(), nullable=False),
        *map(_number, ("number", "count", "recalled")),
        *map(_amount, ("predicted", "loss")),
        key=("month", "number"),
    )
    _of_a_learner(
        "chronicles",
        sa.Column("body", JsonValue, nullable=False),
        sa.Column("latest", UtcDateTime(), nullable=False),
        key=(),
    )
    _of_a_learner(
        "placements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("started_at", UtcDateTime(), nullable=False),
        sa.Column("finished_at", UtcDateTime(), nullable=True),
        sa.Column("body", JsonValue, nullable=False),
        key=("id",),
    )
    op.create_index(
        "ix_placements_learner_id_started_at", "placements", ["learner_id", "started_at"]
    )


def downgrade() -> None:
    for table in ("placements", "chronicles", "shelves", "tallies", "days"):
        op.drop_table(table)
    with op.batch_alter_table("reviews") as reviews:
        reviews.drop_column("recall")
