"""Sessions and exercises as they are read: one question for each, built once, and its rows.

To build a question takes longer than the database does to answer it. Documents come as they are
stored, as text, and become values in one go.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    ColumnElement,
    Row,
    Text,
    and_,
    bindparam,
    case,
    cast,
    exists,
    func,
    select,
)
from sqlalchemy.orm import aliased
from typing_extensions import TypedDict

from ojala.diagnosis import Policy
from ojala.exercises.exercise import Exercise
from ojala.learning.selection import Choice
from ojala.practice.values import Attempt, Issued, Objection, Session, SessionPlan
from ojala.storage.documents import DIAGNOSIS
from ojala.storage.tables import AttemptRow, ExerciseRow, HintRow, ObjectionRow, SessionRow

PLAN = TypeAdapter(SessionPlan)
POLICY = TypeAdapter(Policy)


class _Body(TypedDict):
    """What is stored of an exercise as it was issued."""

    choice: Choice
    exercise: Exercise


_BODY = TypeAdapter(_Body)


def session_from(rows: Sequence[Row[Any]]) -> Session:
    """A session of which the rows tell everything; there is at least one."""
    first, issued = rows[0], (row for row in rows if row.id is not None)
    plan = PLAN.validate_json(first.plan)
    return Session(first.session, first.started_at, first.finished_at, plan, gathered(issued))


def gathered(rows: Iterable[Row[Any]]) -> tuple[Issued, ...]:
    """Exercises with what has come of them: a row for each attempt, or one where there is none."""
    found: dict[UUID, Issued] = {}
    for row in rows:
        known = found.get(row.id) or _untouched(row)
        found[row.id] = replace(known, attempts=(*known.attempts, *_attempt(row)))
    return tuple(found.values())


def _untouched(row: Row[Any]) -> Issued:
    body = _BODY.validate_json(row.body)
    return Issued(
        row.id,
        row.session_id,
        row.position,
        row.issued_at,
        body["choice"],
        body["exercise"],
        row.hints or 0,
        undone=row.undone,
    )


def _attempt(row: Row[Any]) -> Iterator[Attempt]:
    if row.number is not None:
        yield Attempt(
            row.number,
            row.given_at,
            row.response,
            row.elapsed,
            DIAGNOSIS.validate_json(row.diagnosis),
            POLICY.validate_json(row.policy),
        )


def _of(row_class: type[HintRow | ObjectionRow | AttemptRow]) -> ColumnElement[bool]:
    """Whether a row belongs to the exercise beside it."""
    return and_(
        row_class.learner_id == ExerciseRow.learner_id, row_class.exercise_id == ExerciseRow.id
    )


_ISSUED = (
    ExerciseRow.id,
    ExerciseRow.session_id,
    ExerciseRow.position,
    ExerciseRow.issued_at,
    cast(ExerciseRow.body, Text).label("body"),
    select(func.max(HintRow.level)).where(_of(HintRow)).scalar_subquery().label("hints"),
    exists()
    .where(
        # Said once more, lest a server gathers what everybody has taken back.
        ObjectionRow.learner_id == bindparam("learner"),
        _of(ObjectionRow),
        ObjectionRow.kind == Objection.UNDONE.value,
    )
    .label("undone"),
    AttemptRow.number,
    AttemptRow.given_at,
    AttemptRow.response,
    AttemptRow.elapsed,
    cast(AttemptRow.diagnosis, Text).label("diagnosis"),
    cast(AttemptRow.policy, Text).label("policy"),
)
ISSUED = (
    select(*_ISSUED)
    .outerjoin(AttemptRow, _of(AttemptRow))
    .where(ExerciseRow.learner_id == bindparam("learner"))
    .order_by(ExerciseRow.position, AttemptRow.number)
)
_MINE, _FIRST = aliased(ExerciseRow), aliased(ExerciseRow)
_FIRST_PLACE = (
    select(func.min(_FIRST.position))
    .where(_FIRST.learner_id == SessionRow.learner_id, _FIRST.session_id == SessionRow.id)
    .scalar_subquery()
)
# The plan, which all rows would share, stands in those of the first exercise.
_WHOLE = (
    select(
        SessionRow.id.label("session"),
        SessionRow.started_at,
        SessionRow.finished_at,
        case(
            (
                ExerciseRow.position.is_not_distinct_from(_FIRST_PLACE),
                cast(SessionRow.plan, Text),
            )
        ).label("plan"),
        *_ISSUED,
    )
    .select_from(SessionRow)
    .outerjoin(
        ExerciseRow,
        and_(
            ExerciseRow.learner_id == SessionRow.learner_id,
            ExerciseRow.session_id == SessionRow.id,
        ),
    )
    .outerjoin(AttemptRow, _of(AttemptRow))
    .where(SessionRow.learner_id == bindparam("learner"))
    .order_by(ExerciseRow.position, AttemptRow.number)
)
SESSION = _WHOLE.where(SessionRow.id == bindparam("session"))
SESSION_OF = _WHOLE.where(
    SessionRow.id
    == select(_MINE.session_id)
    .where(_MINE.learner_id == bindparam("learner"), _MINE.id == bindparam("exercise"))
    .scalar_subquery()
)
