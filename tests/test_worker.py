import asyncio
import contextlib
import os
import signal
import sys
from asyncio.subprocess import PIPE

from ojala.config import Settings
from ojala.jobs.job import EPOCH
from ojala.storage.database import Database
from ojala.storage.jobs import enqueue_once
from ojala.storage.tables import JobRow
from ojala.worker import SCHEDULES, handlers


def test_somebody_does_every_scheduled_job() -> None:
    assert {schedule.name for schedule in SCHEDULES} <= set(handlers(Settings()))


async def test_a_fit_and_a_recount_find_loaded_what_they_need() -> None:
    script = """
import sys
from ojala import worker
worker.load()
before = set(sys.modules)
from ojala.content.course import course
from ojala.learning.memory import DEFAULT_PARAMETERS
from ojala.progress.jobs import fitted
assert course.cache_info().currsize == 1, "the course is not read"
assert fitted([], DEFAULT_PARAMETERS) == ()
assert set(sys.modules) == before, set(sys.modules) - before
"""
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", script)
    assert await process.wait() == 0


async def test_the_worker_process_does_jobs_and_ends_when_asked(
    database: Database, database_url: str
) -> None:
    async with database.transaction() as tx:
        asked = await enqueue_once(tx, "jobs.prune", "test", {}, now=EPOCH)
    environment = {**os.environ, "OJALA_DATABASE_URL": database_url}
    command = [sys.executable, "-c", "from ojala.cli import main; main()", "work"]
    process = await asyncio.create_subprocess_exec(*command, env=environment, stderr=PIPE)
    assert process.stderr is not None
    try:
        async with asyncio.timeout(60):
            while b"job done" not in await process.stderr.readline():
                assert process.returncode is None
        process.send_signal(signal.SIGTERM)
        assert await process.wait() == 0
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
    async with database.transaction(read_only=True) as tx:
        assert (await tx.get_one(JobRow, asked)).finished_at is not None
