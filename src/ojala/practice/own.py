"""Practising a set of one's own: its sentences in order, each as evidence like any other."""

from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import select

from ojala.errors import NothingToPractise
from ojala.exercises.exercise import Exercise
from ojala.learning.learner import Learner
from ojala.learning.selection import Choice, Reason
from ojala.practice import queries
from ojala.practice.values import Session, SessionPlan
from ojala.storage.database import Transaction
from ojala.storage.learners import lock
from ojala.storage.tables import OwnExerciseRow

_exercise = TypeAdapter(Exercise)


async def start_session(
    tx: Transaction, *, learner: Learner, set_id: UUID, now: datetime
) -> Session:
    """Begin a session with every sentence of a set, kept as they are now."""
    await lock(tx, learner)
    rows = await tx.scalars(
        select(OwnExerciseRow.body)
        .where(OwnExerciseRow.learner_id == learner.id, OwnExerciseRow.set_id == set_id)
        .order_by(OwnExerciseRow.id)
    )
    own = tuple(map(_exercise.validate_python, rows))
    if not own:
        raise NothingToPractise("No set of yours with this id has sentences in it.")
    choices = tuple(Choice(exercise.items[0], Reason.CHOSEN) for exercise in own)
    plan = SessionPlan(choices, own=own)
    return await queries.add_session(tx, learner, plan, now)


def own_exercise(session: Session, choice: Choice) -> Exercise | None:
    """The sentence of the session's set whose turn it is; None where the course has to make one."""
    own = session.plan.own
    if choice.reason is Reason.CHOSEN and own:
        return own[sum(issued.choice.reason is Reason.CHOSEN for issued in session.issued)]
    return None
