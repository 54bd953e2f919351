"""A guest's practice, moved into an account: every row, then the guest is gone."""

from uuid import UUID

from sqlalchemy import Insert, Table, and_, exists, insert, literal, select

from ojala.accounts import queries
from ojala.storage.database import Transaction
from ojala.storage.tables import Base

NOT_MOVED = frozenset(
    {"accounts", "recovery_codes"} | {"cards", "chronicles", "days", "shelves", "tallies"}
)
"""What is the account's own, and what is made anew from the log."""


async def move(tx: Transaction, guest: UUID, account: UUID) -> None:
    """Give an account all that a guest did; where both have a row of one key, it keeps its own."""
    for table in _moved():
        await tx.execute(_copy(table, guest, account))
    await queries.remove_learner(tx, guest)


def _moved() -> list[Table]:
    """Every table whose rows are a learner's by their key, parents before children."""
    return [
        table
        for table in Base.metadata.sorted_tables
        if "learner_id" in table.primary_key.columns and table.name not in NOT_MOVED
    ]


def _copy(table: Table, guest: UUID, account: UUID) -> Insert:
    owned, rest = table.c.learner_id, [column for column in table.c if column.name != "learner_id"]
    there = table.alias()
    same = [there.c[column.name] == column for column in rest if column.primary_key]
    kept = exists().where(and_(there.c.learner_id == account, *same))
    chosen = select(literal(account, owned.type), *rest).where(owned == guest, ~kept)
    return insert(table).from_select([owned, *rest], chosen)
