"""Sessions and exercises as they are read: one question for each, built once, and its rows.

To build a question takes longer than the database does to answer it. Documents come as they are
stored, as text, and become values in one go.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import (
    ColumnElement,
    Row,
    SQLColumnExpression,
    Text,
    Uuid,
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
from ojala.storage.direct import Question
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
    found: dict[UUID, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.id, []).append(row)
    return tuple([_exercise(of_one) for of_one in found.values()])


def _exercise(rows: Sequence[Row[Any]]) -> Issued:
    row = rows[0]
    body = _BODY.validate_json(row.body)
    return Issued(
        row.id,
        row.session_id,
        row.position,
        row.issued_at,
        body["choice"],
        body["exercise"],
        row.hints or 0,
        tuple([_attempt(one) for one in rows if one.number is not None]),
        undone=row.undone,
    )


def _attempt(row: Row[Any]) -> Attempt:
    return Attempt(
        row.number,
        row.given_at,
        row.response,
        row.elapsed,
        DIAGNOSIS.validate_json(row.diagnosis),
        _policy(row.policy),
    )


@lru_cache(maxsize=1000)
def _policy(stored: str) -> Policy:
    """The settings an answer was judged by, of which there are few."""
    return POLICY.validate_json(stored)


def _of(row_class: type[HintRow | ObjectionRow | AttemptRow]) -> ColumnElement[bool]:
    """Whether a row belongs to the exercise beside it."""
    return and_(
        row_class.learner_id == ExerciseRow.learner_id, row_class.exercise_id == ExerciseRow.id
    )


def _issued(learner: ColumnElement[UUID]) -> tuple[SQLColumnExpression[Any], ...]:
    """What is read of an exercise with an attempt."""
    return (
        ExerciseRow.id,
        ExerciseRow.session_id,
        ExerciseRow.position,
        ExerciseRow.issued_at,
        cast(ExerciseRow.body, Text).label("body"),
        select(func.max(HintRow.level)).where(_of(HintRow)).scalar_subquery().label("hints"),
        exists()
        .where(
            # Said once more, lest a server gathers what everybody has taken back.
            ObjectionRow.learner_id == learner,
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


_LEARNER: ColumnElement[UUID] = bindparam("learner", type_=Uuid())
ISSUED = (
    select(*_issued(_LEARNER))
    .outerjoin(AttemptRow, _of(AttemptRow))
    .where(ExerciseRow.learner_id == _LEARNER)
    .order_by(ExerciseRow.position, AttemptRow.number)
)
_MINE, _FIRST = aliased(ExerciseRow), aliased(ExerciseRow)
_FIRST_PLACE = (
    select(func.min(_FIRST.position))
    .where(_FIRST.learner_id == SessionRow.learner_id, _FIRST.session_id == SessionRow.id)
    .scalar_subquery()
)


def _whole(learner: ColumnElement[UUID]) -> Question:
    """A learner's sessions, a row for each attempt; their plans stand in their first exercises."""
    return (
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
            *_issued(learner),
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
        .where(SessionRow.learner_id == learner)
        .order_by(ExerciseRow.position, AttemptRow.number)
    )


def session_of(learner: ColumnElement[UUID]) -> Question:
    """The session of a learner's in which an `exercise` was issued."""
    mine = select(_MINE.session_id).where(
        _MINE.learner_id == learner, _MINE.id == bindparam("exercise")
    )
    return _whole(learner).where(SessionRow.id == mine.scalar_subquery())


SESSION = _whole(_LEARNER).where(SessionRow.id == bindparam("session"))
SESSION_OF = session_of(_LEARNER)
