import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from ojala.storage import database as module
from ojala.storage.database import Database, is_away
from ojala.storage.ids import new_id
from ojala.storage.tables import LearnerRow
from tests.conftest import service

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


def learner(moment: datetime = NOW) -> LearnerRow:
    return LearnerRow(id=new_id(NOW), created_at=moment, preferences={"theme": "dark"})


async def count(database: Database) -> int:
    async with database.transaction(read_only=True) as tx:
        return await tx.scalar(select(func.count()).select_from(LearnerRow)) or 0


async def test_a_transaction_that_ends_is_kept(database: Database) -> None:
    async with database.transaction() as tx:
        tx.add(learner())

    assert await count(database) == 1


async def test_a_transaction_that_raises_leaves_nothing(database: Database) -> None:
    async def interrupted() -> None:
        async with database.transaction() as tx:
            tx.add(learner())
            await tx.flush()
            raise LookupError

    with pytest.raises(LookupError):
        await interrupted()

    assert await count(database) == 0


async def test_a_savepoint_rolls_back_alone(database: Database) -> None:
    async with database.transaction() as tx:
        tx.add(learner())
        await tx.flush()
        nested = await tx.begin_nested()
        tx.add(learner())
        await tx.flush()
        await nested.rollback()

    assert await count(database) == 1


async def test_writers_at_once_all_have_their_turn(database: Database) -> None:
    async def write() -> None:
        async with database.transaction() as tx:
            await tx.scalar(select(func.count()).select_from(LearnerRow))
            tx.add(learner())

    await asyncio.gather(*(write() for _ in range(25)))

    assert await count(database) == 25


async def test_a_read_only_transaction_refuses_to_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.transaction(read_only=True) as tx:
            tx.add(learner())

    assert await count(database) == 0


async def test_a_connection_that_read_can_write_again(database: Database) -> None:
    for read_only in (True, False) * 12:
        async with database.transaction(read_only=read_only) as tx:
            tx.add_all([] if read_only else [learner()])

    assert await count(database) == 12


async def test_moments_come_back_aware_and_in_utc(database: Database) -> None:
    row = learner()
    async with database.transaction() as tx:
        tx.add(row)
    async with database.transaction(read_only=True) as tx:
        found = await tx.get(LearnerRow, row.id)

    assert found is not None
    assert found.created_at == NOW
    assert found.created_at.tzinfo is UTC
    assert found.preferences == {"theme": "dark"}


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    with pytest.raises(StatementError, match="time zone"):
        async with database.transaction() as tx:
            tx.add(learner(datetime(2026, 11, 23)))  # noqa: DTZ001 - the very mistake


async def test_asking_an_absent_server_raises() -> None:
    database = Database("postgresql+asyncpg://nobody@127.0.0.1:1/none")
    with pytest.raises(OSError, match=r"refused|Connect"):
        await database.ask()
    await database.close()


async def test_a_statement_that_takes_too_long_is_given_up_as_if_the_database_were_away() -> None:
    database = Database(f"{service('POSTGRES')}/postgres", statement_timeout=0.05)
    with pytest.raises(DBAPIError) as caught:
        async with database.transaction(read_only=True) as tx:
            await tx.execute(text("SELECT pg_sleep(60)"))
    await database.close()

    assert is_away(caught.value)


async def test_a_connection_that_ended_while_it_rested_is_replaced(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.is_embedded:
        return
    async with database.transaction() as tx:
        first = await tx.scalar(text("SELECT pg_backend_pid()"))
    async with database.transaction() as tx:
        assert await tx.scalar(text("SELECT pg_backend_pid()")) == first

    other = Database(database.engine.url.render_as_string(hide_password=False))
    async with other.transaction() as tx:
        await tx.execute(text(f"SELECT pg_terminate_backend({first})"))
    await other.close()
    monkeypatch.setattr(module, "REST", 0.0)
    async with database.transaction() as tx:
        assert await tx.scalar(text("SELECT pg_backend_pid()")) != first
