"""No table is read from end to end, whoever asks what comes next or how they stand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from bench.progress import NOW, seed
from sqlalchemy import event

from ojala.content.course import course
from ojala.learning.learner import Learner
from ojala.practice import answering
from ojala.practice import service as practice
from ojala.practice.values import Issued, Wish
from ojala.progress import service
from ojala.storage.database import Database
from ojala.storage.tables import Base
from tests.progress.crowds import crowd

Asked = list[tuple[str, Any]]


@asynccontextmanager
async def listening(database: Database) -> AsyncIterator[Asked]:
    """Write down every question that is put to the database."""
    asked: Asked = []

    def note(
        _connection: object,
        _cursor: object,
        statement: str,
        parameters: object,
        _context: object,
        many: object,
    ) -> None:
        if statement.lstrip().startswith(("SELECT", "UPDATE", "DELETE")) and not many:
            asked.append((statement, parameters))

    engine = database.engine.sync_engine
    event.listen(engine, "before_cursor_execute", note)
    yield asked
    event.remove(engine, "before_cursor_execute", note)


async def scans(database: Database, asked: Asked) -> list[str]:
    """The questions that are answered by going through a table, whatever its indexes."""
    found = []
    async with database.engine.connect() as connection:
        if database.is_embedded:
            explain, sign = "EXPLAIN QUERY PLAN", "SCAN {}"
        else:
            explain, sign = "EXPLAIN", "Seq Scan on {}"
        signs = [sign.format(table) for table in Base.metadata.tables]
        for statement, parameters in asked:
            rows = await connection.exec_driver_sql(f"{explain} {statement}", parameters)
            plan = "\n".join(str(row[-1]) for row in rows)
            if any(one in plan for one in signs):
                found.append(f"{statement}\n{plan}")
    return found


@pytest.fixture
async def learner(database: Database) -> Learner:
    """Somebody with many cards, and on a server with a long log as well, among other people.

    An embedded database chooses its plans by the indexes alone; a server by what tables hold.
    """
    learner = await seed(database, course(), answers=400, cards=5000)
    if not database.is_embedded:
        await crowd(database)
    return learner


async def test_choosing_what_comes_next_scans_no_table(
    database: Database, learner: Learner
) -> None:
    known, now, seeds = course(), NOW, count()
    wish = Wish(minutes=9)  # it goes on beyond what was planned, and is finished when it is over

    async def next_one() -> Issued | None:
        async with database.transaction() as tx:
            return await practice.next_exercise(
                tx, learner=learner, session_id=session.id, course=known, now=now, seed=next(seeds)
            )

    async with listening(database) as asked:
        async with database.transaction() as tx:
            session = await practice.start_session(
                tx, learner=learner, course=known, now=NOW, wish=wish
            )
        issued = await next_one()
        assert await next_one() == issued
        while issued is not None:
            now += timedelta(seconds=20)
            async with database.transaction() as tx:
                await answering.submit_answer(
                    tx, learner=learner, exercise_id=issued.id, number=1,
                    response=None, course=known, now=now,
                )  # fmt: skip
            issued = await next_one()

    written = {statement for statement, _ in asked}
    read = " ".join(written)
    assert all(f"FROM {table}" in read for table in ("cards", "exercises", "sessions"))
    assert sum(one.startswith("UPDATE sessions SET") for one in written) > 1  # more, and its end
    assert await scans(database, list(dict(asked).items())) == []


async def test_pages_of_progress_scan_no_table(database: Database, learner: Learner) -> None:
    known = course()
    async with listening(database) as asked, database.transaction(read_only=True) as tx:
        await service.overview(tx, learner=learner, course=known, now=NOW)
        await service.accuracy(tx, learner=learner, course=known, now=NOW)
        await service.foresight(tx, learner=learner, now=NOW)
        await service.reached(tx, learner=learner)

    assert len(asked) > 6
    assert await scans(database, asked) == []
