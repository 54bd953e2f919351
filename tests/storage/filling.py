"""A database with something of everything in it."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Column, Table, TypeDecorator, func, insert, select

from ojala.accounts import queries as accounts
from ojala.accounts.values import Account, Purpose, Role
from ojala.content.course import course
from ojala.exercises.exercise import Response
from ojala.learning.learner import Learner, Preferences
from ojala.mail import queries as mails
from ojala.mail.letters import Letter
from ojala.practice import answering, service
from ojala.storage import audit, jobs, migrate, replies, switches
from ojala.storage.database import Database, Transaction
from ojala.storage.documents import DIAGNOSIS
from ojala.storage.ids import new_id
from ojala.storage.tables import Base, HintRow, ObjectionRow, RemarkRow, TutorAnswerRow
from ojala.web import identity

NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
DAY = timedelta(days=1)
SOME_ID = new_id(NOW)


async def filled(url: str) -> None:
    """Migrate a database and let somebody practise in it: one wrong answer, one right."""
    database = Database(url)
    await migrate.upgrade(database)
    async with database.transaction() as tx:
        await jobs.enqueue(tx, "mail.send", {"to": "año@example.org"}, now=NOW)
        learner, _ = await identity.create_guest(tx, NOW, Preferences())
        session = await service.start_session(tx, learner=learner, course=course(), now=NOW)
        for seed, text in enumerate((None, "zapato")):
            issued = await service.next_exercise(
                tx, learner=learner, session_id=session.id, course=course(), now=NOW, seed=seed
            )
            assert issued is not None
            await answering.submit_answer(
                tx,
                learner=learner,
                course=course(),
                exercise_id=issued.id,
                number=1,
                response=Response(text or issued.exercise.answers[0].text, 4.25),
                now=NOW,
            )
    await database.close()


async def give_everything(tx: Transaction, learner: Learner) -> None:
    """Give a learner who has practised, and the service, what is missing: a row of each table."""
    email = "ana@example.com"
    account = Account(
        learner.id, email, "Ana", "es", Role.ADMIN, "-", None, NOW, disabled_at=None,
        deletion_due=None,
    )  # fmt: skip
    await accounts.add_account(tx, account)
    await accounts.set_recovery_codes(tx, learner.id, ["code"])
    await accounts.add_ticket(tx, Purpose.RESET, learner.id, {}, now=NOW, lifetime=DAY)
    await replies.begin(tx, b"o" * 32, "key", b"f" * 32, NOW)
    await mails.log(tx, new_id(NOW), Letter("reset", email, "es", {}), "sent", "", NOW)
    await audit.write(tx, audit.Act.SWITCHED, actor="a", subject="speech", now=NOW)
    await switches.turn(tx, switches.Switch.SPEECH, on=False, now=NOW)
    for issued in await service.exercises(tx, learner=learner, before=None, limit=9):
        key = {"learner_id": learner.id, "exercise_id": issued.id}
        tx.add(HintRow(**key, level=1, given_at=NOW))
        tx.add(ObjectionRow(**key, kind="right", made_at=NOW, engine_version="1"))
        told = {"way": "explain", "asked": "", "made_at": NOW, "body": {"parts": []}}
        tx.add(TutorAnswerRow(**key, question=b"q" * 32, **told))
        for attempt in issued.attempts:
            verdict = attempt.diagnosis.verdict.value
            judged = DIAGNOSIS.dump_python(attempt.diagnosis, mode="json")
            made = {"number": attempt.number, "made_at": NOW, "engine_version": "1"}
            tx.add(RemarkRow(**key, **made, verdict=verdict, replaced={}, diagnosis=judged))
    for table in Base.metadata.sorted_tables:
        if not await tx.scalar(select(func.count()).select_from(table)):
            await tx.execute(insert(table), [_sample(table, learner)])


def _sample(table: Table, learner: Learner) -> dict[str, object]:
    """A row of a table that nothing else here fills, of values that its columns can hold."""
    samples: dict[type, object] = {
        UUID: SOME_ID, str: "x", int: 1, float: 1.0, bool: True, bytes: b"x",
        datetime: NOW, date: NOW.date(), dict: {}, object: {},
    }  # fmt: skip
    row = {column.name: samples[_python_type(column)] for column in table.c}
    return row | {"learner_id": learner.id}


def _python_type(column: Column[object]) -> type:
    kind = column.type
    return kind.impl_instance.python_type if isinstance(kind, TypeDecorator) else kind.python_type
