from datetime import UTC, datetime, timedelta

from ojala.jobs.job import Job
from ojala.jobs.upkeep import KEPT, PRUNE, prune
from ojala.storage.database import Database
from ojala.storage.ids import new_id
from ojala.storage.jobs import backlog, enqueue, finish
from ojala.storage.tables import JobRow

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


async def test_what_was_done_long_ago_is_forgotten_and_nothing_else(database: Database) -> None:
    async with database.transaction() as tx:
        old = await enqueue(tx, "old", {}, now=NOON)
        young = await enqueue(tx, "young", {}, now=NOON)
        await enqueue(tx, "waiting", {}, now=NOON)
        await finish(tx, old, now=NOON - KEPT - timedelta(seconds=1))
        await finish(tx, young, now=NOON - KEPT)

    await prune(Job(new_id(NOON), PRUNE, {}, 1, NOON, database))

    async with database.transaction(read_only=True) as tx:
        assert await tx.get(JobRow, old) is None
        assert await tx.get(JobRow, young) is not None
        assert await backlog(tx) == 1
