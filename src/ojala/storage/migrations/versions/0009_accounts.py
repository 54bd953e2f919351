"""Accounts, and what they are entered by."""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

from ojala.storage.ids import new_id
from ojala.storage.types import JsonValue, UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def _of_learner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["learner_id"], ["learners.id"], name=op.f(f"fk_{table}_learner_id"), ondelete="CASCADE"
    )


def upgrade() -> None:
    op.create_table(
        "accounts",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("language", sa.String(length=8), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.Column("password_hash", sa.String(length=255), nullable=False),
        sa.Column("totp_secret", sa.Text(), nullable=True),
        sa.Column("totp_step", sa.Integer(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("disabled_at", UtcDateTime(), nullable=True),
        sa.Column("deletion_due", UtcDateTime(), nullable=True),
        _of_learner("accounts"),
        sa.PrimaryKeyConstraint("learner_id", name=op.f("pk_accounts")),
        sa.UniqueConstraint("email", name=op.f("uq_accounts_email")),
    )
    op.create_table(
        "recovery_codes",
        sa.Column("learner_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        _of_learner("recovery_codes"),
        sa.PrimaryKeyConstraint("learner_id", "code_hash", name=op.f("pk_recovery_codes")),
    )
    op.create_table(
        "tickets",
        sa.Column("token_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("learner_id", sa.Uuid(), nullable=True),
        sa.Column("purpose", sa.String(length=16), nullable=False),
        sa.Column("data", JsonValue, nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("expires_at", UtcDateTime(), nullable=False),
        _of_learner("tickets"),
        sa.PrimaryKeyConstraint("token_hash", name=op.f("pk_tickets")),
    )
    op.create_index("ix_tickets_learner_id", "tickets", ["learner_id"])
    op.create_index("ix_tickets_expires_at", "tickets", ["expires_at"])
    _extend_logins()


def _extend_logins() -> None:
    with op.batch_alter_table("logins") as table:
        table.add_column(sa.Column("id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("kind", sa.String(length=16), nullable=True))
        table.add_column(sa.Column("name", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("scopes", sa.String(length=80), nullable=True))
        table.add_column(sa.Column("seen_at", UtcDateTime(), nullable=True))
        table.add_column(sa.Column("expires_at", UtcDateTime(), nullable=True))
    _complete_logins()
    with op.batch_alter_table("logins") as table:
        for name in ("id", "kind", "name", "scopes", "seen_at", "expires_at"):
            table.alter_column(name, nullable=False)
        table.create_unique_constraint(op.f("uq_logins_id"), ["id"])


def _complete_logins() -> None:
    """Give the logins of guests, made before there were accounts, what they lack."""
    logins = sa.table(
        "logins",
        sa.column("token_hash", sa.LargeBinary()),
        sa.column("id", sa.Uuid()),
        sa.column("kind", sa.String()),
        sa.column("name", sa.String()),
        sa.column("scopes", sa.String()),
        sa.column("created_at", UtcDateTime()),
        sa.column("seen_at", UtcDateTime()),
        sa.column("expires_at", UtcDateTime()),
    )
    connection = op.get_bind()
    for row in connection.execute(sa.select(logins.c.token_hash, logins.c.created_at)).all():
        values = {
            "id": new_id(row.created_at),
            "kind": "browser",
            "name": "",
            "scopes": "",
            "seen_at": row.created_at,
            "expires_at": row.created_at + timedelta(days=365),
        }
        mine = logins.c.token_hash == row.token_hash
        connection.execute(sa.update(logins).where(mine).values(**values))


def downgrade() -> None:
    with op.batch_alter_table("logins") as table:
        table.drop_constraint(op.f("uq_logins_id"), type_="unique")
        for name in ("id", "kind", "name", "scopes", "seen_at", "expires_at"):
            table.drop_column(name)
    op.drop_index("ix_tickets_expires_at", "tickets")
    op.drop_index("ix_tickets_learner_id", "tickets")
    op.drop_table("tickets")
    op.drop_table("recovery_codes")
    op.drop_table("accounts")
