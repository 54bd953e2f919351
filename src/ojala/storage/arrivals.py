"""The SQL of an import: rows of somebody's log that arrive, each added once.

The form of an export is told here too, for what writes it and what reads it back.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from sqlalchemy import delete, exists, inspect, select
from sqlalchemy.orm import InstrumentedAttribute

from ojala.learning.learner import Learner
from ojala.storage.base import Base
from ojala.storage.database import Transaction
from ojala.storage.ledgers import UNDONE
from ojala.storage.tables import (
    AttemptRow,
    ExerciseRow,
    HintRow,
    ObjectionRow,
    RemarkRow,
    ReviewRow,
    SessionRow,
)
from ojala.storage.writing import insertion, table_of

FORMAT, VERSION = "ojala-export", 1
TABLES: Sequence[type[Base]] = (
    *(SessionRow, ExerciseRow, HintRow, AttemptRow, RemarkRow, ObjectionRow, ReviewRow),
)
"""What is kept of somebody's practice, each table after those it refers to."""

Row: TypeAlias = dict[str, Any]
Key: TypeAlias = tuple[Any, ...]
OWNER = "learner_id"


def key_of(table: type[Base], row: Row) -> Key:
    """Return what tells a row from the others of its learner."""
    return tuple(row[column.name] for column in _keys(table))


@dataclass(frozen=True, slots=True)
class Arrived:
    """Rows that are there now and were not, and rows that contradict what is there."""

    added: list[Row] = field(default_factory=list)
    refused: list[Row] = field(default_factory=list)


async def add(tx: Transaction, learner: Learner, table: type[Base], rows: Sequence[Row]) -> Arrived:
    """Add the rows that are not there yet.

    Two exercises in one place of a session contradict each other: the one that is there stays.
    """
    known = await _known(tx, learner, table, rows)
    new = [row for row in rows if key_of(table, row) not in known]
    if not new:
        return Arrived()
    await tx.execute(
        insertion(tx, table_of(table)).on_conflict_do_nothing(),
        [{OWNER: learner.id, **row} for row in new],
    )
    there = await _known(tx, learner, table, new)
    arrived = Arrived()
    for row in new:
        (arrived.added if key_of(table, row) in there else arrived.refused).append(row)
    return arrived


async def _known(
    tx: Transaction, learner: Learner, table: type[Base], rows: Iterable[Row]
) -> set[Key]:
    keys = _keys(table)
    first = keys[0]
    query = select(*keys).where(
        _owner(table) == learner.id, first.in_({row[first.name] for row in rows})
    )
    return {tuple(row) for row in await tx.execute(query)}


def _keys(table: type[Base]) -> list[Any]:
    return [column for column in inspect(table).primary_key if column.name != OWNER]


def _owner(table: type[Base]) -> InstrumentedAttribute[Any]:
    owner: InstrumentedAttribute[Any] = getattr(table, OWNER)
    return owner


async def remove_undone(tx: Transaction, learner: Learner) -> None:
    """Remove the reviews of answers that were taken back, here or where the rows come from."""
    undone = exists().where(
        ObjectionRow.learner_id == ReviewRow.learner_id,
        ObjectionRow.exercise_id == ReviewRow.exercise_id,
        ObjectionRow.kind == UNDONE,
    )
    await tx.execute(delete(ReviewRow).where(ReviewRow.learner_id == learner.id, undone))
