"""A database with something of everything in it."""

from datetime import UTC, datetime

from ojala.content.course import course
from ojala.exercises.exercise import Response
from ojala.learning.learner import Preferences
from ojala.practice import service
from ojala.storage import jobs, migrate
from ojala.storage.database import Database
from ojala.web import identity

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)


async def filled(url: str) -> None:
    """Migrate a database and let somebody practise in it: one wrong answer, one right."""
    database = Database(url)
    await migrate.upgrade(database)
    async with database.transaction() as tx:
        await jobs.enqueue(tx, "mail.send", {"to": "año@example.org"}, now=NOW)
        learner, _ = await identity.create_guest(tx, NOW, Preferences())
        session = await service.start_session(tx, learner=learner, course=course(), now=NOW)
        for seed, text in enumerate((None, "zapato")):
            issued = await service.next_exercise(
                tx, learner=learner, session_id=session.id, course=course(), now=NOW, seed=seed
            )
            assert issued is not None
            await service.submit_answer(
                tx,
                learner=learner,
                course=course(),
                exercise_id=issued.id,
                number=1,
                response=Response(text or issued.exercise.answers[0].text, 4.25),
                now=NOW,
            )
    await database.close()
