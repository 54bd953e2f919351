"""The runner: hands jobs from the outbox to taskiq, does them, and brings back what failed."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import structlog
from redis.exceptions import RedisError
from sqlalchemy.exc import SQLAlchemyError
from taskiq import AsyncBroker, AsyncTaskiqDecoratedTask, InMemoryBroker
from taskiq.exceptions import SendTaskError
from taskiq.receiver import Receiver

from ojala.jobs.job import DELAYS, GaveUp, Handler, Job, Schedule
from ojala.storage import jobs as outbox
from ojala.storage.database import Database

LEASE = timedelta(minutes=15)
LIMIT = timedelta(minutes=12)
"""How long one attempt may take: less than its lease, so that two never overlap."""
MOST = 16
"""How many jobs one process does at a time."""
PATIENCE = timedelta(seconds=20)
"""How long jobs under way may take to finish when the process is told to stop."""
TASK = "ojala.job"
_AWAY = (RedisError, OSError, SendTaskError, ExceptionGroup)
"""What it looks like when Redis is away; the group is the receiver's."""


@dataclass(slots=True)
class Runner:
    """Does the jobs of one process: `handlers` by name, `schedules` in their periods."""

    database: Database
    broker: AsyncBroker
    handlers: Mapping[str, Handler]
    schedules: Sequence[Schedule]
    clock: Callable[[], datetime]
    pause: float = 1.0
    """How many seconds the outbox is left alone between two looks."""
    _asked: dict[str, datetime] = field(default_factory=dict)
    _busy: int = 0
    _task: AsyncTaskiqDecoratedTask[[str, int], Coroutine[Any, Any, None]] = field(init=False)

    def __post_init__(self) -> None:
        """Let the broker know whom to call: a function, for it renames what it is given."""

        async def perform(job_id: str, attempts: int) -> None:
            await self._perform(UUID(job_id), attempts)

        self._task = self.broker.register_task(perform, task_name=TASK)

    async def run(self, stop: asyncio.Event) -> None:
        """Work until told to stop; then finish what is under way."""
        await self._reach(self.broker.startup)
        listening = None
        if not isinstance(self.broker, InMemoryBroker):
            listening = asyncio.create_task(self._listen(stop))
        while not stop.is_set():
            await self._look()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self.pause)
        await self._settle(listening)

    async def turn(self) -> int:
        """Ask for what is scheduled and hand out what is due, once; how many were handed out."""
        now = self.clock()
        await self._ask(now)
        async with self.database.transaction(read_only=True) as tx:
            due = self._busy < MOST and await outbox.any_due(tx, now)
        if not due:
            return 0
        async with self.database.transaction() as tx:
            taken = await outbox.claim(tx, now, lease=LEASE, limit=MOST - self._busy)
        for job_id, attempts in taken:
            await self._hand_out(job_id, attempts)
        return len(taken)

    async def _look(self) -> None:
        try:
            await self.turn()
        except (SQLAlchemyError, OSError) as error:
            structlog.get_logger().error("the outbox cannot be read", error=repr(error))

    async def _ask(self, now: datetime) -> None:
        for schedule in self.schedules:
            slot = schedule.slot(now)
            if self._asked.get(schedule.name) != slot:
                async with self.database.transaction() as tx:
                    key = slot.isoformat()
                    await outbox.enqueue_once(tx, schedule.name, key, {"slot": key}, now=now)
                self._asked[schedule.name] = slot

    async def _hand_out(self, job_id: UUID, attempts: int) -> None:
        try:
            await self._task.kiq(str(job_id), attempts)
        except _AWAY as error:
            structlog.get_logger().warning("jobs stay in this process", error=repr(error))
            await self._perform(job_id, attempts)

    async def _perform(self, job_id: UUID, attempts: int) -> None:
        self._busy += 1
        try:
            async with self.database.transaction() as tx:
                row = await outbox.start(tx, job_id, attempts, now=self.clock(), lease=LEASE)
            if row is not None:
                job = Job(
                    row.id, row.name, row.arguments, row.attempts, self.clock(), self.database
                )
                await self._attempt(job)
        finally:
            self._busy -= 1

    async def _attempt(self, job: Job) -> None:
        log = structlog.get_logger("ojala.job").bind(job=job.name, id=str(job.id))
        try:
            await asyncio.wait_for(self._handler(job)(job), LIMIT.total_seconds())
        except GaveUp as error:
            log.warning("job given up", attempt=job.attempt, error=str(error))
            await self._finish(job, str(error))
        except Exception as error:  # noqa: BLE001 - whatever a handler raises brings the job back
            log.warning("job failed", attempt=job.attempt, error=repr(error))
            await self._retry(job, repr(error))
        else:
            log.info("job done", attempt=job.attempt)
            await self._finish(job, None)

    def _handler(self, job: Job) -> Handler:
        handler = self.handlers.get(job.name)
        if handler is None:
            raise GaveUp("nobody here does this kind of job")
        return handler

    async def _finish(self, job: Job, error: str | None) -> None:
        async with self.database.transaction() as tx:
            await outbox.finish(tx, job.id, now=self.clock(), error=error)

    async def _retry(self, job: Job, error: str) -> None:
        if job.attempt > len(DELAYS):
            await self._finish(job, error)
            return
        async with self.database.transaction() as tx:
            run_after = self.clock() + DELAYS[job.attempt - 1]
            await outbox.retry(tx, job.id, run_after=run_after, error=error)

    async def _listen(self, stop: asyncio.Event) -> None:
        """Take words from the stream, also after Redis was away for a while."""
        while not stop.is_set():
            await self._reach(self.broker.startup)
            receiver = Receiver(self.broker, max_async_tasks=MOST, run_startup=False)
            await self._reach(partial(receiver.listen, stop))
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), self.pause)

    async def _reach(self, ask: Callable[[], Awaitable[None]]) -> None:
        try:
            await ask()
        except _AWAY as error:
            structlog.get_logger().warning("the stream of jobs is away", error=repr(error))

    async def _settle(self, listening: asyncio.Task[None] | None) -> None:
        """Let what is under way finish; what does not is due again when its lease ends."""
        under_way = [listening] if listening else []
        if isinstance(self.broker, InMemoryBroker):
            under_way.append(asyncio.create_task(self.broker.wait_all()))
        _, late = await asyncio.wait(under_way, timeout=PATIENCE.total_seconds())
        for task in late:
            task.cancel()
        await self._reach(self.broker.shutdown)
