"""Replies go with whom they were given to."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("replies") as table:
        table.add_column(sa.Column("learner_id", sa.Uuid(), nullable=True))
        table.create_foreign_key(
            op.f("fk_replies_learner_id"), "learners", ["learner_id"], ["id"], ondelete="CASCADE"
        )
        table.create_index("ix_replies_learner_id", ["learner_id"])


def downgrade() -> None:
    with op.batch_alter_table("replies") as table:
        table.drop_index("ix_replies_learner_id")
        table.drop_constraint(op.f("fk_replies_learner_id"), type_="foreignkey")
        table.drop_column("learner_id")
