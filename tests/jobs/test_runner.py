import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from redis.asyncio import Redis
from taskiq import InMemoryBroker

from ojala.jobs.broker import STREAM, broker
from ojala.jobs.job import DELAYS, GaveUp, Job, Schedule
from ojala.jobs.runner import LEASE, MOST, Runner
from ojala.storage.database import Database
from ojala.storage.jobs import claim, enqueue
from ojala.storage.tables import JobRow

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@dataclass
class Bench:
    """A runner whose clock is set by hand and whose jobs are noted."""

    database: Database
    now: datetime = NOON
    done: list[Job] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)
    awaited: int = 0
    enough: asyncio.Event = field(default_factory=asyncio.Event)

    async def note(self, job: Job) -> None:
        self.done.append(job)
        if len(self.done) == self.awaited:
            self.enough.set()
        if self.failures:
            raise self.failures.pop(0)

    def runner(self, *schedules: Schedule, redis: str = "") -> Runner:
        return Runner(
            self.database, broker(redis), {"note": self.note}, schedules, lambda: self.now, 0.01
        )

    async def turn(self, runner: Runner) -> int:
        """One turn, and the end of what it began."""
        count = await runner.turn()
        assert isinstance(runner.broker, InMemoryBroker)
        await runner.broker.wait_all()
        return count

    async def ask(self, name: str = "note", **arguments: object) -> UUID:
        async with self.database.transaction() as tx:
            return await enqueue(tx, name, arguments, now=self.now)

    async def row(self, job_id: UUID) -> JobRow:
        async with self.database.transaction(read_only=True) as tx:
            return await tx.get_one(JobRow, job_id)


@pytest.fixture
async def bench(database: Database) -> Bench:
    return Bench(database)


async def test_a_job_is_done_once_and_noted_as_done(bench: Bench) -> None:
    asked, runner = await bench.ask(word="ojalá"), bench.runner()

    assert await bench.turn(runner) == 1
    assert await bench.turn(runner) == 0
    assert [(job.id, dict(job.arguments)) for job in bench.done] == [(asked, {"word": "ojalá"})]
    assert (await bench.row(asked)).finished_at == NOON


async def test_a_job_that_fails_comes_back_later_each_time_until_it_is_given_up(
    bench: Bench,
) -> None:
    asked, runner = await bench.ask(), bench.runner()
    bench.failures = [ValueError("no luck") for _ in range(len(DELAYS) + 1)]
    for delay in DELAYS:
        assert await bench.turn(runner) == 1
        row = await bench.row(asked)
        assert (row.run_after, row.finished_at) == (bench.now + delay, None)
        bench.now += delay - timedelta(seconds=1)
        assert await bench.turn(runner) == 0
        bench.now += timedelta(seconds=1)

    assert await bench.turn(runner) == 1
    row = await bench.row(asked)
    assert (row.finished_at, row.error) == (bench.now, "ValueError('no luck')")
    assert len(bench.done) == len(DELAYS) + 1


async def test_a_job_that_succeeds_later_keeps_no_error(bench: Bench) -> None:
    asked, runner = await bench.ask(), bench.runner()
    bench.failures = [ValueError("once")]
    await bench.turn(runner)
    assert (await bench.row(asked)).error == "ValueError('once')"

    bench.now += DELAYS[0]
    await bench.turn(runner)
    row = await bench.row(asked)
    assert (row.finished_at, row.error, row.attempts) == (bench.now, None, 2)


async def test_a_job_that_cannot_succeed_is_given_up_at_once(bench: Bench) -> None:
    asked = await bench.ask()
    bench.failures = [GaveUp("refused for good")]
    await bench.turn(bench.runner())

    row = await bench.row(asked)
    assert (row.finished_at, row.error) == (NOON, "refused for good")


async def test_a_job_that_nobody_knows_is_given_up(bench: Bench) -> None:
    asked = await bench.ask("riddle")
    await bench.turn(bench.runner())

    assert (await bench.row(asked)).error == "nobody here does this kind of job"


async def test_a_job_taken_by_a_process_that_vanished_is_due_again_when_its_lease_ends(
    bench: Bench,
) -> None:
    await bench.ask()
    async with bench.database.transaction() as tx:
        assert len(await claim(tx, NOON, lease=LEASE, limit=9)) == 1
    runner = bench.runner()
    assert await bench.turn(runner) == 0

    bench.now += LEASE
    assert await bench.turn(runner) == 1
    assert len(bench.done) == 1


async def test_two_runners_never_do_the_same_job(bench: Bench) -> None:
    for _ in range(3 * MOST):
        await bench.ask()
    runners = bench.runner(), bench.runner()
    for _ in range(4):
        await asyncio.gather(*(bench.turn(runner) for runner in runners))

    assert len(bench.done) == 3 * MOST
    assert len({job.id for job in bench.done}) == 3 * MOST


async def test_no_more_is_taken_than_can_be_done_at_a_time(bench: Bench) -> None:
    for _ in range(MOST + 1):
        await bench.ask()
    assert await bench.turn(bench.runner()) == MOST


async def test_a_schedule_asks_once_in_each_period_whatever_the_number_of_runners(
    bench: Bench,
) -> None:
    hourly = Schedule("note", timedelta(hours=1), timedelta(minutes=30))
    runners = bench.runner(hourly), bench.runner(hourly)
    for _ in range(4):
        for runner in runners:
            await bench.turn(runner)
        bench.now += timedelta(minutes=30)

    assert [job.arguments["slot"] for job in bench.done] == [
        "2026-11-23T11:30:00+00:00",
        "2026-11-23T12:30:00+00:00",
        "2026-11-23T13:30:00+00:00",
    ]


async def run_until_done(bench: Bench, runner: Runner, count: int) -> None:
    bench.awaited, stop = count, asyncio.Event()
    running = asyncio.create_task(runner.run(stop))
    async with asyncio.timeout(20):
        await bench.enough.wait()
    stop.set()
    await running


async def test_a_runner_works_until_it_is_told_to_stop(bench: Bench) -> None:
    asked = await bench.ask()
    await run_until_done(bench, bench.runner(), 1)

    assert (await bench.row(asked)).finished_at is not None


@pytest.fixture
async def redis() -> AsyncIterator[str]:
    """The address of a Redis without words of jobs."""
    address = os.environ["OJALA_TEST_REDIS"]
    async with Redis.from_url(address) as client:
        await client.delete(STREAM)
    yield address
    async with Redis.from_url(address) as client:
        await client.delete(STREAM)


async def test_word_of_a_job_travels_through_redis(bench: Bench, redis: str) -> None:
    asked = [await bench.ask() for _ in range(5)]
    await run_until_done(bench, bench.runner(redis=redis), 5)

    assert sorted(job.id for job in bench.done) == sorted(asked)
    async with Redis.from_url(redis) as client:
        assert await client.xlen(STREAM) == 5


async def test_with_redis_away_jobs_are_done_all_the_same(bench: Bench) -> None:
    asked = await bench.ask()
    await run_until_done(bench, bench.runner(redis="redis://127.0.0.1:1"), 1)

    assert (await bench.row(asked)).finished_at is not None


async def test_a_database_that_is_away_is_asked_again(bench: Bench, tmp_path: object) -> None:
    bench.database = Database(f"sqlite+aiosqlite:///{tmp_path}/without-a-schema.db")
    stop = asyncio.Event()
    running = asyncio.create_task(bench.runner().run(stop))
    await asyncio.sleep(0.1)
    assert not running.done()
    stop.set()
    await running
    await bench.database.close()
