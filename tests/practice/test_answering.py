"""What is taken at once is what a transaction would have made of it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from random import Random
from typing import Any

import pytest
from sqlalchemy import func, select, text

from ojala.exercises.exercise import Response
from ojala.practice import service
from ojala.practice.answering import Feedback, answer_at_once, submit_answer
from ojala.practice.before import Entry, enter
from ojala.practice.values import FIRST, Issued
from ojala.storage import direct, logins
from ojala.storage.base import Base
from ojala.storage.database import Database, Transaction
from ojala.storage.direct import Interrupted, Statements, statements, takes_statements
from ojala.storage.logins import Shown
from ojala.storage.tables import AttemptRow
from tests.practice.conftest import Ana

ON_A_SERVER = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
Rows = dict[str, list[tuple[Any, ...]]]


class Undone(Exception):
    """Ends a transaction of which nothing is to stay."""


@pytest.fixture(autouse=True)
def unheard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody listens: what another test set up to hear statements hears these by the usual way."""
    monkeypatch.setattr(direct, "_is_heard", lambda _engine: False)


@pytest.fixture
async def shown(ana: Ana) -> Shown:
    """What Ana shows to be known by."""
    async with ana.database.transaction() as tx:
        _, secret = await logins.add(tx, ana.learner.id, ana.now, lifetime=timedelta(days=900))
    return logins.shown_secret(secret, ana.now)


async def stored(tx: Transaction, ana: Ana) -> Rows:
    """All that is stored of Ana, but for whose turn it is."""
    return {
        table.name: sorted(
            map(tuple, await tx.execute(select(table).where(table.c.learner_id == ana.learner.id))),
            key=repr,
        )
        for table in Base.metadata.sorted_tables
        if "learner_id" in table.c
    }


async def usual(ana: Ana, issued: Issued, response: Response | None) -> tuple[Feedback, Rows]:
    """What a transaction makes of an answer; it leaves nothing behind."""
    made: tuple[Feedback, Rows] | None = None
    with suppress(Undone):
        async with ana.database.transaction() as tx:
            feedback = await submit_answer(
                tx,
                learner=ana.learner,
                exercise_id=issued.id,
                number=FIRST,
                response=response,
                course=ana.course,
                now=ana.now,
            )
            made = feedback, await stored(tx, ana)
            raise Undone
    assert made is not None
    return made


@asynccontextmanager
async def entering(ana: Ana, shown: Shown, issued: Issued) -> AsyncIterator[tuple[Any, ...]]:
    async with statements(ana.database) as work:
        yield work, await enter(work, shown, issued.id)


async def at_once(
    ana: Ana, work: Statements, entry: Entry, issued: Issued, response: Response | None
) -> Feedback | None:
    return await answer_at_once(
        work, entry, exercise_id=issued.id, response=response, course=ana.course, now=ana.now
    )


@ON_A_SERVER
async def test_at_once_is_told_and_stored_what_a_transaction_makes(ana: Ana, shown: Shown) -> None:
    chance, taken = Random(7), 0  # noqa: S311 - nothing secret
    for _ in range(3):
        session = await ana.start()
        while (issued := await ana.next(session.id)) is not None:
            right = issued.exercise.answers[0].text
            given = chance.choice([right, right, issued.exercise.lemma, "zapatame", "hablé", None])
            response = None if given is None else Response(given, chance.uniform(1, 20))
            told, rows = await usual(ana, issued, response)
            async with entering(ana, shown, issued) as (work, entry):
                assert entry.login.learner == ana.learner
                feedback = await at_once(ana, work, entry, issued, response)
            if told.remaining == 0:
                assert feedback is None
                await ana.answer(issued, given)
                break
            assert feedback == told
            async with ana.database.transaction() as tx:
                assert await stored(tx, ana) == rows
            taken += 1
        ana.wait(timedelta(days=3))

    assert taken > 20
    assert (await ana.replay()).differing == 0


@ON_A_SERVER
async def test_who_was_overtaken_writes_nothing(ana: Ana, shown: Shown) -> None:
    issued = await ana.next((await ana.start()).id)
    assert issued is not None
    async with entering(ana, shown, issued) as (work, entry):
        async with ana.database.transaction() as tx:
            await service.take_hint(tx, learner=ana.learner, exercise_id=issued.id, now=ana.now)
            before = await stored(tx, ana)
        assert await at_once(ana, work, entry, issued, Response("zzzz", 3.0)) is None
        async with ana.database.transaction() as tx:
            assert await stored(tx, ana) == before
        later = await enter(work, shown, issued.id)
        assert later is not None
        assert await at_once(ana, work, later, issued, Response("zzzz", 3.0)) is not None


@ON_A_SERVER
async def test_of_many_at_once_one_is_taken(ana: Ana, shown: Shown) -> None:
    issued = await ana.next((await ana.start()).id)
    assert issued is not None

    async def one() -> bool:
        async with entering(ana, shown, issued) as (work, entry):
            known = entry is not None
            return (
                known and await at_once(ana, work, entry, issued, Response("zz", 3.0)) is not None
            )

    assert sum(await asyncio.gather(*(one() for _ in range(8)))) == 1
    async with ana.database.transaction() as tx:
        assert await tx.scalar(select(func.count()).select_from(AttemptRow)) == 1


@ON_A_SERVER
async def test_nobody_enters_where_there_is_nothing_to_answer(ana: Ana, shown: Shown) -> None:
    issued = await ana.next((await ana.start()).id)
    assert issued is not None
    stranger = logins.shown_secret("nobody's", ana.now)
    late = logins.shown_secret("", ana.now + timedelta(days=4000))
    other = await Ana.next(ana, (await ana.start()).id)
    assert other is not None
    async with statements(ana.database) as work:
        assert await enter(work, stranger, issued.id) is None
        assert await enter(work, late, issued.id) is None
        assert await enter(work, shown, ana.learner.id) is None
        assert await enter(work, shown, issued.id) is not None
    await ana.answer(issued, "zzzz")
    async with statements(ana.database) as work:
        assert await enter(work, shown, issued.id) is None
        assert await enter(work, shown, other.id) is not None


@ON_A_SERVER
async def test_an_interrupted_connection_is_not_used_again(ana: Ana, shown: Shown) -> None:
    issued = await ana.next((await ana.start()).id)
    assert issued is not None

    async def cut_off() -> None:
        async with statements(ana.database) as work:
            async with ana.database.transaction() as tx:
                await tx.execute(text(_KILL))
            await enter(work, shown, issued.id)

    with pytest.raises(Interrupted):
        await cut_off()
    for _ in range(3):
        async with entering(ana, shown, issued) as (_, entry):
            assert entry is not None


_KILL = (
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
)


async def test_an_embedded_database_takes_no_statements(database: Database) -> None:
    assert takes_statements(database) is not database.is_embedded


async def test_who_listens_hears_all(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(direct, "_is_heard", lambda _engine: True)
    assert not takes_statements(database)
