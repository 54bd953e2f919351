"""What a job is to those who do it: a name, its arguments, and the database."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from ojala.storage.database import Database

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

DELAYS = (
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)
"""How long a job that failed waits for its next attempt; after the last one it is given up."""


class GaveUp(Exception):
    """No further attempt would help: raised by a handler instead of any other error."""


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work, handed to its handler; it may come again, so handlers are idempotent."""

    id: UUID
    name: str
    arguments: Mapping[str, Any]
    attempt: int
    """Counts from 1."""
    now: datetime
    database: Database


Handler = Callable[[Job], Awaitable[None]]
"""Does one kind of job, in transactions of its own; what it raises brings the job back."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """A job that is asked for once in each period, whatever the number of processes."""

    name: str
    every: timedelta
    at: timedelta = timedelta()
    """How far into the period, in UTC."""

    def slot(self, now: datetime) -> datetime:
        """The latest moment, up to now, at which the job was due."""
        return now - (now - EPOCH - self.at) % self.every
