"""The daily job that forgets what the tutor told and what it cost long ago."""

from datetime import timedelta

from ojala.jobs.job import Job
from ojala.tutor import queries

PRUNE = "tutor.prune"
ANSWERS_KEPT = timedelta(days=30)
CALLS_KEPT = timedelta(days=400)
"""More than a year, so that one can be held against the other."""


async def prune(job: Job) -> None:
    """Forget answers after a month, and the account of calls after a good year."""
    async with job.database.transaction() as tx:
        await queries.prune(tx, answers=job.now - ANSWERS_KEPT, calls=job.now - CALLS_KEPT)
