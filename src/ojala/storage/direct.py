"""Statements of every exercise and answer: compiled once, put to the driver's own cursor.

To look up, bind and unpack a statement takes SQLAlchemy several times as long as the database
needs for it. Here that is done once for each statement and database; its connection, transaction
and errors are those of the unit of work. Whoever listens to statements (traces, tests) is told of
all of them, by the usual way.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Dialect, Insert, Select
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.types import TypeEngine

from ojala.storage.database import Transaction

T = TypeVar("T")
Values = Mapping[str, Any]
"""Values by the names that a statement gives them."""
Processor = Callable[[Any], Any]
Question: TypeAlias = Select[*tuple[Any, ...]]

_KNOWN = "ojala_connection"
_KEPT = 500
"""Statements kept compiled, of all databases of a process; they are built once, at import."""


async def ask(tx: Transaction, statement: Question, values: Values) -> list[Any]:
    """Return the rows that answer a question, each with its columns by name.

    A statement is compiled at its first time and then known by its identity: it has to be one
    that is built once, and may not expand with its values (`IN` with a list bound to it).
    """
    return await tx.run_sync(_ask, statement, values)


async def tell(tx: Transaction, statement: Insert | Question, rows: Sequence[Values]) -> None:
    """Have a statement write, once for each of some rows that all have the same columns."""
    await tx.run_sync(_tell, statement, rows)


def _ask(session: Session, statement: Question, values: Values) -> list[Any]:
    connection = _connection(session)
    if _is_heard(connection):
        return list(connection.execute(statement, values))
    known = _compiled(statement, connection.dialect, ())

    def put(cursor: DBAPICursor) -> list[Any]:
        cursor.execute(known.sql, known.bound(values))
        kinds = tuple([column[1] for column in cursor.description or ()])
        unpacked = _unpacking(statement, connection.dialect, kinds)
        return [unpacked(row) for row in cursor.fetchall()]

    return _with_cursor(connection, known.sql, put)


def _tell(session: Session, statement: Insert | Question, rows: Sequence[Values]) -> None:
    connection = _connection(session)
    if _is_heard(connection):
        connection.execute(statement, rows)
        return
    known = _compiled(statement, connection.dialect, tuple(rows[0]))

    def put(cursor: DBAPICursor) -> None:
        if len(rows) == 1:
            cursor.execute(known.sql, known.bound(rows[0]))
        else:
            cursor.executemany(known.sql, list(map(known.bound, rows)))

    _with_cursor(connection, known.sql, put)


def _connection(session: Session) -> Connection:
    """The connection of a unit of work, which has told it all that waits to be written."""
    if session.new or session.dirty or session.deleted:
        session.flush()
    known: Connection | None = session.info.get(_KNOWN)
    if known is None or known.closed:
        known = session.info[_KNOWN] = session.connection()
    return known


def _is_heard(connection: Connection) -> bool:
    return bool(connection.engine.dispatch.before_cursor_execute)


def _with_cursor(connection: Connection, sql: str, put: Callable[[DBAPICursor], T]) -> T:
    dialect = connection.dialect
    cursor = connection.connection.cursor()
    try:
        return put(cursor)
    except dialect.loaded_dbapi.Error as error:
        gone = dialect.is_disconnect(error, connection.connection, cursor)
        if gone:
            connection.invalidate(error)
        raise DBAPIError.instance(
            sql,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=gone,
            dialect=dialect,
        ) from error
    finally:
        cursor.close()


@dataclass(frozen=True, slots=True)
class _Bound:
    """How values become the parameters of a statement."""

    sql: str
    names: tuple[str, ...]
    """The names of its parameters in their order."""
    fixed: Values
    """The parameters that are always the same."""
    processors: Mapping[str, Processor]
    """What makes parameters of the others, where the driver does not take them as they are."""

    def bound(self, values: Values) -> tuple[Any, ...]:
        """Return the parameters that stand for some values."""
        given = {**values, **self.fixed}
        for name, process in self.processors.items():
            given[name] = process(given[name])
        return tuple([given[name] for name in self.names])


@lru_cache(_KEPT)
def _unpacking(
    statement: Question, dialect: Dialect, kinds: tuple[Any, ...]
) -> Callable[[Sequence[Any]], Any]:
    """What makes a row of what the driver returns, given the kinds that it tells of its columns."""
    columns = statement.selected_columns
    row: Any = namedtuple("Row", columns.keys())  # type: ignore[misc] # noqa: PYI024 - known only now
    made: Callable[[Sequence[Any]], Any] = row._make
    steps = [
        (place, process)
        for place, (column, kind) in enumerate(zip(columns, kinds, strict=True))
        if (process := _impl(column.type, dialect).result_processor(dialect, kind)) is not None
    ]

    if not steps:
        return made

    def unpacked(found: Sequence[Any]) -> Any:  # noqa: ANN401 - a row of the statement's columns
        values = list(found)
        for place, process in steps:
            values[place] = process(values[place])
        return made(values)

    return unpacked


@lru_cache(_KEPT)
def _compiled(statement: Insert | Question, dialect: Dialect, columns: tuple[str, ...]) -> _Bound:
    compiled = statement.compile(dialect=dialect, column_keys=columns or None)
    if compiled.positiontup is None:
        raise TypeError("this needs a driver that takes parameters in their order")
    if compiled.post_compile_params or compiled.insert_prefetch:
        raise TypeError(f"this depends on more than its values: {compiled}")
    fixed, processors = {}, {}
    for one, name in compiled.bind_names.items():
        process = _impl(one.type, compiled.dialect).bind_processor(compiled.dialect)
        if not one.required:
            fixed[name] = process(one.effective_value) if process else one.effective_value
        elif process:
            processors[name] = process
    return _Bound(str(compiled), tuple(compiled.positiontup), fixed, processors)


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
