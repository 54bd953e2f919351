"""The database and its transactions: the only module that commits."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, event, func, make_url, select, text, type_coerce
from sqlalchemy.exc import DBAPIError, DisconnectionError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import (
    AsyncConnection,
    AsyncEngine,
    AsyncSession,
    async_sessionmaker,
    create_async_engine,
)
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from sqlalchemy.util.concurrency import greenlet_spawn

from ojala.storage import embedded
from ojala.storage.types import UtcDateTime

Transaction = AsyncSession
"""One unit of work; whoever is handed one reads and writes, and never commits."""

_AWAY = frozenset({"08", "53", "57", "58"})
"""Classes of SQLSTATE: connection, resources, operator's intervention, the system itself."""
_READ_ONLY = "ojala_read_only"
_READING = {_READ_ONLY: True, "postgresql_readonly": True}
_RESTING = "ojala_resting_since"
REST = 1.0
"""For how many seconds a connection may rest before it is asked whether it still stands."""


def _ignore(_seconds: float) -> None:
    pass


class Database:
    """An engine, and fair queues of transactions before its pool.

    The pool lets newcomers overtake those who wait; the gates do not. SQLite has one writer at a
    time, so writers wait there at a gate of one instead of polling the file's lock.
    """

    def __init__(
        self,
        url: str,
        *,
        pool_size: int = 10,
        statement_timeout: float = 0,
        on_turn: Callable[[float], None] = _ignore,
    ) -> None:
        """Connect to `url` when asked; `on_turn` hears for how many seconds each waited.

        A server gives up a statement after `statement_timeout` seconds, where that is not 0.
        """
        self.engine = _create_engine(url, pool_size, statement_timeout)
        self._on_turn = on_turn
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False)
        self._readers = asyncio.Semaphore(pool_size)
        self._writers = asyncio.Semaphore(1) if self.is_embedded else self._readers

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a file of ours (SQLite) rather than a server."""
        return self.engine.dialect.name == "sqlite"

    @asynccontextmanager
    async def transaction(self, *, read_only: bool = False) -> AsyncIterator[Transaction]:
        """A transaction: committed when the block ends, rolled back when it raises."""
        asked = perf_counter()
        async with self._readers if read_only else self._writers, self._sessions() as tx:
            self._on_turn(perf_counter() - asked)
            if read_only:
                await tx.connection(execution_options=_READING)
            yield tx
            await tx.commit()

    @asynccontextmanager
    async def lent(self) -> AsyncIterator[PoolProxiedConnection]:
        """The driver's connection in its turn, on which no transaction is begun."""
        asked = perf_counter()
        async with self._readers:
            connection = await self.engine.raw_connection()
            self._on_turn(perf_counter() - asked)
            try:
                yield connection
            finally:
                await greenlet_spawn(connection.close)

    @asynccontextmanager
    async def session(self, connection: AsyncConnection) -> AsyncIterator[Transaction]:
        """A reader on a connection whose transaction somebody else has begun."""
        async with self._sessions(bind=connection) as tx:
            yield tx

    async def ask(self) -> None:
        """Ask the database one question; raises if it does not answer."""
        async with self.transaction(read_only=True) as tx:
            await tx.execute(text("SELECT 1"))

    async def now(self) -> datetime:
        """The time by the database's clock."""
        async with self.transaction(read_only=True) as tx:
            found = await tx.execute(select(type_coerce(func.current_timestamp(), UtcDateTime())))
            moment: datetime = found.scalar_one()
        return moment

    async def close(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def is_away(error: BaseException) -> bool:
    """Whether an error means that the database cannot serve now, rather than that we are wrong.

    It cannot be reached, is starting or stopping, has no room on its disk, or no turn to give.
    """
    if isinstance(error, DBAPIError):
        code = str(getattr(error.orig, "sqlstate", None) or "")
        refused = isinstance(error, OperationalError | InterfaceError) and not code
        return error.connection_invalidated or refused or code[:2] in _AWAY
    return isinstance(error, PoolTimeout | OSError)


def _create_engine(url: str, pool_size: int, statement_timeout: float) -> AsyncEngine:
    # What people typed is a parameter: no error message, and so no log, may quote it.
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        engine = create_async_engine(
            address,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=10,
            hide_parameters=True,
            connect_args=_limited(statement_timeout),
        )
        event.listen(engine.sync_engine, "checkin", _note_rest)
        event.listen(engine.sync_engine, "checkout", _ask_after_rest)
        return engine
    if address.database and address.database != ":memory:":
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_async_engine(
        address,
        pool_size=pool_size,
        max_overflow=0,
        connect_args={"timeout": 15, "async_creator_fn": embedded.connect},
        hide_parameters=True,
    )
    event.listen(engine.sync_engine, "connect", _prepare_sqlite)
    event.listen(engine.sync_engine, "begin", _begin_sqlite)
    return engine


def _limited(statement_timeout: float) -> dict[str, Any]:
    """What a connection asks of the server: nothing where there is no limit, as poolers prefer."""
    if not statement_timeout:
        return {}
    return {"server_settings": {"statement_timeout": str(round(statement_timeout * 1000))}}


def _note_rest(_connection: object, record: ConnectionPoolEntry) -> None:
    record.info[_RESTING] = perf_counter()


def _ask_after_rest(connection: Any, record: ConnectionPoolEntry, _fairy: object) -> None:  # noqa: ANN401 - DBAPI is untyped
    # The pool's own `pool_pre_ping` asks each time, in three round trips.
    if perf_counter() - record.info.get(_RESTING, perf_counter()) < REST:
        return
    try:
        connection.ping()
    except Exception as error:
        raise DisconnectionError from error


def _prepare_sqlite(connection: Any, _record: object) -> None:  # noqa: ANN401 - DBAPI is untyped
    # The driver begins transactions late and by itself, which breaks savepoints: we begin them.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode = WAL")
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    read_only = bool(connection.get_execution_options().get(_READ_ONLY, False))
    if connection.info.get(_READ_ONLY, False) is not read_only:
        connection.exec_driver_sql(f"PRAGMA query_only = {int(read_only)}")
        connection.info[_READ_ONLY] = read_only
    # A writer that starts as a reader cannot wait for its turn: it fails. So it asks at once.
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
