from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient

from ojala.app import create_app
from ojala.config import Settings
from ojala.diagnosis import check

API = "/api/v1/reference"


@pytest.fixture
async def client(tmp_path: Path) -> AsyncIterator[AsyncClient]:
    """A program that is not known; the reference needs no database."""
    app = create_app(Settings(database_url=f"sqlite+aiosqlite:///{tmp_path}/none.db"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as client,
    ):
        yield client


async def test_a_verb_is_conjugated(client: AsyncClient) -> None:
    verb = (await client.get(f"{API}/verbs/tener")).json()

    assert {"tense": "sub_pres", "person": "3s", "text": "tenga", "preferred": True} in verb[
        "forms"
    ]
    assert not verb["inferred"]
    assert (await client.get(f"{API}/verbs/zapato")).status_code == 404


async def test_verbs_are_paged_in_order(client: AsyncClient) -> None:
    page = (await client.get(f"{API}/verbs", params={"starts": "ten", "limit": 2})).json()
    seen = page["verbs"]
    while page["next"]:
        params = {"starts": "ten", "limit": 2, "after": page["next"]}
        page = (await client.get(f"{API}/verbs", params=params)).json()
        seen += page["verbs"]

    assert seen == sorted(set(seen))
    assert {"tener", "tender"} <= set(seen)
    assert all(lemma.startswith("ten") for lemma in seen)


async def test_triggers_are_searched_paged_and_read(client: AsyncClient) -> None:
    found = (await client.get(f"{API}/triggers", params={"q": "querer"})).json()
    assert "querer-que" in [one["id"] for one in found["triggers"]]

    first = (await client.get(f"{API}/triggers", params={"limit": 3})).json()
    second = (
        await client.get(f"{API}/triggers", params={"limit": 3, "after": first["next"]})
    ).json()
    ids = [one["id"] for one in first["triggers"] + second["triggers"]]
    assert len(ids) == 6
    assert ids == sorted(set(ids))

    one = (await client.get(f"{API}/triggers/querer-que", headers={"Accept-Language": "es"})).json()
    assert one["readings"][0]["mood"] == "Sub"
    assert (await client.get(f"{API}/triggers/riddle")).status_code == 404


async def test_lessons_are_listed_and_read(client: AsyncClient) -> None:
    lessons = (await client.get(f"{API}/lessons")).json()

    assert (await client.get(f"{API}/lessons/{lessons[0]['id']}")).json() == lessons[0]
    spanish = await client.get(f"{API}/lessons", headers={"Accept-Language": "es"})
    assert spanish.json()[0]["title"] != lessons[0]["title"]
    assert (await client.get(f"{API}/lessons/riddle")).status_code == 404


async def test_what_has_not_changed_is_not_sent_again(client: AsyncClient) -> None:
    first = await client.get(f"{API}/triggers/querer-que")
    known = {"If-None-Match": f'"other", W/{first.headers["etag"]}'}
    again = await client.get(f"{API}/triggers/querer-que", headers=known)

    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    spanish = await client.get(
        f"{API}/triggers/querer-que", headers={**known, "Accept-Language": "es"}
    )
    assert spanish.status_code == 200
    assert (
        await client.get(f"{API}/triggers/x", headers={"If-None-Match": "*"})
    ).status_code == 404


@pytest.fixture
async def program(database_url: str) -> AsyncIterator[AsyncClient]:
    """A program that nobody knows."""
    app = create_app(Settings(database_url=database_url, rate_limit="3/minute"))
    async with (
        app.router.lifespan_context(app),
        AsyncClient(transport=ASGITransport(app=app), base_url="http://here") as program,
    ):
        yield program


async def test_a_text_is_checked_as_the_command_checks_it(program: AsyncClient) -> None:
    text = "Quiero que vienes mañana.\nCreo que es tarde. Si tendría tiempo, iría."
    told = await program.post("/api/v1/check", json={"text": text})
    found = told.json()["findings"]

    assert told.status_code == 200
    assert [(one["start"], one["finding"]) for one in found] == [
        (one.start, one.kind.value) for one in check(text)
    ]
    assert [text[one["start"] : one["end"]] for one in found] == ["vienes", "tendría"]
    assert found[0]["suggestions"] == ["vengas"]
    assert found[0]["rule"] == "querer-que"


async def test_what_is_found_is_said_in_the_language_asked_for(program: AsyncClient) -> None:
    given, spanish = {"text": "Quiero que vienes."}, {"Accept-Language": "es"}
    told = await program.post("/api/v1/check", json=given)
    dicho = await program.post("/api/v1/check", json=given, headers=spanish)

    assert "subjunctive" in told.json()["findings"][0]["message"]
    assert "subjuntivo" in dicho.json()["findings"][0]["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b'{"text": 7}',
        rb'{"text": "\u0000"}',
        b"nothing",
        b'{"text": "\\ud800"}',
        b'{"text": "' + b"a" * 20_001 + b'"}',
    ],
    ids=["no text", "a number", "NUL", "no JSON", "half a character", "too long"],
)
async def test_what_is_no_text_is_refused_as_a_problem(program: AsyncClient, body: bytes) -> None:
    headers = {"Content-Type": "application/json"}
    refused = await program.post("/api/v1/check", content=body, headers=headers)

    assert refused.status_code == 422
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["type"] == "/problems/invalid"


async def test_the_longest_text_is_read_however_it_is_encoded(program: AsyncClient) -> None:
    body = b'{"text": "' + rb"\ud83d\ude00" * 20_000 + b'"}'
    headers = {"Content-Type": "application/json"}
    told = await program.post("/api/v1/check", content=body, headers=headers)

    assert told.json() == {"findings": []}


async def test_who_asks_too_often_is_told_to_wait(program: AsyncClient) -> None:
    replies = [await program.post("/api/v1/check", json={"text": "Hola."}) for _ in range(4)]

    assert [reply.status_code for reply in replies] == [200, 200, 200, 429]
    assert int(replies[-1].headers["retry-after"]) > 0


async def test_the_document_shows_an_example(program: AsyncClient) -> None:
    document = (await program.get("/api/openapi.json")).json()
    schemas = document["components"]["schemas"]

    assert "/api/v1/check" in document["paths"]
    assert schemas["TextDocument"]["properties"]["text"]["examples"]
    assert schemas["FindingDocument"]["properties"]["finding"]["examples"] == ["mood-indicative"]
