"""Rows written by plain statements, each built once: what every answer does is not built anew.

Whole rows go in at once, however many; a session's unit of work would load, compare and write
them one by one. PostgreSQL takes the rows of several tables in one statement: a round trip costs
both sides more than what it carries. SQLite has none to save.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    exists,
    func,
    literal_column,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from ojala.learning.learner import Learner
from ojala.storage.base import Base
from ojala.storage.database import Transaction
from ojala.storage.direct import Question, Statements, tell
from ojala.storage.tables import LearnerRow

Row = Mapping[str, Any]
"""The values of a row by the names of its columns."""


@dataclass(frozen=True, slots=True)
class Change:
    """Rows for one table: added to a log, or put in the place of those with the same key."""

    row_class: type[Base]
    rows: Sequence[Row]
    puts: bool = True
    """Whether a row may be there already."""
    adding: frozenset[str] = frozenset()
    """The columns that are summed then."""
    alone: bool = False
    """Whether it is one row, whatever happens: its values travel as they are, not in arrays."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """What a statement depends on: everything of a change but its values."""

    table: Table
    columns: tuple[str, ...]
    puts: bool
    adding: frozenset[str]
    alone: bool = False


def _shape(change: Change) -> _Shape:
    table, columns = table_of(change.row_class), tuple(change.rows[0])
    return _Shape(table, columns, change.puts, change.adding, change.alone)


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
        await tell(tx, _plain(table_of(row_class)), rows)


async def put(
    tx: Transaction, row_class: type[Base], rows: Sequence[Row], *, adding: Collection[str] = ()
) -> None:
    """Put rows in the place of those with the same key; columns named in `adding` are summed."""
    if rows:
        shape = _shape(Change(row_class, rows, adding=frozenset(adding)))
        await tell(tx, _putting(shape, embedded=is_embedded(tx)), rows)


async def write(tx: Transaction, changes: Iterable[Change]) -> None:
    """Make several changes, none of which may touch a table twice."""
    some = [change for change in changes if change.rows]
    if is_embedded(tx):
        for change in some:
            await _write_one(tx, change)
    elif some:
        await tell(tx, _together(tuple(map(_shape, some))), [_columns(some)])


async def write_in_turn(
    work: Statements, learner: Learner, turn: int, changes: Iterable[Change]
) -> bool:
    """Make several changes at once, unless a learner's turn has moved on; whether they were made.

    Whoever reads without the learner's lock writes by this: nothing that was read has changed.
    """
    some = [change for change in changes if change.rows]
    values = {"learner": learner.id, "turn": turn, **_columns(some)}
    return bool(await work.ask(_in_turn(tuple(map(_shape, some))), values))


async def _write_one(tx: Transaction, change: Change) -> None:
    if change.puts:
        await put(tx, change.row_class, change.rows, adding=change.adding)
    else:
        await append(tx, change.row_class, change.rows)


def _columns(changes: Iterable[Change]) -> dict[str, Any]:
    """The values of each column, over all rows."""
    return {
        f"{change.row_class.__tablename__}_{name}": (
            change.rows[0][name] if change.alone else [row[name] for row in change.rows]
        )
        for change in changes
        for name in change.rows[0]
    }


@cache
def _together(shape: tuple[_Shape, ...]) -> Select[Any]:
    """One statement that inserts into each table rows that arrive as arrays, column by column."""
    parts = [_insertion(one).cte(f"{one.table.name}_in") for one in shape]
    return select(literal_column("1")).add_cte(*parts)


def next_turn(*mine: ColumnElement[bool]) -> Update:
    """Move on the turn of learners: that locks them until the transaction ends."""
    learners = table_of(LearnerRow)
    return update(learners).where(*mine).values(turn=learners.c.turn + 1)


@cache
def _in_turn(shape: tuple[_Shape, ...]) -> Question:
    """The same, where the learner's turn is still the one that is told."""
    learners = table_of(LearnerRow)
    mine = learners.c.id == bindparam("learner"), learners.c.turn == bindparam("turn")
    taken = next_turn(*mine).returning(learners.c.id).cte("taken")
    is_mine = exists(select(taken.c.id))
    parts = [_insertion(one, is_mine).cte(f"{one.table.name}_in") for one in shape]
    return select(taken.c.id).add_cte(*parts)


def _insertion(shape: _Shape, *conditions: ColumnElement[bool]) -> postgresql.Insert:
    values = [_value(shape, name) for name in shape.columns]
    rows = select(*values).where(*conditions)
    insert = postgresql.insert(shape.table).from_select(shape.columns, rows)
    if not shape.puts:
        return insert
    return insert.on_conflict_do_update(**_replacing(insert, shape))


def _value(shape: _Shape, name: str) -> ColumnElement[Any]:
    kind, known = shape.table.c[name].type, f"{shape.table.name}_{name}"
    if shape.alone:
        return bindparam(known, type_=kind)
    return func.unnest(bindparam(known, type_=postgresql.ARRAY(kind)))


@cache
def _plain(table: Table) -> Insert:
    return table.insert()


def _dialect_insert(table: Table, *, embedded: bool) -> postgresql.Insert | sqlite.Insert:
    return sqlite.insert(table) if embedded else postgresql.insert(table)


@cache
def _putting(shape: _Shape, *, embedded: bool) -> postgresql.Insert | sqlite.Insert:
    insert = _dialect_insert(shape.table, embedded=embedded)
    return insert.on_conflict_do_update(**_replacing(insert, shape))


def _replacing(insert: postgresql.Insert | sqlite.Insert, shape: _Shape) -> dict[str, Any]:
    """What becomes of a row with the same key: replaced, or added to."""
    table, key = shape.table, shape.table.primary_key.columns.keys()
    arriving = {name: insert.excluded[name] for name in shape.columns if name not in key}
    changed = {
        name: table.c[name] + value if name in shape.adding else value
        for name, value in arriving.items()
    }
    return {"index_elements": key, "set_": changed}
