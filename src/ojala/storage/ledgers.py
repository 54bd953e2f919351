"""The SQL of the ledger: the figures as stored, and the log of answers they are made from."""

from collections.abc import AsyncIterator, Callable

from sqlalchemy import delete, exists, insert, select

from ojala.learning.attempts import Attempt, Tally
from ojala.learning.calibration import Shelf
from ojala.learning.evidence import attempt_of
from ojala.learning.learner import Learner
from ojala.learning.tallies import Day, Dimension, Ledger
from ojala.storage.database import Transaction
from ojala.storage.documents import DIAGNOSIS, EXERCISE
from ojala.storage.figures import day_columns, shelf_columns, tally_columns
from ojala.storage.tables import (
    AttemptRow,
    Base,
    DayRow,
    ExerciseRow,
    ObjectionRow,
    ShelfRow,
    TallyRow,
)

FIRST = 1
"""The number of the answer that counts as evidence."""
UNDONE = "undone"
"""The kind of objection that takes an answer back."""
TALLY = (TallyRow.count, TallyRow.right, TallyRow.seconds, TallyRow.timed)
DAY = (DayRow.count, DayRow.right, DayRow.seconds, DayRow.timed, DayRow.points)
SHELF = (ShelfRow.count, ShelfRow.recalled, ShelfRow.predicted, ShelfRow.loss)


async def answers(
    tx: Transaction, learner: Learner, category: Callable[[str], str]
) -> AsyncIterator[Attempt]:
    """The first answers to a learner's exercises, in the order in which they were given.

    What was taken back is none.
    """
    undone = exists().where(
        ObjectionRow.learner_id == AttemptRow.learner_id,
        ObjectionRow.exercise_id == AttemptRow.exercise_id,
        ObjectionRow.kind == UNDONE,
    )
    rows = await tx.stream(
        select(
            AttemptRow.given_at,
            AttemptRow.elapsed,
            AttemptRow.diagnosis,
            ExerciseRow.body["exercise"],
            ExerciseRow.session_id,
        )
        .join(
            ExerciseRow,
            (ExerciseRow.learner_id == AttemptRow.learner_id)
            & (ExerciseRow.id == AttemptRow.exercise_id),
        )
        .where(AttemptRow.learner_id == learner.id, AttemptRow.number == FIRST, ~undone)
        .order_by(AttemptRow.given_at, AttemptRow.exercise_id)
    )
    async for at, elapsed, diagnosis, body, session in rows:
        exercise = EXERCISE.validate_python(body)
        yield attempt_of(
            exercise,
            DIAGNOSIS.validate_python(diagnosis),
            at=at,
            category=category(exercise.trigger),
            elapsed=elapsed,
            session=str(session),
        )


async def ledger(tx: Transaction, learner: Learner) -> Ledger:
    """The figures as they are stored."""
    days = await tx.execute(select(DayRow.day, *DAY).where(DayRow.learner_id == learner.id))
    counted = await tx.execute(
        select(TallyRow.month, TallyRow.dimension, TallyRow.key, *TALLY).where(
            TallyRow.learner_id == learner.id
        )
    )
    shelves = await tx.execute(
        select(ShelfRow.month, ShelfRow.number, *SHELF).where(ShelfRow.learner_id == learner.id)
    )
    return Ledger(
        {
            day: Day(Tally(count, right, seconds, timed), points)
            for day, count, right, seconds, timed, points in days
        },
        {
            (month, Dimension(dimension), key): Tally(count, right, seconds, timed)
            for month, dimension, key, count, right, seconds, timed in counted
        },
        {
            (month, number): Shelf(count, recalled, predicted, loss)
            for month, number, count, recalled, predicted, loss in shelves
        },
    )


async def replace_ledger(tx: Transaction, learner: Learner, made: Ledger) -> None:
    """Store figures in place of those that are there."""
    tables: dict[type[Base], list[dict[str, object]]] = {
        DayRow: [{"day": day, **day_columns(held)} for day, held in made.days.items()],
        TallyRow: [
            {"month": month, "dimension": dimension, "key": key, **tally_columns(held)}
            for (month, dimension, key), held in made.counted.items()
        ],
        ShelfRow: [
            {"month": month, "number": number, **shelf_columns(held)}
            for (month, number), held in made.shelves.items()
        ],
    }
    for table, rows in tables.items():
        await tx.execute(delete(table).where(table.__table__.c.learner_id == learner.id))
        if rows:
            await tx.execute(insert(table), [{"learner_id": learner.id, **row} for row in rows])
