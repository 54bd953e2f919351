"""The SQL of sessions, exercises and attempts: rows in, values out."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, select, update

from ojala.diagnosis import Policy
from ojala.errors import ExerciseNotFound, SessionNotFound
from ojala.learning.learner import Learner
from ojala.learning.scheduling import Review
from ojala.practice.values import Attempt, Extension, Issued, Objection, Session, SessionPlan
from ojala.storage.database import Transaction
from ojala.storage.documents import CHOICE, DIAGNOSIS, EXERCISE
from ojala.storage.ids import new_id
from ojala.storage.tables import (
    AttemptRow,
    ExerciseRow,
    HintRow,
    ObjectionRow,
    RemarkRow,
    SessionRow,
)

_plan = TypeAdapter(SessionPlan)
_policy = TypeAdapter(Policy)


async def add_session(tx: Transaction, learner: Learner, plan: SessionPlan, now: datetime) -> UUID:
    """Store a new session."""
    row = SessionRow(
        learner_id=learner.id,
        id=new_id(now),
        started_at=now,
        finished_at=None,
        plan=_plan.dump_python(plan, mode="json"),
    )
    tx.add(row)
    await tx.flush()
    return row.id


async def session(tx: Transaction, learner: Learner, session_id: UUID) -> Session:
    """A session with every exercise issued in it."""
    row = await tx.get(SessionRow, (learner.id, session_id))
    if row is None:
        raise SessionNotFound("No practice session of yours has this id.")
    issued = await _issued(tx, learner, ExerciseRow.session_id == session_id)
    plan = _plan.validate_python(row.plan)
    return Session(row.id, row.started_at, row.finished_at, plan, issued)


async def sessions(
    tx: Transaction, learner: Learner, *, before: UUID | None, limit: int
) -> tuple[Session, ...]:
    """The sessions begun before one of them (or the newest), newest first."""
    chosen = select(SessionRow).where(SessionRow.learner_id == learner.id)
    if before is not None:
        chosen = chosen.where(SessionRow.id < before)
    rows = (await tx.scalars(chosen.order_by(SessionRow.id.desc()).limit(limit))).all()
    issued = await _issued(tx, learner, ExerciseRow.session_id.in_([row.id for row in rows]))
    return tuple(
        Session(
            row.id,
            row.started_at,
            row.finished_at,
            _plan.validate_python(row.plan),
            tuple(one for one in issued if one.session_id == row.id),
        )
        for row in rows
    )


async def session_of(tx: Transaction, learner: Learner, exercise_id: UUID) -> Session:
    """The session in which an exercise was issued to the learner."""
    session_id = await tx.scalar(
        select(ExerciseRow.session_id).where(
            ExerciseRow.learner_id == learner.id, ExerciseRow.id == exercise_id
        )
    )
    if session_id is None:
        raise ExerciseNotFound("No exercise with this id was issued to you.")
    return await session(tx, learner, session_id)


async def finish_session(
    tx: Transaction, learner: Learner, session_id: UUID, now: datetime
) -> None:
    """Note when a session was finished, once."""
    await tx.execute(
        update(SessionRow)
        .where(
            SessionRow.learner_id == learner.id,
            SessionRow.id == session_id,
            SessionRow.finished_at.is_(None),
        )
        .values(finished_at=now)
    )


async def extend(tx: Transaction, learner: Learner, session: Session, extension: Extension) -> None:
    """Store what is added to a session's plan."""
    plan = replace(session.plan, extensions=(*session.plan.extensions, extension))
    row = await tx.get_one(SessionRow, (learner.id, session.id))
    row.plan = _plan.dump_python(plan, mode="json")
    await tx.flush()


async def reopen_session(tx: Transaction, learner: Learner, session_id: UUID) -> None:
    """Let a finished session go on."""
    row = await tx.get_one(SessionRow, (learner.id, session_id))
    row.finished_at = None
    await tx.flush()


