"""The jobs of progress: fitting a learner's memory parameters, on demand and every night.

Fitting needs NumPy, the extra `fit`; without it nothing is fitted and the defaults serve.
"""

import asyncio
from dataclasses import replace
from importlib.util import find_spec
from uuid import UUID

from ojala.jobs.job import Job
from ojala.learning.memory import DEFAULT_PARAMETERS, Parameters
from ojala.learning.scheduling import Review
from ojala.progress import queries
from ojala.progress.service import FIT
from ojala.storage import memories
from ojala.storage.jobs import enqueue_once
from ojala.storage.learners import change_preferences, find

FIT_ALL = "progress.fit-all"


def load() -> None:
    """Import what a fit needs, where it is installed."""
    if find_spec("numpy") is not None:
        fitted([], DEFAULT_PARAMETERS)


async def fit_all(job: Job) -> None:
    """Ask for the fit of everybody who has practised since the last night."""
    async with job.database.transaction() as tx:
        for learner_id in await queries.practised_since(tx, job.now.date()):
            key = f"{learner_id} {job.now.date()}"
            await enqueue_once(tx, FIT, key, {"learner": str(learner_id)}, now=job.now)


async def fit(job: Job) -> None:
    """Fit one learner's parameters to their log; a fit that is rejected leaves the defaults.

    The arithmetic is done in a thread and in no transaction, so that nobody waits for it.
    """
    async with job.database.transaction(read_only=True) as tx:
        learner = await find(tx, UUID(job.arguments["learner"]))
        log = await memories.reviews(tx, learner) if learner else []
    if learner is None or find_spec("numpy") is None:
        return
    start = learner.preferences.parameters or DEFAULT_PARAMETERS
    parameters = await asyncio.to_thread(fitted, log, start)
    if parameters != learner.preferences.parameters:
        async with job.database.transaction() as tx:
            await change_preferences(
                tx, learner, lambda chosen: replace(chosen, parameters=parameters), job.now
            )


def fitted(log: list[Review], start: Parameters) -> Parameters:
    """Return a learner's own parameters; none where a fit is rejected or there is too little."""
    # Imported here: without the extra, the application runs all the same.
    from ojala.progress.fitting import fit as find_best  # noqa: PLC0415
    from ojala.progress.histories import log as history  # noqa: PLC0415

    found = find_best(history((one.item, one.rating, one.at) for one in log), start)
    return found.parameters if found.accepted else ()
