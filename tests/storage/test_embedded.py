import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import aiosqlite
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ojala.storage.database import Database
from ojala.storage.embedded import FIRST_ROWS, Connection, connect

SOME = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n"


@pytest.fixture
async def connection() -> AsyncIterator[Connection]:
    made = connect(":memory:", isolation_level=None)
    await made
    yield made
    await made.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    count=st.integers(1, 3 * FIRST_ROWS), sizes=st.lists(st.integers(1, 2 * FIRST_ROWS), max_size=4)
)
async def test_rows_come_as_the_plain_driver_gives_them(
    connection: Connection, count: int, sizes: list[int]
) -> None:
    with closing(sqlite3.connect(":memory:")) as plain:
        expected, cursor = plain.execute(SOME, (count,)), connection.cursor()
        await cursor.execute(SOME, (count,))
        assert cursor.description == expected.description
        for size in sizes:
            assert await cursor.fetchmany(size) == expected.fetchmany(size)
        assert await cursor.fetchone() == expected.fetchone()
        assert await cursor.fetchall() == expected.fetchall()
        assert await cursor.fetchone() is None


async def test_what_was_written_is_counted(connection: Connection) -> None:
    cursor = connection.cursor()
    await cursor.execute("CREATE TABLE verbs (id INTEGER PRIMARY KEY, lemma TEXT)")
    assert cursor.description is None
    await cursor.execute("INSERT INTO verbs (lemma) VALUES (?)", ("ser",))
    assert (cursor.rowcount, cursor.lastrowid) == (1, 1)
    await cursor.executemany("INSERT INTO verbs (lemma) VALUES (?)", [("ir",), ("dar",)])
    assert cursor.rowcount == 2
    await cursor.execute("UPDATE verbs SET lemma = upper(lemma) RETURNING lemma")
    assert await cursor.fetchall() == [("SER",), ("IR",), ("DAR",)]


async def test_a_result_let_go_of_holds_nothing(connection: Connection) -> None:
    cursor, other = connection.cursor(), connection.cursor()
    await cursor.execute("CREATE TABLE numbers AS " + SOME.replace("?", str(2 * FIRST_ROWS)))
    await cursor.execute("SELECT i FROM numbers")
    assert await cursor.fetchone() == (1,)

    await cursor.close()

    await other.execute("DROP TABLE numbers")  # SQLite refuses while somebody reads it

    with pytest.raises(sqlite3.OperationalError, match="no such table"):
        await other.execute("SELECT i FROM numbers")


async def test_a_statement_takes_one_visit(
    database_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visits: list[object] = []
    visit: Callable[..., Awaitable[object]] = vars(aiosqlite.Connection)["_execute"]

    async def counted(self: Connection, work: object, *given: object) -> object:
        visits.append(work)
        return await visit(self, work, *given)

    database = Database(f"sqlite+aiosqlite:///{database_path}")
    await database.ask()
    monkeypatch.setattr("aiosqlite.Connection._execute", counted)
    await database.ask()
    monkeypatch.undo()
    await database.close()

    assert len(visits) == 3  # begin, select, commit


@pytest.fixture
def database_path(tmp_path: Path) -> Path:
    return tmp_path / "embedded.db"
