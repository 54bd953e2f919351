import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from httpx2 import ASGITransport, AsyncClient, Response
from sqlalchemy import select

from ojala.app import create_app
from ojala.config import Settings
from ojala.exercises import KINDS
from ojala.storage.database import Database
from ojala.storage.documents import EXERCISE
from ojala.storage.tables import ExerciseRow
from tests.exercises.kinds.samples import made

WRONG = "zapato"


@pytest.fixture
async def client(database_url: str) -> AsyncIterator[AsyncClient]:
    """A program that talks to the service."""
    app = create_app(Settings(database_url=database_url, rate_limit="1000/minute"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        yield client


async def begin(client: AsyncClient) -> tuple[dict[str, Any], dict[str, Any]]:
    """A session and its first exercise; the client is known as a guest from now on."""
    session = (await client.post("/api/v1/sessions")).json()
    client.cookies.clear()
    client.headers["Authorization"] = f"Bearer {session['token']}"
    exercise = await client.post(f"/api/v1/sessions/{session['id']}/exercises")
    return session, exercise.json()


async def answer(client: AsyncClient, exercise_id: str, **given: object) -> Response:
    return await client.post(f"/api/v1/exercises/{exercise_id}/answer", json=given)


def problem(response: Response) -> tuple[int, str]:
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == response.status_code
    assert body["request_id"] == response.headers["x-request-id"]
    return response.status_code, body["type"].removeprefix("/problems/")


async def test_a_guest_starts_a_session_and_gets_a_token_once(client: AsyncClient) -> None:
    first = await client.post("/api/v1/sessions")
    second = await client.post("/api/v1/sessions")

    assert first.status_code == 201
    assert first.headers["location"] == f"/api/v1/sessions/{first.json()['id']}"
    assert len(first.json()["token"]) >= 43
    assert "httponly" in first.headers["set-cookie"].lower()
    assert second.json()["token"] is None


async def test_an_exercise_carries_no_answer_before_it_is_answered(client: AsyncClient) -> None:
    _, exercise = await begin(client)
    told = await answer(client, exercise["id"], text=WRONG, reveal=True)
    right = told.json()["answers"][0]
    read = await client.get(f"/api/v1/exercises/{exercise['id']}")

    assert right not in exercise.values()
    assert "____" in exercise["sentence"]
    assert "answers" not in exercise
    assert read.json()["verdict"] == "wrong"


async def test_a_wrong_answer_is_told_what_is_wrong_and_not_the_form(client: AsyncClient) -> None:
    _, exercise = await begin(client)
    told = (await answer(client, exercise["id"], text=exercise["lemma"], elapsed=3.5)).json()

    assert told["verdict"] == "wrong"
    assert told["findings"]
    assert told["message"]
    assert told["may_retry"] is True
    assert told["answers"] == []
    assert told["rule"].startswith("/triggers/")
    assert all(part["due"] == "" for part in told["difference"])


async def test_five_answers_at_once_get_five_equal_replies(client: AsyncClient) -> None:
    session, exercise = await begin(client)
    replies = await asyncio.gather(*(answer(client, exercise["id"], text=WRONG) for _ in range(5)))
    after = (await client.get(f"/api/v1/sessions/{session['id']}")).json()

    assert {reply.status_code for reply in replies} == {200}
    assert all(reply.json() == replies[0].json() for reply in replies)
    assert after["done"] == 1


async def test_a_session_is_practised_to_its_end(client: AsyncClient) -> None:
    session, exercise = await begin(client)
    count = 0
    while "id" in exercise:
        told = (await answer(client, exercise["id"], text="", reveal=count == 1)).json()
        if "verdict" not in told:
            told = (await answer(client, exercise["id"], text=WRONG, reveal=True)).json()
        count += 1
        assert count < 80
        exercise = (await client.post(f"/api/v1/sessions/{session['id']}/exercises")).json()

    assert exercise["type"] == "/problems/session-finished"
    assert (await client.get(f"/api/v1/sessions/{session['id']}")).json()["finished_at"]


async def test_hints_come_one_at_a_time(client: AsyncClient) -> None:
    _, exercise = await begin(client)
    address = f"/api/v1/exercises/{exercise['id']}/hint"
    one, two = (await client.post(address)).json(), (await client.post(address)).json()

    assert len(one) == 1
    assert two[:1] == one


async def test_exercises_are_paged(client: AsyncClient) -> None:
    session, exercise = await begin(client)
    for _ in range(4):
        await answer(client, exercise["id"], text=WRONG, reveal=True)
        exercise = (await client.post(f"/api/v1/sessions/{session['id']}/exercises")).json()
    page = (await client.get("/api/v1/exercises", params={"limit": 3})).json()
    rest = (await client.get("/api/v1/exercises", params={"before": page["next"]})).json()

    assert [one["position"] for one in page["exercises"]] == [5, 4, 3]
    assert [one["position"] for one in rest["exercises"]] == [2, 1]
    assert rest["next"] is None


async def test_messages_come_in_the_language_asked_for(client: AsyncClient) -> None:
    _, exercise = await begin(client)
    spanish = await client.post(
        f"/api/v1/exercises/{exercise['id']}/hint", headers={"Accept-Language": "es"}
    )
    english = await client.post(f"/api/v1/exercises/{exercise['id']}/hint")

    assert spanish.json()[0] != english.json()[0]


TEXTS = {
    "ten thousand characters": "a" * 10_000,
    "NUL": "ten\0ga",
    "half of a pair": "\ud800",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
async def test_text_that_cannot_be_an_answer_is_refused_and_nothing_is_lost(
    client: AsyncClient, text: str
) -> None:
    _, exercise = await begin(client)
    refused = await client.post(
        f"/api/v1/exercises/{exercise['id']}/answer",
        content=json.dumps({"text": text}),
        headers={"content-type": "application/json"},
    )
    (fault,) = refused.json()["errors"]
    again = await answer(client, exercise["id"], text=exercise["lemma"])

    assert problem(refused) == (422, "invalid")
    assert fault["pointer"] == "/text"
    assert "error" not in fault["detail"].lower()
    assert again.status_code == 200


@pytest.mark.parametrize("text", ["", "   ", "\u200b"])
async def test_no_text_is_no_answer(client: AsyncClient, text: str) -> None:
    _, exercise = await begin(client)

    assert problem(await answer(client, exercise["id"], text=text)) == (422, "invalid")
    assert (await client.get(f"/api/v1/exercises/{exercise['id']}")).json()["answered"] is False


async def test_markup_is_an_answer_like_any_other(client: AsyncClient) -> None:
    _, exercise = await begin(client)
    told = await answer(client, exercise["id"], text="<script>alert(1)</script>")

    assert told.status_code == 200
    assert told.json()["verdict"] == "wrong"


@pytest.mark.parametrize(
    ("content", "kind", "status"),
    [
        (b'{"text": "\xff\xfe"}', "application/json", {400, 422}),
        (b"{not json", "application/json", {422}),
        (b"text=tenga", "application/x-www-form-urlencoded", {422}),
        (b"tenga", "text/plain", {422}),
        (b"", "application/json", {422}),
        (b"x" * 300_000, "application/json", {413}),
    ],
)
async def test_a_body_that_is_no_answer_is_a_clear_problem(
    client: AsyncClient, content: bytes, kind: str, status: set[int]
) -> None:
    _, exercise = await begin(client)
    refused = await client.post(
        f"/api/v1/exercises/{exercise['id']}/answer",
        content=content,
        headers={"content-type": kind},
    )

    assert refused.status_code in status
    assert refused.headers["content-type"] == "application/problem+json"
    assert (await client.get(f"/api/v1/exercises/{exercise['id']}")).json()["answered"] is False


async def test_what_is_unknown_or_somebody_elses_is_not_found(client: AsyncClient) -> None:
    session, exercise = await begin(client)
    await begin_as_another(client)

    assert problem(await answer(client, exercise["id"], text="x")) == (404, "exercise-not-found")
    assert problem(await answer(client, str(uuid4()), text="x")) == (404, "exercise-not-found")
    assert problem(await answer(client, "not-an-id", text="x")) == (422, "invalid")
    for address in (f"/api/v1/sessions/{session['id']}", f"/api/v1/sessions/{uuid4()}"):
        assert problem(await client.get(address)) == (404, "session-not-found")
    assert problem(await client.get("/api/v1/nowhere")) == (404, "not-found")
    assert problem(await client.delete("/api/v1/exercises")) == (405, "http")


async def begin_as_another(client: AsyncClient) -> None:
    del client.headers["Authorization"]
    client.cookies.clear()
    await begin(client)


async def test_who_is_unknown_is_told_so(client: AsyncClient) -> None:
    assert problem(await client.get("/api/v1/exercises")) == (401, "unauthenticated")
    client.headers["Authorization"] = "Bearer nonsense"
    assert problem(await client.get("/api/v1/exercises")) == (401, "unauthenticated")


async def test_a_settled_exercise_takes_no_retry(client: AsyncClient) -> None:
    _, exercise = await begin(client)
    await answer(client, exercise["id"], text="", reveal=True)

    assert problem(await answer(client, exercise["id"], text="x", number=2)) == (409, "no-retry")


async def test_guests_from_one_address_are_limited(database_url: str) -> None:
    app = create_app(Settings(database_url=database_url, guest_limit="2/hour"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        replies = []
        for _ in range(3):
            client.cookies.clear()
            replies.append(await client.post("/api/v1/sessions"))

    assert [reply.status_code for reply in replies] == [201, 201, 429]
    assert problem(replies[-1]) == (429, "too-many")
    assert replies[-1].headers["retry-after"] == "3600"


async def test_the_service_is_ready_when_its_database_answers(client: AsyncClient) -> None:
    for address in ("/health", "/health/ready", "/api/v1/health"):
        ready = await client.get(address)
        assert ready.status_code == 200
        assert ready.json()["database"] == "ok"
    assert (await client.get("/health/live")).json() == {"status": "ok"}


async def test_the_service_is_not_ready_without_its_database() -> None:
    app = create_app(Settings(database_url="postgresql+asyncpg://nobody@127.0.0.1:1/none"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        ready, live = await client.get("/health/ready"), await client.get("/health/live")

    assert ready.status_code == 503
    assert ready.json()["database"] == "down"
    assert live.status_code == 200


async def test_an_objection_is_taken_once_there_is_a_verdict(client: AsyncClient) -> None:
    _, exercise = await begin(client)
    address = f"/api/v1/exercises/{exercise['id']}/objections"
    early = await client.post(address, json={"kind": "right"})
    await answer(client, exercise["id"], text=WRONG)

    assert problem(early) == (409, "not-answered")
    assert (await client.post(address, json={"kind": "right"})).status_code == 204
    assert problem(await client.post(address, json={"kind": "other"})) == (422, "invalid")


@pytest.mark.parametrize("kind", KINDS)
async def test_every_kind_is_asked_without_its_answer_and_judged(
    client: AsyncClient, database_url: str, kind: str
) -> None:
    _, asked = await begin(client)
    exercise = made(kind)
    database = Database(database_url)
    async with database.transaction() as tx:
        row = await tx.scalar(select(ExerciseRow).where(ExerciseRow.id == UUID(asked["id"])))
        assert row is not None
        row.body = row.body | {"exercise": EXERCISE.dump_python(exercise, mode="json")}
    await database.close()
    read = (await client.get(f"/api/v1/exercises/{asked['id']}")).json()
    told = (await answer(client, asked["id"], text=exercise.answers[0].text)).json()

    assert (read["kind"], read["options"]) == (kind, list(exercise.options))
    assert "answers" not in read
    assert (told["verdict"], told["findings"]) == ("correct", [])
