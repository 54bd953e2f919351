"""Parameters of one's own: found by a job, used at once, rejected where they are no better."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import insert, select

from ojala.exercises.item import Item
from ojala.jobs.job import Job
from ojala.learning.learner import Learner, Preferences
from ojala.learning.memory import DEFAULT_PARAMETERS, Parameters, Rating
from ojala.learning.scheduling import Review
from ojala.progress.jobs import FIT_ALL, fit, fit_all, fitted
from ojala.progress.service import FIT
from ojala.storage import memories
from ojala.storage.database import Database
from ojala.storage.ids import new_id
from ojala.storage.learners import find
from ojala.storage.tables import DayRow, ExerciseRow, JobRow, SessionRow
from ojala.web import identity
from tests.progress.factories import Row, learnt_log, random_log

NOON = datetime(2027, 11, 23, 12, tzinfo=UTC)
FORGETFUL: Parameters = (0.05, 0.3, 0.5, 2.0, *DEFAULT_PARAMETERS[4:])


def as_reviews(rows: list[Row]) -> list[Review]:
    return [Review(Item.parse(f"mood:n{card}/a"), rating, at) for card, rating, at in rows]


async def remembered(database: Database, log: list[Review]) -> Learner:
    """Somebody with a log of reviews, and the cards it makes."""
    async with database.transaction() as tx:
        learner, _ = await identity.create_guest(tx, NOON, Preferences())
        session = {"learner_id": learner.id, "id": new_id(NOON)}
        await tx.execute(
            insert(SessionRow), [{**session, "started_at": NOON, "finished_at": NOON, "plan": {}}]
        )
        ids = [new_id(one.at) for one in log]
        rows = [
            {
                "learner_id": learner.id,
                "id": exercise_id,
                "session_id": session["id"],
                "position": number,
                "issued_at": one.at,
                "item": one.item.id,
                "body": {},
                "content_version": "test",
            }
            for number, (exercise_id, one) in enumerate(zip(ids, log, strict=True))
        ]
        if rows:
            await tx.execute(insert(ExerciseRow), rows)
        for exercise_id, one in zip(ids, log, strict=True):
            await memories.add_reviews(tx, learner, exercise_id, [one])
        await memories.rebuild(tx, learner)
    return learner


def job(database: Database, name: str, learner_id: UUID | None = None) -> Job:
    return Job(new_id(NOON), name, {"learner": str(learner_id)}, 1, NOON, database)


def test_a_fit_that_keeps_its_promise_is_taken() -> None:
    found = fitted(as_reviews(learnt_log(1, FORGETFUL, 600)), DEFAULT_PARAMETERS)

    assert len(found) == len(DEFAULT_PARAMETERS)
    assert found != DEFAULT_PARAMETERS


def test_too_little_to_go_by_leaves_the_defaults() -> None:
    log = as_reviews(random_log(3, cards=10, longest=3))

    assert fitted(log, DEFAULT_PARAMETERS) == ()


async def test_fitted_parameters_are_used_and_the_cards_follow(database: Database) -> None:
    learner = await remembered(database, as_reviews(learnt_log(1, FORGETFUL, 80)))
    await fit(job(database, FIT, learner.id))
    async with database.transaction(read_only=True) as tx:
        after = await find(tx, learner.id)
        assert after is not None
        proof = await memories.rebuild(tx, after, write=False)

    assert len(after.preferences.parameters) == len(DEFAULT_PARAMETERS)
    assert proof.differing == 0


async def test_whoever_is_gone_or_new_is_left_alone(database: Database) -> None:
    one = Review(Item.parse("mood:n/a"), Rating.GOOD, NOON - timedelta(days=3))
    learner = await remembered(database, [one])
    await fit(job(database, FIT, learner.id))
    await fit(job(database, FIT, UUID(int=1)))
    async with database.transaction(read_only=True) as tx:
        after = await find(tx, learner.id)

    assert after == learner


async def test_every_night_those_who_practised_are_fitted_once(database: Database) -> None:
    learner = await remembered(database, [])
    idle = await remembered(database, [])
    async with database.transaction() as tx:
        for who, days in ((learner, 1), (idle, 9)):
            day = {"learner_id": who.id, "day": NOON.date() - timedelta(days=days)}
            sums = {"count": 1, "right": 1, "seconds": 1.0, "timed": 1, "points": 5}
            await tx.execute(insert(DayRow), [{**day, **sums}])
    for _ in range(2):
        await fit_all(job(database, FIT_ALL))
    async with database.transaction(read_only=True) as tx:
        asked = (await tx.scalars(select(JobRow.arguments))).all()

    assert asked == [{"learner": str(learner.id)}]
