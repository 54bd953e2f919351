"""What answering costs on this Python, as a line of JSON that `pyassess` holds against gates.toml.

CPU time, not wall-clock time, and the least of several: what others do at the same time only adds.
"""

import asyncio
import json
import resource
import tempfile
import time
from collections.abc import Awaitable
from datetime import UTC, datetime
from pathlib import Path

from ojala.app import create_app
from ojala.config import Settings
from ojala.content.course import course
from ojala.diagnosis.diagnose import diagnose
from ojala.exercises.exercise import Response
from ojala.learning.learner import Learner, Preferences
from ojala.practice import answering, service
from ojala.practice.values import Issued
from ojala.storage import migrate
from ojala.storage.database import Database
from ojala.web import identity

ANSWERS, DIAGNOSES = 32, 20
Open = tuple[Learner, Issued]


async def opened(database: Database, seed: int, now: datetime) -> Open:
    """A new learner with an exercise to answer."""
    async with database.transaction() as tx:
        learner, _ = await identity.create_guest(tx, now, Preferences())
        session = await service.start_session(tx, learner=learner, course=course(), now=now)
        issued = await service.next_exercise(
            tx, learner=learner, session_id=session.id, course=course(), now=now, seed=seed
        )
    if issued is None:
        raise RuntimeError("a newcomer has nothing to practise")
    return learner, issued


async def answer(database: Database, learner: Learner, issued: Issued, now: datetime) -> None:
    """Take the right answer: diagnosis, memory, database."""
    async with database.transaction() as tx:
        await answering.submit_answer(
            tx,
            learner=learner,
            exercise_id=issued.id,
            number=1,
            response=Response(issued.exercise.answers[0].text, 4.0),
            course=course(),
            now=now,
        )


async def spent(work: Awaitable[None]) -> float:
    """CPU seconds of doing something."""
    started = time.process_time()
    await work
    return time.process_time() - started


async def practise(url: str) -> tuple[float, float]:
    """CPU time of taking an answer, in milliseconds, and of diagnosing one, in microseconds."""
    database, now = Database(url), datetime.now(UTC)
    await migrate.upgrade(database)
    taking, diagnosing = [], []
    for seed in range(ANSWERS):
        learner, issued = await opened(database, seed, now)
        taking.append(await spent(answer(database, learner, issued, now)))
        for _ in range(DIAGNOSES):
            started = time.process_time()
            diagnose(issued.exercise, Response("zapato", 4.0))
            diagnosing.append(time.process_time() - started)
    await database.close()
    return min(taking) * 1e3, min(diagnosing) * 1e6


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        create_app(Settings(data_dir=Path(folder)))  # so that memory is that of the whole
        taking, diagnosing = asyncio.run(practise(f"sqlite+aiosqlite:///{folder}/bench.db"))
    figures = {
        "answer_cpu_ms": taking,
        "diagnosis_cpu_us": diagnosing,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps(figures))


main()