async def latest_session(tx: Transaction, learner: Learner) -> UUID | None:
    """The session begun last, if it is not finished."""
    row = await tx.scalar(
        select(SessionRow)
        .where(SessionRow.learner_id == learner.id)
        .order_by(SessionRow.started_at.desc(), SessionRow.id.desc())
        .limit(1)
    )
    return row.id if row is not None and row.finished_at is None else None


async def add_exercise(
    tx: Transaction,
    learner: Learner,
    issued: Issued,
    content_version: str,
) -> None:
    """Store an exercise as issued."""
    tx.add(
        ExerciseRow(
            learner_id=learner.id,
            id=issued.id,
            session_id=issued.session_id,
            position=issued.position,
            issued_at=issued.issued_at,
            item=issued.choice.item.id,
            body={
                "choice": CHOICE.dump_python(issued.choice, mode="json"),
                "exercise": EXERCISE.dump_python(issued.exercise, mode="json"),
            },
            content_version=content_version,
        )
    )
    await tx.flush()


async def exercise(tx: Transaction, learner: Learner, exercise_id: UUID) -> Issued:
    """An exercise as issued, with what has come of it."""
    found = await _issued(tx, learner, ExerciseRow.id == exercise_id)
    if not found:
        raise ExerciseNotFound("No exercise with this id was issued to you.")
    return found[0]


async def exercises(
    tx: Transaction, learner: Learner, *, before: UUID | None, limit: int
) -> tuple[Issued, ...]:
    """The exercises issued before one of them (or the newest), newest first."""
    conditions = [ExerciseRow.learner_id == learner.id]
    if before is not None:
        conditions.append(ExerciseRow.id < before)
    ids = await tx.scalars(
        select(ExerciseRow.id).where(*conditions).order_by(ExerciseRow.id.desc()).limit(limit)
    )
    found = await _issued(tx, learner, ExerciseRow.id.in_(ids.all()))
    return tuple(sorted(found, key=lambda issued: issued.id, reverse=True))


async def recent_sentences(tx: Transaction, learner: Learner, limit: int = 200) -> frozenset[str]:
    """The likenesses of the exercises this learner met last, which a fresh one should not have."""
    exercise = ExerciseRow.body["exercise"]
    rows = await tx.scalars(
        select(exercise["sentence"].as_string() + " " + exercise["prompt"].as_string())
        .where(ExerciseRow.learner_id == learner.id)
        .order_by(ExerciseRow.issued_at.desc())
        .limit(limit)
    )
    return frozenset(rows)


async def add_hint(
    tx: Transaction, learner: Learner, issued: Issued, level: int, now: datetime
) -> None:
    """Store that a hint was given."""
    tx.add(HintRow(learner_id=learner.id, exercise_id=issued.id, level=level, given_at=now))
    await tx.flush()


async def add_objection(
    tx: Transaction,
    learner: Learner,
    issued: Issued,
    kind: Objection,
    now: datetime,
    engine_version: str,
) -> None:
    """Store a learner's word against a verdict or a sentence, once."""
    known = await tx.get(ObjectionRow, (learner.id, issued.id, kind.value))
    if known is None:
        tx.add(
            ObjectionRow(
                learner_id=learner.id,
                exercise_id=issued.id,
                kind=kind.value,
                made_at=now,
                engine_version=engine_version,
            )
        )
        await tx.flush()


async def objections(tx: Transaction, learner: Learner, exercise_id: UUID) -> frozenset[Objection]:
    """What a learner has said against an exercise."""
    kinds = await tx.scalars(
        select(ObjectionRow.kind).where(
            ObjectionRow.learner_id == learner.id, ObjectionRow.exercise_id == exercise_id
        )
    )
    return frozenset(map(Objection, kinds))


