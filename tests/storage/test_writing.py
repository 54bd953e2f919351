from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import delete, event, select

from ojala.learning.learner import Preferences
from ojala.storage.database import Database, Transaction
from ojala.storage.tables import CardRow, ChronicleRow, DayRow
from ojala.storage.writing import Change, append, put, write
from ojala.web import identity

NOON = datetime(2026, 3, 29, 12, tzinfo=UTC)


async def somebody(tx: Transaction) -> dict[str, Any]:
    """One of the days of a new learner, with two answers."""
    learner, _ = await identity.create_guest(tx, NOON, Preferences())
    counted = {"count": 2, "right": 1, "seconds": 7.5, "timed": 2, "points": 10}
    return {"learner_id": learner.id, "day": date(2026, 3, 29), **counted}


async def stored(tx: Transaction) -> list[tuple[date, int, int]]:
    rows = await tx.execute(select(DayRow.day, DayRow.count, DayRow.points).order_by(DayRow.day))
    return [(day, count, points) for day, count, points in rows]


async def test_what_is_new_is_added_and_what_is_there_replaced(database: Database) -> None:
    async with database.transaction() as tx:
        day = await somebody(tx)
        await append(tx, DayRow, [day])
        await put(tx, DayRow, [day | {"count": 5}, day | {"day": date(2026, 3, 30)}])
        assert await stored(tx) == [(date(2026, 3, 29), 5, 10), (date(2026, 3, 30), 2, 10)]


async def test_columns_that_add_up_are_summed_and_the_others_replaced(database: Database) -> None:
    async with database.transaction() as tx:
        day = await somebody(tx)
        await put(tx, DayRow, [day], adding=["count"])
        await put(tx, DayRow, [day | {"count": -1, "points": 3}], adding=["count"])
        assert await stored(tx) == [(date(2026, 3, 29), 1, 3)]


async def test_nothing_to_write_writes_nothing(database: Database) -> None:
    async with database.transaction() as tx:
        await append(tx, DayRow, [])
        await put(tx, DayRow, [])
        assert await stored(tx) == []


async def changes(tx: Transaction) -> list[Change]:
    """Changes of three tables: every kind of column, nothing where nothing is told, two rows."""
    day = await somebody(tx)
    mine, then = day["learner_id"], {"last_review": NOON, "due": NOON, "reviews": 1, "lapses": 0}
    card = {"learner_id": mine, "stability": 0.1 + 0.2, "difficulty": 5.0, **then, "version": 1}
    body = {"count": 1, "said": '¿«ñ» \\ "?', "reached": {}}
    told = {"learner_id": mine, "body": body, "latest": NOON, "before": {}}
    return [
        Change(DayRow, [day], adding=frozenset({"count", "points"})),
        Change(CardRow, [card | {"item": "mood:a"}, card | {"item": "mood:b"}]),
        Change(ChronicleRow, [told]),
        Change(DayRow, []),
    ]


async def everything(tx: Transaction) -> list[list[Any]]:
    """All that is stored in the tables of these changes, without ids."""
    tables = ((DayRow, DayRow.day), (CardRow, CardRow.item), (ChronicleRow, ChronicleRow.latest))
    found = []
    for row_class, order in tables:
        columns = [one for one in row_class.__table__.c if one.name != "learner_id"]
        rows = await tx.execute(select(*columns).order_by(order))
        found.append([tuple(row) for row in rows])
    return found


@pytest.mark.parametrize("times", [1, 2])
async def test_written_together_or_one_by_one_the_same_is_stored(
    database: Database, times: int
) -> None:
    async with database.transaction() as tx:
        made = await changes(tx)
        for _ in range(times):
            await write(tx, made)
        together = await everything(tx)
        for table in (DayRow, CardRow, ChronicleRow):
            await tx.execute(delete(table))
        for _ in range(times):
            for change in made:
                await put(tx, change.row_class, change.rows, adding=change.adding)
        one_by_one = await everything(tx)

    assert together == one_by_one
    assert [len(rows) for rows in together] == [1, 2, 1]


async def test_a_server_takes_all_of_it_in_one_statement(database: Database) -> None:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    async with database.transaction() as tx:
        made = await changes(tx)
        event.listen(database.engine.sync_engine, "before_cursor_execute", note)
        await write(tx, made)
        await write(tx, [])

    assert len(statements) == (3 if database.is_embedded else 1)
