"""The driver of the embedded database: one visit to SQLite's thread for each statement.

aiosqlite goes to the connection's thread and back for each step of a statement: cursor, execution,
rows, close. The statements of an answer take microseconds, and each such visit takes many, so
here one visit does all the steps and brings the rows along.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Self

import aiosqlite
from typing_extensions import override

Row = tuple[Any, ...]

FIRST_ROWS = 500
"""How many rows the visit that executes brings along; a longer result is fetched as it is read."""


class Statement:
    """A cursor (PEP 249, to be awaited) that has executed and fetched when it comes back."""

    def __init__(self, visit: Callable[..., Any], connection: sqlite3.Connection) -> None:
        """Take the connection and the way into its thread."""
        self._visit = visit
        self._connection = connection
        self._cursor: sqlite3.Cursor | None = None
        self._rows: list[Row] = []
        self.description: tuple[Any, ...] | None = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        """Open it; nothing is to be done for that."""
        return self

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        """Execute one statement and fetch its first rows."""
        await self._visit(self._run, sqlite3.Connection.execute, operation, parameters)

    async def executemany(self, operation: str, parameters: Iterable[Sequence[Any]]) -> None:
        """Execute one statement for each set of parameters."""
        await self._visit(self._run, sqlite3.Connection.executemany, operation, parameters)

    def _run(
        self,
        work: Callable[[sqlite3.Connection, str, Any], sqlite3.Cursor],
        operation: str,
        parameters: Any,  # noqa: ANN401 - DBAPI is untyped
    ) -> None:
        cursor = work(self._connection, operation, parameters)
        self.description = cursor.description
        self._rows = cursor.fetchmany(FIRST_ROWS) if cursor.description else []
        self.rowcount, self.lastrowid = cursor.rowcount, cursor.lastrowid
        self._cursor = cursor if len(self._rows) == FIRST_ROWS else None

    async def fetchall(self) -> list[Row]:
        """All rows that are left."""
        rows, self._rows = self._rows, []
        if self._cursor is not None:
            rows = rows + await self._visit(self._cursor.fetchall)
        return rows

    async def fetchmany(self, size: int | None = None) -> list[Row]:
        """So many rows, fewer at the end."""
        size = self.arraysize if size is None else size
        rows, self._rows = self._rows[:size], self._rows[size:]
        if self._cursor is not None and len(rows) < size:
            rows = rows + await self._visit(self._cursor.fetchmany, size - len(rows))
        return rows

    async def fetchone(self) -> Row | None:
        """The next row, or none."""
        return next(iter(await self.fetchmany(1)), None)

    async def close(self) -> None:
        """Let go of a result that was not read to its end."""
        if self._cursor is not None:
            await self._visit(self._cursor.close)
            self._cursor = None


class Connection(aiosqlite.Connection):
    """A connection whose statements take one visit to its thread."""

    @override
    def cursor(self) -> Statement:  # type: ignore[override]
        """A cursor for one statement."""
        return Statement(self._execute, self._conn)

    @override
    async def rollback(self) -> None:
        """Roll back, where anything is begun: the pool asks for it after each commit too."""
        if self.in_transaction:
            await super().rollback()


def connect(database: str, **options: Any) -> Connection:  # noqa: ANN401 - as sqlite3 takes them
    """Connect to a file when awaited; the arguments are those of `sqlite3.connect`."""
    connection = Connection(partial(sqlite3.connect, database, **options), FIRST_ROWS)
    connection._thread.daemon = True  # noqa: SLF001 - as SQLAlchemy does: no process waits for it
    return connection
