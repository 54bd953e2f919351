from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from httpx2 import ASGITransport, AsyncClient

from ojala.app import create_app
from ojala.config import Settings

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


async def test_a_text_is_checked(client: AsyncClient) -> None:
    checked = await client.post("/api/v1/check", json={"text": "Quiero que vienes pronto."})

    (note,) = checked.json()["notes"]
    assert (note["form"], note["suggestion"], note["rule"]) == (
        "vienes",
        "vengas",
        "/triggers/querer-que",
    )
    nul = await client.post("/api/v1/check", json={"text": "\0"})
    assert nul.status_code == 422


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
