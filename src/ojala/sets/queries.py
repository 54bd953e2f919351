"""The SQL of sets; every query names the learner whose set it is."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import delete, func, select, update

from ojala.errors import OwnExerciseNotFound, SetNotFound
from ojala.exercises.exercise import Exercise
from ojala.exercises.written import Written
from ojala.learning.learner import Learner
from ojala.sets.values import OwnExercise, OwnSet
from ojala.storage.database import Transaction
from ojala.storage.ids import new_id
from ojala.storage.tables import LearnerRow, OwnExerciseRow, OwnSetRow

_exercise = TypeAdapter(Exercise)
_written = TypeAdapter(Written)


async def lock(tx: Transaction, learner: Learner) -> None:
    """Let one learner's changes take turns."""
    await tx.execute(select(LearnerRow.id).where(LearnerRow.id == learner.id).with_for_update())


async def sets(
    tx: Transaction, learner: Learner, *, before: UUID | None = None, limit: int = 100
) -> tuple[OwnSet, ...]:
    """A learner's sets before one of them (or the newest), newest first."""
    query = select(OwnSetRow).where(OwnSetRow.learner_id == learner.id)
    if before is not None:
        query = query.where(OwnSetRow.id < before)
    rows = (await tx.scalars(query.order_by(OwnSetRow.id.desc()).limit(limit))).all()
    sizes = await _sizes(tx, learner, [row.id for row in rows])
    return tuple(_set(row, sizes.get(row.id, 0)) for row in rows)


async def one_set(tx: Transaction, learner: Learner, set_id: UUID) -> OwnSet:
    """One set of a learner's."""
    row = await tx.get(OwnSetRow, (learner.id, set_id))
    if row is None:
        raise SetNotFound("No set of yours has this id.")
    return _set(row, (await _sizes(tx, learner, [set_id])).get(set_id, 0))


async def count(tx: Transaction, learner: Learner) -> int:
    """How many sets a learner has."""
    query = select(func.count()).select_from(OwnSetRow).where(OwnSetRow.learner_id == learner.id)
    return await tx.scalar(query) or 0


async def add_set(tx: Transaction, learner: Learner, title: str, now: datetime) -> OwnSet:
    """Store a new, empty set."""
    row = OwnSetRow(
        learner_id=learner.id, id=new_id(now), title=title, created_at=now, changed_at=now
    )
    tx.add(row)
    await tx.flush()
    return _set(row, 0)


async def rename(
    tx: Transaction, learner: Learner, set_id: UUID, title: str, now: datetime
) -> None:
    """Change the title of a set."""
    row = await tx.get_one(OwnSetRow, (learner.id, set_id))
    row.title, row.changed_at = title, now
    await tx.flush()


async def remove_set(tx: Transaction, learner: Learner, set_id: UUID) -> None:
    """Delete a set with its exercises."""
    await tx.execute(
        delete(OwnSetRow).where(OwnSetRow.learner_id == learner.id, OwnSetRow.id == set_id)
    )


async def exercises(
    tx: Transaction, learner: Learner, set_id: UUID, *, after: UUID | None = None, limit: int = 500
) -> tuple[OwnExercise, ...]:
    """The exercises of a set after one of them (or the first), in the order of writing."""
    query = select(OwnExerciseRow).where(
        OwnExerciseRow.learner_id == learner.id, OwnExerciseRow.set_id == set_id
    )
    if after is not None:
        query = query.where(OwnExerciseRow.id > after)
    rows = await tx.scalars(query.order_by(OwnExerciseRow.id).limit(limit))
    return tuple(map(_own, rows))


async def exercise(
    tx: Transaction, learner: Learner, set_id: UUID, exercise_id: UUID
) -> OwnExercise:
    """One exercise of a set."""
    return _own(await _row(tx, learner, set_id, exercise_id))


async def texts(tx: Transaction, learner: Learner, set_id: UUID) -> frozenset[str]:
    """The sentences of a set."""
    rows = await tx.scalars(
        select(OwnExerciseRow.text).where(
            OwnExerciseRow.learner_id == learner.id, OwnExerciseRow.set_id == set_id
        )
    )
    return frozenset(rows)


async def add_exercises(
    tx: Transaction,
    learner: Learner,
    set_id: UUID,
    made: Sequence[tuple[Written, Exercise]],
    now: datetime,
) -> tuple[UUID, ...]:
    """Store exercises of a set; their ids, in the order given."""
    ids: Collection[UUID] = sorted(new_id(now) for _ in made)
    tx.add_all(
        OwnExerciseRow(
            learner_id=learner.id,
            id=exercise_id,
            set_id=set_id,
            text=written.text,
            changed_at=now,
            written=_written.dump_python(written, mode="json"),
            body=_exercise.dump_python(exercise, mode="json"),
        )
        for exercise_id, (written, exercise) in zip(ids, made, strict=True)
    )
    await touch(tx, learner, set_id, now)
    return tuple(ids)


async def replace_exercise(
    tx: Transaction,
    learner: Learner,
    set_id: UUID,
    exercise_id: UUID,
    written: Written,
    exercise: Exercise,
    now: datetime,
) -> None:
    """Store an exercise anew."""
    row = await _row(tx, learner, set_id, exercise_id)
    row.text, row.changed_at = written.text, now
    row.written = _written.dump_python(written, mode="json")
    row.body = _exercise.dump_python(exercise, mode="json")
    await touch(tx, learner, set_id, now)


async def remove_exercise(
    tx: Transaction, learner: Learner, set_id: UUID, exercise_id: UUID, now: datetime
) -> None:
    """Delete an exercise."""
    await tx.delete(await _row(tx, learner, set_id, exercise_id))
    await touch(tx, learner, set_id, now)


async def touch(tx: Transaction, learner: Learner, set_id: UUID, now: datetime) -> None:
    """Note that a set was changed."""
    await tx.flush()
    await tx.execute(
        update(OwnSetRow)
        .where(OwnSetRow.learner_id == learner.id, OwnSetRow.id == set_id)
        .values(changed_at=now)
    )


async def _row(
    tx: Transaction, learner: Learner, set_id: UUID, exercise_id: UUID
) -> OwnExerciseRow:
    row = await tx.get(OwnExerciseRow, (learner.id, exercise_id))
    if row is None or row.set_id != set_id:
        raise OwnExerciseNotFound("No exercise of this set has this id.")
    return row


async def _sizes(tx: Transaction, learner: Learner, ids: Sequence[UUID]) -> dict[UUID, int]:
    rows = await tx.execute(
        select(OwnExerciseRow.set_id, func.count())
        .where(OwnExerciseRow.learner_id == learner.id, OwnExerciseRow.set_id.in_(ids))
        .group_by(OwnExerciseRow.set_id)
    )
    return {set_id: size for set_id, size in rows}  # noqa: C416 - rows are no pairs to mypy


def _set(row: OwnSetRow, size: int) -> OwnSet:
    return OwnSet(row.id, row.title, row.created_at, row.changed_at, size)


def _own(row: OwnExerciseRow) -> OwnExercise:
    return OwnExercise(
        row.id,
        row.changed_at,
        _written.validate_python(row.written),
        _exercise.validate_python(row.body),
    )
