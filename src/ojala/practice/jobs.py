"""The jobs of practice: a learner's answers judged anew, and their figures made again."""

from uuid import UUID

from ojala.content.course import course
from ojala.jobs.job import Job
from ojala.practice.remarking import remark_answers
from ojala.practice.service import replay_figures
from ojala.storage import figures, rebuilding
from ojala.storage.learners import find, lock

REMARK = "practice.remark"
"""Of one `learner`, by id."""


async def remark(job: Job) -> None:
    """Judge the answers of a learner, who may have left, by the rules of today."""
    async with job.database.transaction() as tx:
        learner = await find(tx, UUID(job.arguments["learner"]))
        if learner is not None:
            await remark_answers(tx, learner=learner, now=job.now, write=True)
            await replay_figures(tx, learner=learner, course=course(), write=True)


class OvertakenError(Exception):
    """Somebody has answered while their figures were made again: the job comes back."""


async def recount(job: Job) -> None:
    """Make the figures of a learner again from the log, which is read while nobody waits."""
    known = course()
    async with job.database.transaction(read_only=True) as tx:
        learner = await find(tx, UUID(job.arguments["learner"]))
        if learner is None:
            return
        before = await figures.told(tx, learner)
        made = await rebuilding.made_from_log(tx, learner, known.category, known.categories)
    async with job.database.transaction() as tx:
        await lock(tx, learner)
        if await figures.told(tx, learner) != before:
            raise OvertakenError
        await rebuilding.store(tx, learner, *made)
