"""Which way an answer from the web takes, and that nobody can tell by what they are told."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from httpx2 import ASGITransport, AsyncClient
from sqlalchemy import func, select

from ojala.app import create_app
from ojala.config import Settings
from ojala.practice import taking
from ojala.practice.answering import Feedback, submit_answer
from ojala.storage import direct
from ojala.storage.database import Database, Transaction
from ojala.storage.direct import Interrupted, Question, Statements, Values
from ojala.storage.tables import AttemptRow
from tests.practice.test_answering import ON_A_SERVER
from tests.practice.test_api import WRONG, answer, begin, problem

pytestmark = ON_A_SERVER


@pytest.fixture
def usually(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The numbers of the answers that were taken the usual way."""
    found: list[int] = []

    async def noted(tx: Transaction, *, number: int, **rest: Any) -> Feedback:  # noqa: ANN401 - passed on
        found.append(number)
        return await submit_answer(tx, number=number, **rest)

    monkeypatch.setattr(taking, "submit_answer", noted)
    monkeypatch.setattr(direct, "_is_heard", lambda _engine: False)
    return found


@asynccontextmanager
async def program(database_url: str, rate_limit: str = "1000/minute") -> AsyncIterator[AsyncClient]:
    settings = Settings(database_url=database_url, rate_limit=rate_limit)
    app = create_app(settings)
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        yield client


async def test_first_answers_are_taken_at_once_and_all_else_as_usual(
    database_url: str, usually: list[int]
) -> None:
    async with program(database_url) as client:
        session, exercise = await begin(client)
        told = (await answer(client, exercise["id"], text=WRONG)).json()
        assert usually == []
        again = (await answer(client, exercise["id"], text=WRONG)).json()
        second = await answer(client, exercise["id"], text=WRONG, number=2)
        assert usually == [1, 2]
        assert again == told
        assert second.status_code == (200 if told["may_retry"] else 409)
        while told["remaining"]:
            more = await client.post(f"/api/v1/sessions/{session['id']}/exercises")
            told = (await answer(client, more.json()["id"], reveal=True)).json()
        ended = (await client.get(f"/api/v1/sessions/{session['id']}")).json()

    assert usually == [1, 2, 1]
    assert ended["finished_at"] is not None


async def test_pages_take_them_at_once_too(database_url: str, usually: list[int]) -> None:
    async with program(database_url) as client:
        _, exercise = await begin(client)
        path = f"/practice/exercises/{exercise['id']}/answer"
        headers = {"Ojala-Fragment": "1"}
        told = await client.post(path, data={"text": WRONG, "number": "1"}, headers=headers)
        assert (told.status_code, usually) == (200, [])
        again = await client.post(path, data={"text": WRONG, "number": "1"}, headers=headers)
        assert (again.status_code, usually) == (200, [1])


async def test_who_may_not_is_told_so_and_nothing_is_stored(
    database_url: str, database: Database, usually: list[int]
) -> None:
    async with program(database_url, rate_limit="4/minute") as client:
        _, exercise = await begin(client)
        own = client.headers.pop("Authorization")
        assert problem(await answer(client, exercise["id"], text=WRONG)) == (401, "unauthenticated")
        client.headers["Authorization"] = "Bearer nobody"
        assert problem(await answer(client, exercise["id"], text=WRONG)) == (401, "unauthenticated")
        assert usually == []
        client.headers["Authorization"] = own
        found = [await answer(client, exercise["id"], text=WRONG) for _ in range(5)]

    assert problem(found[-1]) == (429, "too-many")
    async with database.transaction() as tx:
        assert await tx.scalar(select(func.count()).select_from(AttemptRow)) == 1


@pytest.mark.parametrize("loses", ["before", "after"])
async def test_an_answer_is_stored_once_wherever_its_connection_breaks(
    database_url: str,
    database: Database,
    usually: list[int],
    monkeypatch: pytest.MonkeyPatch,
    loses: str,
) -> None:
    ask = Statements.ask

    async def broken(self: Statements, statement: Question, values: Values) -> list[Any]:
        writes = "INSERT" in str(statement)
        if writes and loses == "before":
            raise Interrupted
        found = await ask(self, statement, values)
        if writes:
            raise Interrupted
        return found

    monkeypatch.setattr(Statements, "ask", broken)
    # The exercise is one request and the answer another: it counts once, whichever way it takes.
    async with program(database_url, rate_limit="2/minute") as client:
        _, exercise = await begin(client)
        told = await answer(client, exercise["id"], text=WRONG)

    assert (told.status_code, usually) == (200, [1])
    assert told.json()["verdict"] == "wrong"
    async with database.transaction() as tx:
        assert await tx.scalar(select(func.count()).select_from(AttemptRow)) == 1
