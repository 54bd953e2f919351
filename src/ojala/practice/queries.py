"""The SQL of sessions, exercises and attempts: rows in, values out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    bindparam,
    func,
    select,
    update,
)

from ojala.diagnosis import VERSION
from ojala.errors import ExerciseNotFound, SessionNotFound
from ojala.learning.learner import Learner
from ojala.learning.scheduling import Review
from ojala.practice.issued import (
    ISSUED,
    PLAN,
    POLICY,
    SESSION,
    SESSION_OF,
    gathered,
    session_from,
)
from ojala.practice.values import Attempt, Extension, Issued, Objection, Session, SessionPlan
from ojala.storage.database import Transaction
from ojala.storage.direct import ask
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
from ojala.storage.writing import Change, append, write

_exercise = ExerciseRow.body["exercise"]
_told = _exercise["sentence"].as_string() + " " + _exercise["prompt"].as_string()
# Made once: it is asked before each exercise, and making it takes longer than answering it.
_RECENT = (
    select(func.coalesce(ExerciseRow.likeness, _told).label("likeness"))
    .where(ExerciseRow.learner_id == bindparam("learner"))
    .order_by(ExerciseRow.issued_at.desc())
    .limit(bindparam("most"))
)

_LATEST = (
    select(SessionRow.id, SessionRow.finished_at)
    .where(SessionRow.learner_id == bindparam("learner"))
    .order_by(SessionRow.started_at.desc(), SessionRow.id.desc())
    .limit(1)
)


async def add_session(
    tx: Transaction, learner: Learner, plan: SessionPlan, now: datetime
) -> Session:
    """Store a new session."""
    made = Session(new_id(now), now, None, plan, ())
    row = {
        "learner_id": learner.id,
        "id": made.id,
        "started_at": made.started_at,
        "finished_at": made.finished_at,
        "plan": PLAN.dump_python(plan, mode="json"),
    }
    await append(tx, SessionRow, [row])
    return made


async def session(tx: Transaction, learner: Learner, session_id: UUID) -> Session:
    """A session with every exercise issued in it."""
    rows = await ask(tx, SESSION, {"learner": learner.id, "session": session_id})
    if not rows:
        raise SessionNotFound("No practice session of yours has this id.")
    return session_from(rows)


async def sessions(
    tx: Transaction, learner: Learner, *, before: UUID | None, limit: int
) -> tuple[Session, ...]:
    """The sessions begun before one of them (or the newest), newest first."""
    chosen = select(SessionRow).where(SessionRow.learner_id == learner.id)
    if before is not None:
        chosen = chosen.where(SessionRow.id < before)
    rows = (await tx.scalars(chosen.order_by(SessionRow.id.desc()).limit(limit))).all()
    chosen_sessions = ISSUED.where(ExerciseRow.session_id.in_([row.id for row in rows]))
    issued = gathered(await tx.execute(chosen_sessions, {"learner": learner.id}))
    return tuple(
        Session(
            row.id,
            row.started_at,
            row.finished_at,
            PLAN.validate_python(row.plan),
            tuple(one for one in issued if one.session_id == row.id),
        )
        for row in rows
    )


async def session_of(tx: Transaction, learner: Learner, exercise_id: UUID) -> Session:
    """The session in which an exercise was issued to the learner."""
    rows = await ask(tx, SESSION_OF, {"learner": learner.id, "exercise": exercise_id})
    if not rows:
        raise ExerciseNotFound("No exercise with this id was issued to you.")
    return session_from(rows)


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


async def extend(
    tx: Transaction, learner: Learner, session: Session, extension: Extension
) -> Session:
    """Store what is added to a session's plan."""
    plan = replace(session.plan, extensions=(*session.plan.extensions, extension))
    row = await tx.get_one(SessionRow, (learner.id, session.id))
    row.plan = PLAN.dump_python(plan, mode="json")
    await tx.flush()
    return replace(session, plan=plan)


async def reopen_session(tx: Transaction, learner: Learner, session_id: UUID) -> None:
    """Let a finished session go on."""
    row = await tx.get_one(SessionRow, (learner.id, session_id))
    row.finished_at = None
    await tx.flush()


async def latest_session(tx: Transaction, learner: Learner) -> UUID | None:
    """The session begun last, if it is not finished."""
    rows = await ask(tx, _LATEST, {"learner": learner.id})
    return next((row.id for row in rows if row.finished_at is None), None)


async def add_exercise(
    tx: Transaction,
    learner: Learner,
    issued: Issued,
    content_version: str,
) -> None:
    """Store an exercise as issued."""
    row = {
        "learner_id": learner.id,
        "id": issued.id,
        "session_id": issued.session_id,
        "position": issued.position,
        "issued_at": issued.issued_at,
        "item": issued.choice.item.id,
        "body": {
            "choice": CHOICE.dump_python(issued.choice, mode="json"),
            "exercise": EXERCISE.dump_python(issued.exercise, mode="json"),
        },
        "content_version": content_version,
        "likeness": issued.exercise.likeness,
    }
    await append(tx, ExerciseRow, [row])


async def exercise(tx: Transaction, learner: Learner, exercise_id: UUID) -> Issued:
    """An exercise as issued, with what has come of it."""
    rows = await ask(tx, _ONEISSUED, {"learner": learner.id, "exercise": exercise_id})
    found = gathered(rows)
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
    chosen = ISSUED.where(ExerciseRow.id.in_(ids.all()))
    found = gathered(await tx.execute(chosen, {"learner": learner.id}))
    return tuple(sorted(found, key=lambda issued: issued.id, reverse=True))


async def recent_sentences(tx: Transaction, learner: Learner, limit: int = 200) -> frozenset[str]:
    """The likenesses of the exercises this learner met last, which a fresh one should not have."""
    rows = await ask(tx, _RECENT, {"learner": learner.id, "most": limit})
    return frozenset(row.likeness for row in rows)


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


async def add_attempt(tx: Transaction, learner: Learner, issued: Issued, attempt: Attempt) -> None:
    """Append an attempt to the log."""
    await write(tx, [log_of(learner, issued, attempt)])


def log_of(learner: Learner, issued: Issued, attempt: Attempt) -> Change:
    """An attempt at an exercise, to be appended to the log."""
    row = {
        "learner_id": learner.id,
        "exercise_id": issued.id,
        "number": attempt.number,
        "given_at": attempt.given_at,
        "response": attempt.response,
        "elapsed": attempt.elapsed,
        "verdict": attempt.diagnosis.verdict.value,
        "diagnosis": DIAGNOSIS.dump_python(attempt.diagnosis, mode="json"),
        "engine_version": VERSION,
        "policy": POLICY.dump_python(attempt.policy, mode="json"),
    }
    return Change(AttemptRow, [row], puts=False, alone=True)


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


_ONEISSUED = ISSUED.where(ExerciseRow.id == bindparam("exercise"))
