"""The SQL of progress: sums over the figures that are kept, and a little of the log.

Nothing here reads more rows when there are more answers: figures are read by day and by month,
and of the log only the latest.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import func, select

from ojala.exercises.exercise import Exercise
from ojala.exercises.item import Item
from ojala.learning.attempts import Tally
from ojala.learning.calibration import Shelf
from ojala.learning.days import ONE
from ojala.learning.learner import Learner
from ojala.learning.tallies import Day, Dimension
from ojala.storage.database import Transaction
from ojala.storage.documents import DIAGNOSIS, EXERCISE
from ojala.storage.ledgers import DAY, FIRST
from ojala.storage.tables import (
    AttemptRow,
    CardRow,
    DayRow,
    ExerciseRow,
    LearnerRow,
    ShelfRow,
    TallyRow,
)

LOOKED_AT = 200
"""Among so many of the latest answers mistakes are looked for."""


@dataclass(frozen=True, slots=True)
class Mistake:
    """A recent answer that was not right: what was asked, what was given, what it was about."""

    id: UUID
    at: datetime
    exercise: Exercise
    given: str
    missed: frozenset[Item]


async def days(tx: Transaction, learner: Learner) -> dict[date, Day]:
    """Every day the learner practised on."""
    rows = await tx.execute(select(DayRow.day, *DAY).where(DayRow.learner_id == learner.id))
    return {
        day: Day(Tally(count, right, seconds, timed), points)
        for day, count, right, seconds, timed, points in rows
    }


async def tallies(
    tx: Transaction, learner: Learner, since: date
) -> dict[Dimension, dict[str, Tally]]:
    """The answers of the months since one, by everything they are counted by."""
    rows = await tx.execute(
        select(
            TallyRow.dimension,
            TallyRow.key,
            func.sum(TallyRow.count),
            func.sum(TallyRow.right),
            func.sum(TallyRow.seconds),
            func.sum(TallyRow.timed),
        )
        .where(TallyRow.learner_id == learner.id, TallyRow.month >= since)
        .group_by(TallyRow.dimension, TallyRow.key)
    )
    found: dict[Dimension, dict[str, Tally]] = {dimension: {} for dimension in Dimension}
    for dimension, key, count, right, seconds, timed in rows:
        found[Dimension(dimension)][key] = Tally(count, right, seconds, timed)
    return found


async def shelves(tx: Transaction, learner: Learner, since: date) -> dict[int, Shelf]:
    """The predictions of the months since one, by their height."""
    rows = await tx.execute(
        select(
            ShelfRow.number,
            func.sum(ShelfRow.count),
            func.sum(ShelfRow.recalled),
            func.sum(ShelfRow.predicted),
            func.sum(ShelfRow.loss),
        )
        .where(ShelfRow.learner_id == learner.id, ShelfRow.month >= since)
        .group_by(ShelfRow.number)
    )
    return {
        number: Shelf(count, recalled, predicted, loss)
        for number, count, recalled, predicted, loss in rows
    }


async def dues(tx: Transaction, learner: Learner, until: datetime) -> list[datetime]:
    """When each card that falls due before a moment does."""
    rows = await tx.scalars(
        select(CardRow.due).where(CardRow.learner_id == learner.id, CardRow.due < until)
    )
    return list(rows)


async def mistakes(tx: Transaction, learner: Learner, most: int) -> tuple[Mistake, ...]:
    """The latest mistakes, the newest first."""
    latest = (
        select(AttemptRow.exercise_id, AttemptRow.number, AttemptRow.given_at)
        .where(AttemptRow.learner_id == learner.id)
        .order_by(AttemptRow.given_at.desc())
        .limit(LOOKED_AT)
        .subquery()
    )
    rows = await tx.execute(
        select(
            AttemptRow.exercise_id,
            AttemptRow.given_at,
            AttemptRow.response,
            AttemptRow.diagnosis,
            ExerciseRow.body["exercise"],
        )
        .join(
            latest,
            (latest.c.exercise_id == AttemptRow.exercise_id)
            & (latest.c.number == AttemptRow.number),
        )
        .join(
            ExerciseRow,
            (ExerciseRow.learner_id == AttemptRow.learner_id)
            & (ExerciseRow.id == AttemptRow.exercise_id),
        )
        .where(
            AttemptRow.learner_id == learner.id,
            AttemptRow.number == FIRST,
            AttemptRow.verdict == "wrong",
        )
        .order_by(AttemptRow.given_at.desc())
        .limit(most)
    )
    return tuple(
        Mistake(
            exercise_id,
            at,
            EXERCISE.validate_python(body),
            given,
            DIAGNOSIS.validate_python(diagnosis).missed,
        )
        for exercise_id, at, given, diagnosis, body in rows
    )


async def leaders(tx: Transaction, since: date, most: int) -> list[tuple[UUID, str, int]]:
    """Who earned most points since a day, of those who chose a name for it."""
    nickname = LearnerRow.preferences["nickname"].as_string()
    points = func.sum(DayRow.points)
    rows = await tx.execute(
        select(LearnerRow.id, nickname, points)
        .join(DayRow, DayRow.learner_id == LearnerRow.id)
        .where(DayRow.day >= since, nickname != "")
        .group_by(LearnerRow.id, nickname)
        .order_by(points.desc(), LearnerRow.id)
        .limit(most)
    )
    return [(learner_id, name, int(total)) for learner_id, name, total in rows]


async def practised_since(tx: Transaction, day: date) -> list[UUID]:
    """Everybody who practised on the day before a day, or later."""
    rows = await tx.scalars(
        select(DayRow.learner_id)
        .where(DayRow.day >= day - ONE)
        .distinct()
        .order_by(DayRow.learner_id)
    )
    return list(rows)
