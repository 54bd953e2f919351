"""Statements put to the driver's own cursor: within the unit of work, with its errors."""

from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest
from sqlalchemy import bindparam, event, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from ojala.storage import direct
from ojala.storage.base import Base
from ojala.storage.database import Database, Transaction, is_away
from ojala.storage.direct import Values, ask, tell
from ojala.storage.tables import CardRow, DayRow, LearnerRow

NOW = datetime(2026, 3, 29, 12, 30, tzinfo=UTC)
LEARNERS = select(LearnerRow.id, LearnerRow.created_at, LearnerRow.preferences).where(
    LearnerRow.id == bindparam("learner")
)
DAYS = insert(Base.metadata.tables[DayRow.__tablename__])
IN_ALL = select(LearnerRow.id).where(LearnerRow.id.in_(bindparam("all", expanding=True)))
CARDS = insert(Base.metadata.tables[CardRow.__tablename__])


@pytest.fixture
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens, though another test may have had an integration listen to all engines."""
    monkeypatch.setattr(direct, "_is_heard", lambda _connection: False)


def somebody() -> LearnerRow:
    return LearnerRow(id=uuid4(), created_at=NOW, preferences={"theme": "dark"})


def day(learner: UUID, number: int) -> Values:
    counted = {"count": 2, "right": 1, "seconds": 7.5, "timed": 2, "points": number}
    return {"learner_id": learner, "day": date(2026, 3, number), **counted}


async def within(database: Database, work: Callable[[Transaction], Awaitable[None]]) -> None:
    async with database.transaction() as tx:
        await work(tx)


@pytest.mark.usefixtures("unheard")
async def test_what_waits_to_be_written_is_seen_and_values_come_back_as_they_were(
    database: Database,
) -> None:
    row = somebody()
    async with database.transaction() as tx:
        tx.add(row)
        (found,) = await ask(tx, LEARNERS, {"learner": row.id})
        assert await ask(tx, LEARNERS, {"learner": uuid4()}) == []

    assert (found.id, found.created_at, found.preferences) == (row.id, NOW, {"theme": "dark"})
    assert found.created_at.tzinfo is UTC


@pytest.mark.usefixtures("unheard")
async def test_what_is_told_is_undone_with_its_transaction(database: Database) -> None:
    row = somebody()
    async with database.transaction() as tx:
        tx.add(row)

    async def fail(tx: Transaction) -> None:
        await tell(tx, DAYS, [day(row.id, 1)])
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await within(database, fail)
    async with database.transaction() as tx:
        await tell(tx, DAYS, [day(row.id, 2), day(row.id, 3)])

    async with database.transaction(read_only=True) as tx:
        assert (await tx.scalars(select(DayRow.points).order_by(DayRow.day))).all() == [2, 3]


@pytest.mark.usefixtures("unheard")
async def test_a_conflict_is_told_as_any_other_and_names_no_values(database: Database) -> None:
    row = somebody()

    async def repeat(tx: Transaction) -> None:
        tx.add(row)
        await tell(tx, DAYS, [day(row.id, 1), day(row.id, 1)])

    with pytest.raises(IntegrityError) as caught:
        await within(database, repeat)

    assert not is_away(caught.value)
    assert str(row.id) not in str(caught.value.params)
    async with database.transaction(read_only=True) as tx:
        assert await ask(tx, LEARNERS, {"learner": row.id}) == []


@pytest.mark.usefixtures("unheard")
async def test_a_connection_that_ends_is_given_up_and_replaced(database: Database) -> None:
    if database.is_embedded:
        return
    other = Database(database.engine.url.render_as_string(hide_password=False))

    async def lose(tx: Transaction) -> None:
        mine = await tx.scalar(text("SELECT pg_backend_pid()"))
        async with other.transaction() as second:
            await second.execute(text(f"SELECT pg_terminate_backend({mine})"))
        await ask(tx, LEARNERS, {"learner": uuid4()})

    with pytest.raises(DBAPIError) as caught:
        await within(database, lose)
    await other.close()

    assert is_away(caught.value)
    assert caught.value.connection_invalidated
    async with database.transaction() as tx:
        assert await ask(tx, LEARNERS, {"learner": uuid4()}) == []


async def test_who_listens_is_told_of_every_statement(database: Database) -> None:
    heard: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        heard.append(statement.split(maxsplit=1)[0])

    row = somebody()
    async with database.transaction() as tx:
        tx.add(row)
        await tx.flush()
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        (found,) = await ask(tx, LEARNERS, {"learner": row.id})
        await tell(tx, DAYS, [day(row.id, 1)])
        event.remove(database.engine.sync_engine, "before_cursor_execute", note)
        assert await ask(tx, LEARNERS, {"learner": row.id}) == [tuple(found)]

    assert heard == ["SELECT", "INSERT"]


@pytest.mark.usefixtures("unheard")
async def test_a_statement_that_changes_with_its_values_is_refused(database: Database) -> None:
    async with database.transaction() as tx:
        with pytest.raises(TypeError, match="more than its values"):
            await ask(tx, IN_ALL, {"all": [uuid4()]})
        with pytest.raises(TypeError, match="more than its values"):  # a version is filled in
            await tell(tx, CARDS, [{"learner_id": uuid4(), "item": "mood:a"}])
