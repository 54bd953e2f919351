"""The outbox: work to be done after a transaction, and only if it is committed."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, func, select, update

from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
from ojala.storage.tables import JobRow

_ONCE = UUID("6f6a616c-c3a1-5000-8000-6a6f62736f6e")
_LONGEST_ERROR = 1000


async def enqueue(
    tx: Transaction,
    name: str,
    arguments: Mapping[str, Any],
    *,
    now: datetime,
    run_after: datetime | None = None,
) -> UUID:
    """Ask for a job by its name, at once or after a moment; its id."""
    return await _add(tx, new_id(now), name, arguments, now, run_after or now)


async def enqueue_once(
    tx: Transaction, name: str, key: str, arguments: Mapping[str, Any], *, now: datetime
) -> UUID | None:
    """Ask for a job unless it was asked for under this key before; then None."""
    job_id = uuid5(_ONCE, f"{name} {key}")
    if await tx.get(JobRow, job_id) is not None:
        return None
    return await _add(tx, job_id, name, arguments, now, now)


async def _add(
    tx: Transaction,
    job_id: UUID,
    name: str,
    arguments: Mapping[str, Any],
    now: datetime,
    run_after: datetime,
) -> UUID:
    tx.add(
        JobRow(
            id=job_id,
            name=name,
            arguments=dict(arguments),
            created_at=now,
            run_after=run_after,
            attempts=0,
            finished_at=None,
            error=None,
        )
    )
    await tx.flush()
    return job_id


async def any_due(tx: Transaction, now: datetime) -> bool:
    """Whether a job waits to be handed out."""
    due = select(JobRow.id).where(JobRow.finished_at.is_(None), JobRow.run_after <= now)
    return await tx.scalar(due.limit(1)) is not None


async def claim(
    tx: Transaction, now: datetime, *, lease: timedelta, limit: int
) -> list[tuple[UUID, int]]:
    """Take jobs that are due, each with the attempts it has had; nobody else gets them meanwhile.

    Should whoever takes them vanish, they are due again when the lease ends.
    """
    due = (
        select(JobRow.id)
        .where(JobRow.finished_at.is_(None), JobRow.run_after <= now)
        .order_by(JobRow.run_after)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    taken = await tx.execute(
        update(JobRow)
        .where(JobRow.id.in_(due.scalar_subquery()))
        .values(run_after=now + lease)
        .returning(JobRow.id, JobRow.attempts)
        .execution_options(synchronize_session=False)
    )
    return [(job_id, attempts) for job_id, attempts in taken]


async def start(
    tx: Transaction, job_id: UUID, attempts: int, *, now: datetime, lease: timedelta
) -> JobRow | None:
    """Begin one more attempt; None where it is done, or where somebody else began it."""
    started: JobRow | None = await tx.scalar(
        update(JobRow)
        .where(JobRow.id == job_id, JobRow.finished_at.is_(None), JobRow.attempts == attempts)
        .values(attempts=attempts + 1, run_after=now + lease)
        .returning(JobRow)
    )
    return started


async def finish(tx: Transaction, job_id: UUID, *, now: datetime, error: str | None = None) -> None:
    """Note that a job is done, and forget what it was told; or given up, with an error."""
    told: dict[str, object] = {} if error else {"arguments": {}}
    note = error[:_LONGEST_ERROR] if error else None
    await tx.execute(
        update(JobRow).where(JobRow.id == job_id).values(finished_at=now, error=note, **told)
    )


async def retry(tx: Transaction, job_id: UUID, *, run_after: datetime, error: str) -> None:
    """Note that an attempt failed and when the next one is due."""
    await tx.execute(
        update(JobRow)
        .where(JobRow.id == job_id)
        .values(run_after=run_after, error=error[:_LONGEST_ERROR])
    )


async def prune(tx: Transaction, before: datetime) -> int:
    """Forget the jobs that were done before a moment; the number of them."""
    gone = await tx.execute(delete(JobRow).where(JobRow.finished_at < before).returning(JobRow.id))
    return len(gone.all())


async def backlog(tx: Transaction) -> int:
    """How many jobs are not done."""
    return (
        await tx.scalar(
            select(func.count()).select_from(JobRow).where(JobRow.finished_at.is_(None))
        )
        or 0
    )