async def add_attempt(
    tx: Transaction, learner: Learner, issued: Issued, attempt: Attempt, engine_version: str
) -> None:
    """Append an attempt to the log."""
    tx.add(
        AttemptRow(
            learner_id=learner.id,
            exercise_id=issued.id,
            number=attempt.number,
            given_at=attempt.given_at,
            response=attempt.response,
            elapsed=attempt.elapsed,
            verdict_then=attempt.diagnosis.verdict.value,
            diagnosis_then=DIAGNOSIS.dump_python(attempt.diagnosis, mode="json"),
            engine_version=engine_version,
            policy=_policy.dump_python(attempt.policy, mode="json"),
        )
    )
    await tx.flush()


async def add_remark(
    tx: Transaction,
    learner: Learner,
    issued: Issued,
    attempt: Attempt,
    *,
    replaced: Sequence[Review],
    now: datetime,
    engine_version: str,
) -> None:
    """Append what an attempt is judged to be now, and the reviews that stood until then."""
    tx.add(
        RemarkRow(
            learner_id=learner.id,
            exercise_id=issued.id,
            number=attempt.number,
            made_at=now,
            verdict=attempt.diagnosis.verdict.value,
            diagnosis=DIAGNOSIS.dump_python(attempt.diagnosis, mode="json"),
            engine_version=engine_version,
            replaced={one.item.id: [int(one.rating), one.weight] for one in replaced},
        )
    )
    await tx.flush()


async def contested(tx: Transaction, learner: Learner) -> frozenset[UUID]:
    """The exercises of which a learner said "I was right"."""
    ids = await tx.scalars(
        select(ObjectionRow.exercise_id).where(
            ObjectionRow.learner_id == learner.id, ObjectionRow.kind == Objection.RIGHT.value
        )
    )
    return frozenset(ids)


async def _issued(
    tx: Transaction, learner: Learner, condition: ColumnElement[bool]
) -> tuple[Issued, ...]:
    rows = (
        await tx.scalars(
            select(ExerciseRow)
            .where(ExerciseRow.learner_id == learner.id, condition)
            .order_by(ExerciseRow.position)
        )
    ).all()
    ids = [row.id for row in rows]
    attempts = await _attempts(tx, learner, ids)
    hints = await _hints(tx, learner, ids)
    undone = await _undone(tx, learner, ids)
    return tuple(
        Issued(
            row.id,
            row.session_id,
            row.position,
            row.issued_at,
            CHOICE.validate_python(row.body["choice"]),
            EXERCISE.validate_python(row.body["exercise"]),
            hints.get(row.id, 0),
            tuple(attempts.get(row.id, ())),
            row.id in undone,
        )
        for row in rows
    )


async def _undone(tx: Transaction, learner: Learner, ids: Collection[UUID]) -> frozenset[UUID]:
    found = await tx.scalars(
        select(ObjectionRow.exercise_id).where(
            ObjectionRow.learner_id == learner.id,
            ObjectionRow.exercise_id.in_(ids),
            ObjectionRow.kind == Objection.UNDONE.value,
        )
    )
    return frozenset(found)


async def _attempts(
    tx: Transaction, learner: Learner, ids: Collection[UUID]
) -> dict[UUID, list[Attempt]]:
    rows = await tx.scalars(
        select(AttemptRow)
        .where(AttemptRow.learner_id == learner.id, AttemptRow.exercise_id.in_(ids))
        .order_by(AttemptRow.number)
    )
    found: dict[UUID, list[Attempt]] = {}
    for row in rows:
        attempt = Attempt(
            row.number,
            row.given_at,
            row.response,
            row.elapsed,
            DIAGNOSIS.validate_python(row.diagnosis),
            _policy.validate_python(row.policy),
        )
        found.setdefault(row.exercise_id, []).append(attempt)
    return found


async def _hints(tx: Transaction, learner: Learner, ids: Collection[UUID]) -> dict[UUID, int]:
    rows = await tx.execute(
        select(HintRow.exercise_id, HintRow.level).where(
            HintRow.learner_id == learner.id, HintRow.exercise_id.in_(ids)
        )
    )
    found: dict[UUID, int] = {}
    for exercise_id, level in rows:
        found[exercise_id] = max(found.get(exercise_id, 0), level)
    return found
