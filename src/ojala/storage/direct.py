"""Statements of every exercise and answer: compiled once, put to the driver's own cursor.

To look up, bind and unpack a statement takes SQLAlchemy several times as long as the database
needs for it. Here that is done once for each statement and database; its connection, transaction
and errors are those of the unit of work. Whoever listens to statements (traces, tests) is told of
all of them, by the usual way.
"""

from asyncio import CancelledError
from collections import namedtuple
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple, TypeAlias, TypeVar

from sqlalchemy import Connection, Dialect, Engine, Insert, Select
from sqlalchemy.engine.interfaces import DBAPICursor
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session
from sqlalchemy.types import ARRAY, TypeEngine
from sqlalchemy.util.concurrency import greenlet_spawn

from ojala.storage.database import Database, Transaction

T = TypeVar("T")
Values = Mapping[str, Any]
"""Values by the names that a statement gives them."""
Processor = Callable[[Any], Any]
Question: TypeAlias = Select[*tuple[Any, ...]]

_KNOWN = "ojala_connection"
_PREPARED = "ojala_prepared"
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


class Interrupted(Exception):
    """A statement had no answer; whether it was carried out is not known."""


class Statements:
    """Statements put to a driver that is asynchronous itself, each a transaction of its own."""

    def __init__(self, driver: Any, dialect: Dialect, prepared: "dict[str, _Prepared]") -> None:  # noqa: ANN401 - drivers are untyped
        self._driver = driver
        self._dialect = dialect
        self._prepared = prepared
        """What this connection has been told of, by its SQL."""

    async def ask(self, statement: Question, values: Values) -> list[Any]:
        """Return what answers a question, as `ask` of a transaction does."""
        known = _compiled(statement, self._dialect, ())
        bound = known.bound(values)
        try:
            ready = self._prepared.get(known.sql) or await self._prepare(known.sql)
            found = await ready.fetch(*bound)
        except Exception as error:
            raise Interrupted(repr(error)) from error
        unpacked = _unpacking(statement, self._dialect, ready.kinds)
        return [unpacked(row) for row in found]

    async def _prepare(self, sql: str) -> "_Prepared":
        made = await self._driver.prepare(sql)
        kinds = tuple([column.type.oid for column in made.get_attributes()])
        self._prepared[sql] = ready = _Prepared(made.fetch, kinds)
        return ready


class _Prepared(NamedTuple):
    """A statement that a server has been told of, and the kinds of its columns."""

    fetch: Callable[..., Awaitable[list[Any]]]
    kinds: tuple[Any, ...]


def takes_statements(database: Database) -> bool:
    """Whether statements may go to the driver: a server's, and nobody listens to them."""
    return not database.is_embedded and not _is_heard(database.engine.sync_engine)


@asynccontextmanager
async def statements(database: Database) -> AsyncIterator[Statements]:
    """Statements on one of the pool's connections, in its turn; raises `Interrupted` without one.

    A connection that was interrupted is not used again.
    """
    async with AsyncExitStack() as stack:
        try:
            lent = await stack.enter_async_context(database.lent())
        except Exception as error:
            raise Interrupted(repr(error)) from error
        prepared = lent.info.setdefault(_PREPARED, {})
        try:
            yield Statements(lent.driver_connection, database.engine.dialect, prepared)
        except (Interrupted, CancelledError):
            await greenlet_spawn(lent.invalidate)
            raise


def _ask(session: Session, statement: Question, values: Values) -> list[Any]:
    connection = _connection(session)
    if _is_heard(connection.engine):
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
    if _is_heard(connection.engine):
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


def _is_heard(engine: Engine) -> bool:
    return bool(engine.dispatch.before_cursor_execute)


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
        process = _processor(one.type, compiled.dialect)
        if not one.required:
            fixed[name] = process(one.effective_value) if process else one.effective_value
        elif process:
            processors[name] = process
    return _Bound(str(compiled), tuple(compiled.positiontup), fixed, processors)


def _processor(kind: TypeEngine[Any], dialect: Dialect) -> Processor | None:
    """What makes a parameter of a value; an array goes through as it is where its elements do."""
    made = _impl(kind, dialect)
    if isinstance(made, ARRAY) and _impl(made.item_type, dialect).bind_processor(dialect) is None:
        return None
    return made.bind_processor(dialect)


def _impl(kind: TypeEngine[Any], dialect: Dialect) -> TypeEngine[Any]:
    return kind.dialect_impl(dialect)
