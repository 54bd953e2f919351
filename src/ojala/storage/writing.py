"""Rows written by plain statements, each built once: what every answer does is not built anew.

Whole rows go in at once, however many; a session's unit of work would load, compare and write
them one by one.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Insert, Table
from sqlalchemy.dialects import postgresql, sqlite

from ojala.storage.base import Base
from ojala.storage.database import Transaction

Row = Mapping[str, Any]
"""The values of a row by the names of its columns."""


def table_of(row_class: type[Base]) -> Table:
    """The table that a class of rows stands for."""
    return Base.metadata.tables[row_class.__tablename__]


def insertion(tx: Transaction, table: Table) -> postgresql.Insert | sqlite.Insert:
    """Return an insertion that may say what happens where a row is there already."""
    return _dialect_insert(table, embedded=is_embedded(tx))


def is_embedded(tx: Transaction) -> bool:
    """Whether a transaction is one of SQLite's."""
    return tx.get_bind().dialect.name == "sqlite"


async def append(tx: Transaction, row_class: type[Base], rows: Sequence[Row]) -> None:
    """Add rows to a log."""
    if rows:
        await tx.execute(_plain(table_of(row_class)), rows)


async def put(
    tx: Transaction, row_class: type[Base], rows: Sequence[Row], *, adding: Collection[str] = ()
) -> None:
    """Put rows in the place of those with the same key; columns named in `adding` are summed."""
    if rows:
        statement = _putting(
            table_of(row_class), tuple(rows[0]), frozenset(adding), embedded=is_embedded(tx)
        )
        await tx.execute(statement, rows)


@cache
def _plain(table: Table) -> Insert:
    return table.insert()


def _dialect_insert(table: Table, *, embedded: bool) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(table) if embedded else postgresql.insert(table)


@cache
def _putting(
    table: Table, columns: tuple[str, ...], adding: frozenset[str], *, embedded: bool
) -> postgresql.Insert | sqlite.Insert:
    insert = _dialect_insert(table, embedded=embedded)
    key = table.primary_key.columns.keys()
    arriving = {name: insert.excluded[name] for name in columns if name not in key}
    changed = {
        name: table.c[name] + value if name in adding else value for name, value in arriving.items()
    }
    return insert.on_conflict_do_update(index_elements=key, set_=changed)
