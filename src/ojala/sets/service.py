"""The use cases of sets: make one, write its exercises, bring many in by an upload."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from ojala.errors import Changed, NotAnExercise, SentenceKnown, SetFull
from ojala.exercises.exercise import Exercise
from ojala.exercises.written import Fault, Written, checked
from ojala.learning.learner import Learner
from ojala.sets import queries
from ojala.sets.values import MOST_EXERCISES, MOST_SETS, OwnExercise, OwnSet, Report, Row
from ojala.storage.database import Transaction


async def make_set(tx: Transaction, *, learner: Learner, title: str, now: datetime) -> OwnSet:
    """Begin a set."""
    await queries.lock(tx, learner)
    if await queries.count(tx, learner) >= MOST_SETS:
        raise SetFull(f"You have {MOST_SETS} sets, which is the most: delete one first.")
    return await queries.add_set(tx, learner, title, now)


async def rename(
    tx: Transaction, *, learner: Learner, set_id: UUID, title: str, now: datetime
) -> OwnSet:
    """Give a set another title."""
    await queries.one_set(tx, learner, set_id)
    await queries.rename(tx, learner, set_id, title, now)
    return await queries.one_set(tx, learner, set_id)


async def remove_set(tx: Transaction, *, learner: Learner, set_id: UUID) -> None:
    """Delete a set; what was practised with it stays."""
    await queries.one_set(tx, learner, set_id)
    await queries.remove_set(tx, learner, set_id)


def check(written: Written) -> Exercise:
    """The exercise that a sentence makes; it takes a few milliseconds of thought."""
    try:
        return checked(written)
    except Fault as fault:
        raise NotAnExercise(fault.key, fault.words) from None


async def add(
    tx: Transaction,
    *,
    learner: Learner,
    set_id: UUID,
    written: Written,
    exercise: Exercise,
    now: datetime,
) -> OwnExercise:
    """Add a checked exercise to a set."""
    await queries.lock(tx, learner)
    found = await queries.one_set(tx, learner, set_id)
    _refuse_full(found, 1)
    if written.text in await queries.texts(tx, learner, set_id):
        raise SentenceKnown("This sentence is in the set already.")
    ids = await queries.add_exercises(tx, learner, set_id, [(written, exercise)], now)
    return await queries.exercise(tx, learner, set_id, ids[0])


async def change(
    tx: Transaction,
    *,
    learner: Learner,
    place: tuple[UUID, UUID],
    written: Written,
    exercise: Exercise,
    now: datetime,
    seen: datetime | None = None,
) -> OwnExercise:
    """Write the exercise of a set anew; if its author says what they saw, only while it is so."""
    set_id, exercise_id = place
    await queries.lock(tx, learner)
    before = await _refuse_changed(tx, learner, set_id, exercise_id, seen)
    if written.text != before.written.text and written.text in await queries.texts(
        tx, learner, set_id
    ):
        raise SentenceKnown("This sentence is in the set already.")
    await queries.replace_exercise(tx, learner, set_id, exercise_id, written, exercise, now)
    return await queries.exercise(tx, learner, set_id, exercise_id)


async def remove(
    tx: Transaction,
    *,
    learner: Learner,
    set_id: UUID,
    exercise_id: UUID,
    now: datetime,
    seen: datetime | None = None,
) -> None:
    """Delete an exercise of a set."""
    await queries.lock(tx, learner)
    await _refuse_changed(tx, learner, set_id, exercise_id, seen)
    await queries.remove_exercise(tx, learner, set_id, exercise_id, now)


def examine(rows: Iterable[tuple[int, Written]]) -> tuple[Row, ...]:
    """Check every row of an upload; a sentence that comes twice is a fault, too."""
    examined: list[Row] = []
    seen: set[str] = set()
    for number, written in rows:
        row = Row(number, written.text, fault=Fault("known"))
        examined.append(row if written.text in seen else _examined(number, written))
        seen.add(written.text)
    return tuple(examined)


def _examined(number: int, written: Written) -> Row:
    try:
        return Row(number, written.text, checked(written), written)
    except Fault as fault:
        return Row(number, written.text, fault=fault)


async def take(
    tx: Transaction,
    *,
    learner: Learner,
    set_id: UUID,
    rows: tuple[Row, ...],
    only_good: bool,
    now: datetime,
) -> Report:
    """Take the rows of an upload: all of them or none; where asked, the good ones."""
    await queries.lock(tx, learner)
    found = await queries.one_set(tx, learner, set_id)
    known = await queries.texts(tx, learner, set_id)
    rows = tuple(_known(row) if row.text in known else row for row in rows)
    good = [(row.written, row.exercise) for row in rows if row.written and row.exercise]
    if not good or (len(good) < len(rows) and not only_good):
        return Report(rows, 0)
    _refuse_full(found, len(good))
    await queries.add_exercises(tx, learner, set_id, good, now)
    return Report(rows, len(good))


def _known(row: Row) -> Row:
    return Row(row.number, row.text, fault=row.fault or Fault("known"))


def _refuse_full(found: OwnSet, more: int) -> None:
    if found.size + more > MOST_EXERCISES:
        raise SetFull(f"A set holds {MOST_EXERCISES} exercises at the most.")


async def _refuse_changed(
    tx: Transaction, learner: Learner, set_id: UUID, exercise_id: UUID, seen: datetime | None
) -> OwnExercise:
    found = await queries.exercise(tx, learner, set_id, exercise_id)
    if seen is not None and found.changed_at != seen:
        raise Changed("It was changed since you read it: read it again.")
    return found
