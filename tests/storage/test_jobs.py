from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from ojala.storage.database import Database
from ojala.storage.jobs import enqueue
from ojala.storage.tables import JobRow

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def jobs(database: Database) -> list[JobRow]:
    async with database.transaction(read_only=True) as tx:
        return list(await tx.scalars(select(JobRow)))


async def test_a_job_is_asked_for_with_the_transaction(database: Database) -> None:
    async with database.transaction() as tx:
        made = await enqueue(tx, "greet", {"to": "Ana", "times": 2}, now=NOW)

    (job,) = await jobs(database)
    assert (job.id, job.name, job.arguments) == (made, "greet", {"to": "Ana", "times": 2})
    assert (job.created_at, job.run_after, job.attempts) == (NOW, NOW, 0)
    assert job.finished_at is None


async def test_a_job_can_wait_for_its_time(database: Database) -> None:
    async with database.transaction() as tx:
        await enqueue(tx, "greet", {}, now=NOW, run_after=NOW + timedelta(days=1))

    assert (await jobs(database))[0].run_after == NOW + timedelta(days=1)


async def test_a_transaction_that_raises_asks_for_nothing(database: Database) -> None:
    async def interrupted() -> None:
        async with database.transaction() as tx:
            await enqueue(tx, "greet", {}, now=NOW)
            raise LookupError

    with pytest.raises(LookupError):
        await interrupted()
    assert await jobs(database) == []
