"""How much work lies in the database: jobs that are due, and cards."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func, select

from ojala.storage.database import Transaction
from ojala.storage.tables import CardRow, JobRow

MOST_COUNTED = 100_000
"""Cards are counted no further: enough to see a trend, and never a scan of millions."""
RECENT = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What waits to be done at a moment."""

    jobs_waiting: int
    oldest: float
    """For how many seconds the oldest of them has been due."""
    jobs_failed: int
    due: int


async def backlog(tx: Transaction, now: datetime) -> Backlog:
    """Count what waits."""
    waiting = JobRow.finished_at.is_(None) & (JobRow.run_after <= now)
    count = await tx.scalar(select(func.count()).where(waiting))
    since = await tx.scalar(
        select(JobRow.run_after).where(waiting).order_by(JobRow.run_after).limit(1)
    )
    failed = await tx.scalar(
        select(func.count()).where(JobRow.error.is_not(None), JobRow.finished_at >= now - RECENT)
    )
    due = select(CardRow.item).where(CardRow.due <= now).limit(MOST_COUNTED).subquery()
    cards = await tx.scalar(select(func.count()).select_from(due))
    oldest = (now - since).total_seconds() if since is not None else 0.0
    return Backlog(count or 0, oldest, failed or 0, cards or 0)
