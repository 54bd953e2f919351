"""Upkeep: the job that keeps small what is kept for a while only."""

from datetime import timedelta

from ojala.jobs.job import Job
from ojala.storage import jobs as outbox
from ojala.storage import replies

PRUNE = "jobs.prune"
KEPT = timedelta(days=30)
"""How long a job that is done stays to be seen."""
REPLIES_KEPT = timedelta(days=1)
"""How long an idempotency key is remembered."""


async def prune(job: Job) -> None:
    """Forget the jobs that were done long ago, and the answers under old idempotency keys."""
    async with job.database.transaction() as tx:
        await outbox.prune(tx, job.now - KEPT)
        await replies.prune(tx, job.now - REPLIES_KEPT)
