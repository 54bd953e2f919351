"""The SQL of the tutor: cases in, consent, budgets, what was told."""

from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, case, delete, func, select, update

from ojala.diagnosis import Diagnosis
from ojala.errors import ExerciseNotFound
from ojala.exercises.exercise import Exercise
from ojala.learning.learner import Learner
from ojala.storage.audit import mark
from ojala.storage.database import Transaction
from ojala.storage.documents import DIAGNOSIS, EXERCISE
from ojala.storage.ids import new_id
from ojala.storage.tables import (
    AttemptRow,
    ExerciseRow,
    TutorAnswerRow,
    TutorCallRow,
    TutorConsentRow,
)
from ojala.tutor.values import Call, Inquiry, Kept, Outcome, Part, Spending, Usage, Way

_parts = TypeAdapter(tuple[Part, ...])
_TOKENS = TutorCallRow.prompt_tokens + TutorCallRow.completion_tokens
NO_ANSWER = (Outcome.FAILED, Outcome.CUT)


class Answered(NamedTuple):
    """An exercise and the last answer to it; no number where there is none."""

    exercise: Exercise
    number: int
    given: str
    diagnosis: Diagnosis | None


async def answered(tx: Transaction, learner: Learner, exercise_id: UUID) -> Answered:
    """An exercise of the learner's, and what they answered last."""
    row = await tx.get(ExerciseRow, (learner.id, exercise_id))
    if row is None:
        raise ExerciseNotFound("No exercise with this id was issued to you.")
    exercise = EXERCISE.validate_python(row.body["exercise"])
    last = await tx.scalar(
        select(AttemptRow)
        .where(AttemptRow.learner_id == learner.id, AttemptRow.exercise_id == exercise_id)
        .order_by(AttemptRow.number.desc())
        .limit(1)
    )
    if last is None:
        return Answered(exercise, 0, "", None)
    diagnosis = DIAGNOSIS.validate_python(last.diagnosis)
    return Answered(exercise, last.number, last.response, diagnosis)


async def consent(tx: Transaction, learner: Learner) -> tuple[str, datetime] | None:
    """The host to which a learner agreed that something is sent, and when."""
    row = await tx.get(TutorConsentRow, learner.id)
    return (row.host, row.given_at) if row else None


async def give_consent(tx: Transaction, learner: Learner, host: str, now: datetime) -> None:
    """Note that a learner agreed."""
    await tx.merge(TutorConsentRow(learner_id=learner.id, host=host, given_at=now))
    await tx.flush()


async def withdraw_consent(tx: Transaction, learner: Learner) -> None:
    """Note that they agree no more, and forget what was told."""
    for table in (TutorConsentRow, TutorAnswerRow):
        await tx.execute(delete(table).where(table.learner_id == learner.id))


async def spent_by(tx: Transaction, learner: Learner, since: datetime) -> int:
    """The tokens spent for one learner since a moment."""
    mine = (TutorCallRow.learner_id == learner.id, TutorCallRow.asked_at >= since)
    return await _sum(tx, *mine)


async def spent(tx: Transaction, since: date) -> int:
    """The tokens spent for everybody since a day."""
    return await _sum(tx, TutorCallRow.day >= since)


async def _sum(tx: Transaction, *conditions: ColumnElement[bool]) -> int:
    found = await tx.scalar(select(func.coalesce(func.sum(_TOKENS), 0)).where(*conditions))
    return int(found or 0)


async def reserve(
    tx: Transaction, learner: Learner, way: Way, model: str, most: Usage, now: datetime
) -> UUID:
    """Write down the most that a question may cost, before it is asked."""
    row = TutorCallRow(
        learner_id=learner.id,
        id=new_id(now),
        asked_at=now,
        day=now.date(),
        way=way.value,
        model=model,
        outcome=Outcome.ASKED.value,
        prompt_tokens=most.prompt,
        completion_tokens=most.completion,
        withheld=0,
    )
    tx.add(row)
    await tx.flush()
    return row.id


