from datetime import UTC, datetime, timedelta

from ojala.storage import jobs
from ojala.storage.backlog import backlog
from ojala.storage.database import Database

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


async def test_an_empty_database_has_nothing_to_do(database: Database) -> None:
    async with database.transaction(read_only=True) as tx:
        found = await backlog(tx, NOW)

    assert (found.jobs_waiting, found.oldest, found.jobs_failed, found.due) == (0, 0, 0, 0)


async def test_jobs_wait_from_the_moment_in_which_they_are_due(database: Database) -> None:
    async with database.transaction() as tx:
        for minutes in (-10, -3, 5):
            moment = NOW + timedelta(minutes=minutes)
            await jobs.enqueue(tx, "test", {}, now=NOW, run_after=moment)
        given_up = await jobs.enqueue(tx, "test", {}, now=NOW, run_after=NOW - timedelta(hours=1))
        await jobs.finish(tx, given_up, now=NOW - timedelta(minutes=30), error="no")
        found = await backlog(tx, NOW)

    assert found.jobs_waiting == 2
    assert found.oldest == 600
    assert found.jobs_failed == 1
