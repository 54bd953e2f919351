"""The SQL of administration: rows in, values out; across learners, as nothing else here is."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter
from sqlalchemy import Select, and_, func, or_, select, tuple_, update

from ojala.admin.values import (
    JobState,
    Letter,
    Outcome,
    Overview,
    Person,
    Report,
    Role,
    Search,
    Task,
)
from ojala.diagnosis import Policy, remark
from ojala.learning.learner import Learner
from ojala.storage.database import Transaction
from ojala.storage.documents import DIAGNOSIS, EXERCISE
from ojala.storage.learners import learner_of
from ojala.storage.tables import (
    AccountRow,
    AttemptRow,
    ExerciseRow,
    JobRow,
    LearnerRow,
    LoginRow,
    MailRow,
    ObjectionRow,
)

REPORTS = ("right", "report")
"""The kinds of objections that somebody should look at."""
FIRST = 1
"""The number of the answer that counts."""
_MAILS = timedelta(days=7)
_policy = TypeAdapter(Policy)
_unsettled = and_(ObjectionRow.kind.in_(REPORTS), ObjectionRow.settled_at.is_(None))
_ORDER = tuple_(JobRow.created_at, JobRow.id)
_LOGGED = tuple_(MailRow.logged_at, MailRow.id)
_given_up = and_(JobRow.finished_at.is_not(None), JobRow.error.is_not(None))


async def people(
    tx: Transaction, search: Search, *, before: UUID | None, limit: int
) -> list[Person]:
    """The accounts looked for, the newest first."""
    chosen = _people().order_by(AccountRow.learner_id.desc()).limit(limit)
    if search.text:
        said = search.text.lower()
        name = func.lower(AccountRow.name).contains(said, autoescape=True)
        chosen = chosen.where(or_(AccountRow.email.contains(said, autoescape=True), name))
    if search.role is not None:
        chosen = chosen.where(AccountRow.role == search.role.value)
    if search.disabled:
        chosen = chosen.where(AccountRow.disabled_at.is_not(None))
    if before is not None:
        chosen = chosen.where(AccountRow.learner_id < before)
    return [_person(row[0], row[1]) for row in await tx.execute(chosen)]


async def person(tx: Transaction, person_id: UUID) -> Person | None:
    """One account."""
    row = (await tx.execute(_people().where(AccountRow.learner_id == person_id))).one_or_none()
    return _person(row[0], row[1]) if row else None


def _people() -> Select[AccountRow, datetime | None]:
    seen = (
        select(func.max(LoginRow.seen_at))
        .where(LoginRow.learner_id == AccountRow.learner_id)
        .scalar_subquery()
    )
    return select(AccountRow, seen).execution_options(populate_existing=True)


def _person(row: AccountRow, seen_at: datetime | None) -> Person:
    return Person(
        id=row.learner_id,
        email=row.email,
        name=row.name,
        role=Role(row.role),
        language=row.language,
        has_second_step=row.totp_secret is not None,
        created_at=row.created_at,
        seen_at=seen_at,
        disabled_at=row.disabled_at,
        deletion_due=row.deletion_due,
    )


async def change(tx: Transaction, person_id: UUID, **values: object) -> None:
    """Change some columns of an account."""
    mine = update(AccountRow).where(AccountRow.learner_id == person_id)
    await tx.execute(mine.values(**values))


async def admins(tx: Transaction) -> dict[UUID, str]:
    """The addresses of those who may run the service."""
    rows = await tx.execute(_admins())
    return {row[0]: row[1] for row in rows}


async def locked_admins(tx: Transaction) -> frozenset[UUID]:
    """Those who may run the service, and stay so until the transaction ends."""
    rows = await tx.scalars(_admins().order_by(AccountRow.learner_id).with_for_update())
    return frozenset(rows)


def _admins() -> Select[UUID, str]:
    return select(AccountRow.learner_id, AccountRow.email).where(
        AccountRow.role == Role.ADMIN.value, AccountRow.disabled_at.is_(None)
    )


async def answers(tx: Transaction, person_id: UUID) -> int:
    """How many answers somebody has given."""
    return await _count(tx, select(AttemptRow.number).where(AttemptRow.learner_id == person_id))


async def reports(
    tx: Transaction, *, settled: bool, before: UUID | None, limit: int
) -> list[Report]:
    """The exercises that learners said something against, the newest first."""
    state = ObjectionRow.settled_at.is_not(None) if settled else ObjectionRow.settled_at.is_(None)
    chosen = (
        select(ObjectionRow.exercise_id)
        .where(ObjectionRow.kind.in_(REPORTS), state)
        .distinct()
        .order_by(ObjectionRow.exercise_id.desc())
        .limit(limit)
    )
    if before is not None:
        chosen = chosen.where(ObjectionRow.exercise_id < before)
    return await _reports(tx, list(await tx.scalars(chosen)))


async def report(tx: Transaction, exercise_id: UUID) -> Report | None:
    """What was said against one exercise."""
    found = await _reports(tx, [exercise_id])
    return found[0] if found else None


async def _reports(tx: Transaction, ids: Sequence[UUID]) -> list[Report]:
    rows = await tx.execute(
        select(ObjectionRow, ExerciseRow, AttemptRow)
        .join(
            ExerciseRow,
            and_(
                ExerciseRow.learner_id == ObjectionRow.learner_id,
                ExerciseRow.id == ObjectionRow.exercise_id,
            ),
        )
        .join(
            AttemptRow,
            and_(
                AttemptRow.learner_id == ObjectionRow.learner_id,
                AttemptRow.exercise_id == ObjectionRow.exercise_id,
                AttemptRow.number == FIRST,
            ),
        )
        .where(ObjectionRow.exercise_id.in_(ids), ObjectionRow.kind.in_(REPORTS))
        .order_by(ObjectionRow.exercise_id.desc(), ObjectionRow.kind)
        .execution_options(populate_existing=True)
    )
    by_exercise: dict[UUID, list[Any]] = {}
    for row in rows:
        by_exercise.setdefault(row[0].exercise_id, []).append(row)
    return [
        _report([said for said, _, _ in found], *found[0][1:]) for found in by_exercise.values()
    ]


def _report(said: Sequence[ObjectionRow], issued: ExerciseRow, attempt: AttemptRow) -> Report:
    exercise = EXERCISE.validate_python(issued.body["exercise"])
    before, policy = DIAGNOSIS.validate_python(attempt.diagnosis), attempt.policy
    made = remark(exercise, attempt.response, before, _policy.validate_python(policy))
    open_ones = [one for one in said if one.settled_at is None]
    last = (open_ones or said)[-1]
    return Report(
        exercise_id=issued.id,
        kinds=tuple(one.kind for one in said),
        made_at=max(one.made_at for one in said),
        exercise_kind=exercise.kind,
        sentence=exercise.shown,
        gloss=exercise.gloss,
        given=attempt.response,
        due=tuple(answer.text for answer in exercise.answers),
        verdict=before.verdict,
        today=made.standing.verdict,
        differs=made.differs and not made.against,
        engine_version=attempt.engine_version,
        settled_at=last.settled_at,
        outcome=Outcome(last.outcome) if last.outcome else None,
    )


async def asked(tx: Transaction, exercise_id: UUID) -> Learner:
    """Whom an exercise that is known to exist was issued to."""
    row = await tx.scalars(
        select(LearnerRow)
        .join(ExerciseRow, ExerciseRow.learner_id == LearnerRow.id)
        .where(ExerciseRow.id == exercise_id)
    )
    return learner_of(row.one())


async def settle(tx: Transaction, exercise_id: UUID, outcome: Outcome, now: datetime) -> None:
    """Note what came of what was said against an exercise."""
    await tx.execute(
        update(ObjectionRow)
        .where(ObjectionRow.exercise_id == exercise_id, _unsettled)
        .values(settled_at=now, outcome=outcome.value)
    )


async def tasks(tx: Transaction, state: JobState, *, before: UUID | None, limit: int) -> list[Task]:
    """The jobs in a state, those asked for last first."""
    states = {
        JobState.WAITING: JobRow.finished_at.is_(None),
        JobState.GIVEN_UP: _given_up,
        JobState.DONE: and_(JobRow.finished_at.is_not(None), JobRow.error.is_(None)),
    }
    edge = await tx.get(JobRow, before) if before is not None else None
    chosen = select(JobRow).where(states[state])
    if edge is not None:  # where it is gone by now, the list begins anew
        chosen = chosen.where(tuple_(edge.created_at, edge.id) > _ORDER)
    ordered = chosen.order_by(JobRow.created_at.desc(), JobRow.id.desc()).limit(limit)
    return [_task(row) for row in await tx.scalars(ordered)]


async def task(tx: Transaction, task_id: UUID) -> Task | None:
    """One job."""
    row = await tx.scalar(select(JobRow).where(JobRow.id == task_id).with_for_update())
    return _task(row) if row else None


def _task(row: JobRow) -> Task:
    state = JobState.WAITING
    if row.finished_at is not None:
        state = JobState.GIVEN_UP if row.error else JobState.DONE
    return Task(
        id=row.id,
        name=row.name,
        state=state,
        created_at=row.created_at,
        run_after=row.run_after,
        attempts=row.attempts,
        finished_at=row.finished_at,
        error=row.error or "",
    )


async def retry(tx: Transaction, task_id: UUID, now: datetime) -> None:
    """Have a job done at once, with all its attempts before it."""
    mine = update(JobRow).where(JobRow.id == task_id)
    await tx.execute(mine.values(finished_at=None, run_after=now, attempts=0, error=None))


async def mails(tx: Transaction, *, before: UUID | None, limit: int) -> list[Letter]:
    """What became of letters, the latest first."""
    edge = await tx.get(MailRow, before) if before is not None else None
    chosen = select(MailRow)
    if edge is not None:
        chosen = chosen.where(tuple_(edge.logged_at, edge.id) > _LOGGED)
    ordered = chosen.order_by(MailRow.logged_at.desc(), MailRow.id.desc()).limit(limit)
    return [
        Letter(row.id, row.template, row.to, row.language, row.outcome, row.note, row.logged_at)
        for row in await tx.scalars(ordered)
    ]


async def overview(tx: Transaction, now: datetime) -> Overview:
    """How things stand."""
    counted = await tx.execute(
        select(AccountRow.role, func.count(AccountRow.learner_id)).group_by(AccountRow.role)
    )
    refused = select(MailRow.id).where(
        MailRow.outcome == "refused", MailRow.logged_at > now - _MAILS
    )
    with_account = select(AccountRow.learner_id)
    waiting = select(ObjectionRow.exercise_id).where(_unsettled).distinct()
    disabled = select(AccountRow.learner_id).where(AccountRow.disabled_at.is_not(None))
    return Overview(
        roles={Role(role): number for role, number in counted},
        guests=await _count(tx, select(LearnerRow.id).where(LearnerRow.id.not_in(with_account))),
        disabled=await _count(tx, disabled),
        open_reports=await _count(tx, waiting),
        jobs_waiting=await _count(tx, select(JobRow.id).where(JobRow.finished_at.is_(None))),
        jobs_given_up=await _count(tx, select(JobRow.id).where(_given_up)),
        mails_refused=await _count(tx, refused),
    )


async def _count(tx: Transaction, rows: Select[Any]) -> int:
    counted: int = await tx.scalar(select(func.count()).select_from(rows.subquery())) or 0
    return counted
