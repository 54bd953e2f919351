from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select

from ojala.learning.learner import Preferences
from ojala.storage.database import Database, Transaction
from ojala.storage.tables import DayRow
from ojala.storage.writing import append, put
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
