"""The jobs of practice: a learner's answers judged anew."""

from uuid import UUID

from ojala.content.course import course
from ojala.jobs.job import Job
from ojala.practice.remarking import remark_answers
from ojala.practice.service import replay_figures
from ojala.storage.learners import find

REMARK = "practice.remark"
"""Of one `learner`, by id."""


async def remark(job: Job) -> None:
    """Judge the answers of a learner, who may have left, by the rules of today."""
    async with job.database.transaction() as tx:
        learner = await find(tx, UUID(job.arguments["learner"]))
        if learner is not None:
            await remark_answers(tx, learner=learner, now=job.now, write=True)
            await replay_figures(tx, learner=learner, course=course(), write=True)
