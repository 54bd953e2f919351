"""Upkeep: the jobs that keep the outbox itself small."""

from datetime import timedelta

from ojala.jobs.job import Job
from ojala.storage import jobs as outbox

PRUNE = "jobs.prune"
KEPT = timedelta(days=30)
"""How long a job that is done stays to be seen."""


async def prune(job: Job) -> None:
    """Forget the jobs that were done long ago."""
    async with job.database.transaction() as tx:
        await outbox.prune(tx, job.now - KEPT)
