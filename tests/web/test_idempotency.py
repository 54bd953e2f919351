import asyncio
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest
from fastapi import FastAPI
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import func, select, update

from ojala.app import create_app
from ojala.config import Settings
from ojala.storage.database import Database
from ojala.storage.tables import OwnSetRow, ReplyRow
from ojala.web.idempotency import Keeper, Sent


@pytest.fixture
def app(database_url: str) -> FastAPI:
    """The service."""
    return create_app(Settings(database_url=database_url, rate_limit="1000/minute"))


@pytest.fixture
async def client(app: FastAPI) -> AsyncIterator[AsyncClient]:
    """A guest's program."""
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        session = (await client.post("/api/v1/sessions")).json()
        client.cookies.clear()
        client.headers["Authorization"] = f"Bearer {session['token']}"
        yield client


async def make(client: AsyncClient, key: str, title: str = "Uno") -> Response:
    headers = {"Idempotency-Key": key}
    return await client.post("/api/v1/sets", json={"title": title}, headers=headers)


async def sets(database: Database) -> int:
    async with database.transaction(read_only=True) as tx:
        return await tx.scalar(select(func.count()).select_from(OwnSetRow)) or 0


def problem(response: Response) -> tuple[int, str]:
    return response.status_code, response.json()["type"].removeprefix("/problems/")


async def test_a_write_sent_again_under_its_key_is_done_once(
    client: AsyncClient, database: Database
) -> None:
    first, second = await make(client, "a"), await make(client, "a")

    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second.headers["location"] == first.headers["location"]
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    assert await sets(database) == 1
    await make(client, "b")
    assert await sets(database) == 2


async def test_many_at_once_do_it_once(client: AsyncClient, database: Database) -> None:
    answers = await asyncio.gather(*(make(client, "a") for _ in range(8)))

    assert await sets(database) == 1
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert (await make(client, "a")).status_code == 201


async def test_a_key_stands_for_one_request(client: AsyncClient, database: Database) -> None:
    await make(client, "a")

    assert problem(await make(client, "a", "Dos")) == (422, "idempotency-key")
    assert await sets(database) == 1


async def test_a_key_is_its_owners_alone(client: AsyncClient, database: Database) -> None:
    await make(client, "a")
    session = (await client.post("/api/v1/sessions", headers={"Authorization": ""})).json()
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {session['token']}"
    await make(client, "a")

    assert await sets(database) == 2


async def test_a_write_that_ended_without_an_answer_is_not_done_again(
    client: AsyncClient, database: Database
) -> None:
    await make(client, "a")
    async with database.transaction() as tx:
        await tx.execute(update(ReplyRow).values(status=None))

    assert problem(await make(client, "a")) == (409, "idempotency-open")
    assert await sets(database) == 1


async def test_a_refusal_is_an_answer_too(client: AsyncClient) -> None:
    first, second = await make(client, "a", ""), await make(client, "a", "")

    assert first.status_code == second.status_code == 422
    assert second.headers["idempotency-replayed"] == "true"


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x7fb"])
async def test_what_is_no_key_is_refused(client: AsyncClient, key: str) -> None:
    assert problem(await make(client, key)) == (422, "idempotency-key")


async def test_reading_needs_no_key(client: AsyncClient) -> None:
    assert (await client.get("/api/v1/sets", headers={"Idempotency-Key": ""})).status_code == 200


async def test_what_was_answered_goes_with_whom_it_was_told(
    client: AsyncClient, database: Database
) -> None:
    await make(client, "a")
    stranger = {"Idempotency-Key": "b", "Authorization": ""}
    started = await client.post("/api/v1/sessions", headers=stranger)
    assert started.status_code == 201
    client.cookies.clear()
    for token in (client.headers["Authorization"], f"Bearer {started.json()['token']}"):
        headers = {"Authorization": token, "Idempotency-Key": "c"}
        gone = await client.request("DELETE", "/api/v1/me", headers=headers, json={})
        assert gone.status_code == 202

    async with database.transaction(read_only=True) as tx:
        assert (await tx.scalars(select(ReplyRow.key))).all() == []


async def test_an_answer_to_whoever_left_meanwhile_is_not_kept(
    client: AsyncClient, app: FastAPI, database: Database
) -> None:
    asked = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "headers": []}
    keeper = Keeper({**asked, "app": app, "state": {"learner_id": uuid4()}}, "a", b"")
    answer = Sent()
    await answer.note({"type": "http.response.start", "status": 201, "headers": []})
    assert await keeper.take() is None
    await keeper.keep(answer)

    async with database.transaction(read_only=True) as tx:
        assert (await tx.scalars(select(ReplyRow.key))).all() == []
    assert (await make(client, "a")).status_code == 201