async def settle(
    tx: Transaction,
    learner: Learner,
    call: UUID,
    usage: Usage,
    outcome: Outcome,
    withheld: int,
) -> bool:
    """Write down what it did cost, and what came of it; False where the learner is gone."""
    found = await tx.execute(
        update(TutorCallRow)
        .where(TutorCallRow.learner_id == learner.id, TutorCallRow.id == call)
        .values(
            outcome=outcome.value,
            prompt_tokens=usage.prompt,
            completion_tokens=usage.completion,
            withheld=withheld,
        )
        .returning(TutorCallRow.id)
    )
    return found.one_or_none() is not None


async def keep(
    tx: Transaction, learner: Learner, inquiry: Inquiry, parts: tuple[Part, ...], now: datetime
) -> None:
    """Keep an answer."""
    row = TutorAnswerRow(
        learner_id=learner.id,
        exercise_id=inquiry.exercise_id,
        question=inquiry.fingerprint,
        way=inquiry.question.way.value,
        asked=inquiry.question.text,
        made_at=now,
        body={"parts": _parts.dump_python(parts, mode="json")},
    )
    await tx.merge(row)
    await tx.flush()


async def kept(tx: Transaction, learner: Learner, inquiry: Inquiry) -> tuple[Part, ...] | None:
    """What was told when the same was asked before."""
    key = (learner.id, inquiry.exercise_id, inquiry.fingerprint)
    row = await tx.get(TutorAnswerRow, key)
    return _parts.validate_python(row.body["parts"]) if row else None


async def told(tx: Transaction, learner: Learner, exercise_id: UUID) -> list[Kept]:
    """Everything that was told about an exercise, the latest first."""
    rows = await tx.scalars(
        select(TutorAnswerRow)
        .where(TutorAnswerRow.learner_id == learner.id, TutorAnswerRow.exercise_id == exercise_id)
        .order_by(TutorAnswerRow.made_at.desc(), TutorAnswerRow.question)
    )
    return [
        Kept(Way(row.way), row.asked, _parts.validate_python(row.body["parts"])) for row in rows
    ]


async def prune(tx: Transaction, *, answers: datetime, calls: datetime) -> None:
    """Forget answers and calls that are older than this."""
    await tx.execute(delete(TutorAnswerRow).where(TutorAnswerRow.made_at < answers))
    await tx.execute(delete(TutorCallRow).where(TutorCallRow.day < calls.date()))


async def spending(tx: Transaction, since: date) -> list[Spending]:
    """What was spent, by day and way, the latest day first."""
    failed = case((TutorCallRow.outcome.in_([one.value for one in NO_ANSWER]), 1), else_=0)
    rows = await tx.execute(
        select(
            TutorCallRow.day,
            TutorCallRow.way,
            func.count(),
            func.count(TutorCallRow.learner_id.distinct()),
            func.sum(TutorCallRow.prompt_tokens),
            func.sum(TutorCallRow.completion_tokens),
            func.sum(TutorCallRow.withheld),
            func.sum(failed),
        )
        .where(TutorCallRow.day >= since)
        .group_by(TutorCallRow.day, TutorCallRow.way)
        .order_by(TutorCallRow.day.desc(), TutorCallRow.way)
    )
    return [Spending(day.isoformat(), way, *map(int, figures)) for day, way, *figures in rows]


async def calls(tx: Transaction, since: date) -> AsyncIterator[Call]:
    """Every question to a model since a day, in the order in which they were asked."""
    rows = await tx.stream(
        select(
            TutorCallRow.asked_at,
            TutorCallRow.learner_id,
            TutorCallRow.way,
            TutorCallRow.model,
            TutorCallRow.outcome,
            TutorCallRow.prompt_tokens,
            TutorCallRow.completion_tokens,
            TutorCallRow.withheld,
        )
        .where(TutorCallRow.day >= since)
        .order_by(TutorCallRow.asked_at, TutorCallRow.id)
    )
    async for asked_at, learner_id, way, model, outcome, prompt, completion, withheld in rows:
        who = mark(learner_id)
        yield Call(asked_at, who, way, model, outcome, prompt, completion, withheld)
