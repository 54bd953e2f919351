"""A crowd of learners, each amid a session with an exercise open: copies of one who practised.

Of a copy only the learner's id and the token differ: the id is the number, the token `bench-N`.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from sqlalchemy import Table, insert, select, update

from ojala.content.course import course
from ojala.exercises.exercise import Response
from ojala.learning.learner import Preferences
from ojala.practice import answering, service
from ojala.practice.values import Issued
from ojala.storage import migrate
from ojala.storage.base import Base
from ojala.storage.database import Database, Transaction
from ojala.storage.jobs import enqueue_once
from ojala.storage.logins import hash_of
from ojala.storage.tables import JobRow
from ojala.web import identity
from ojala.worker import SCHEDULES

ANSWERED = 5
"""How many exercises of the session each has answered: half of it."""
_TABLES = (
    *("learners", "logins", "sessions", "exercises", "attempts", "reviews", "cards"),
    *("days", "tallies", "shelves", "chronicles"),
)
_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Crowd:
    """What all of them are asked, and what they answer in turn: right, and not."""

    exercise: UUID
    item: str
    answers: tuple[str, str]


async def gather(url: str, number: int) -> Crowd:
    """Migrate an empty database and fill it with so many."""
    database, now = Database(url), datetime.now(UTC)
    await migrate.upgrade(database)
    async with database.transaction() as tx:
        learner_id, issued = await _practise(tx, now)
    async with database.transaction() as tx:
        await _copy(tx, learner_id, number)
        await _rest(tx, now)
    await database.close()
    exercise = issued.exercise
    answers = (exercise.answers[0].text, exercise.lemma)
    return Crowd(issued.id, issued.choice.item.id, answers)


async def _practise(tx: Transaction, now: datetime) -> tuple[UUID, Issued]:
    """Somebody new answers half of a first session."""
    begun = now - timedelta(minutes=5)
    learner, _ = await identity.create_guest(tx, begun, Preferences())
    session = await service.start_session(tx, learner=learner, course=course(), now=begun)
    for seed in range(ANSWERED + 1):
        at = begun + timedelta(seconds=20 * seed)
        issued = await service.next_exercise(
            tx, learner=learner, session_id=session.id, course=course(), now=at, seed=seed
        )
        if issued is None:
            raise RuntimeError("the session is shorter than it should be")
        if seed < ANSWERED:
            given = issued.exercise.answers[0].text if seed % 2 else issued.exercise.lemma
            await answering.submit_answer(
                tx,
                learner=learner,
                exercise_id=issued.id,
                number=1,
                response=Response(given, 4.0),
                course=course(),
                now=at + timedelta(seconds=5),
            )
    return learner.id, issued


async def _copy(tx: Transaction, learner_id: UUID, number: int) -> None:
    for name in _TABLES:
        table = Base.metadata.tables[name]
        owner = "id" if name == "learners" else "learner_id"
        found = await tx.execute(select(table).where(table.c[owner] == learner_id))
        rows = [dict(row) for row in found.mappings()]
        for first in range(0, number, _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, number))
            copies = [_copied(table, row, owner, n) for n in numbers for row in rows]
            if copies:
                await tx.execute(insert(table), copies)


async def _rest(tx: Transaction, now: datetime) -> None:
    """Let what is scheduled be done already: in real life it does not fall on all at once."""
    for schedule in SCHEDULES:
        key = schedule.slot(now).isoformat()
        await enqueue_once(tx, schedule.name, key, {"slot": key}, now=now)
    await tx.execute(update(JobRow).values(finished_at=now))


def _copied(table: Table, row: dict[str, object], owner: str, number: int) -> dict[str, object]:
    copy = {**row, owner: UUID(int=number)}
    if table.name == "logins":
        copy |= {"id": UUID(int=number), "token_hash": hash_of(f"bench-{number}")}
    return copy
