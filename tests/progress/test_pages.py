"""Progress as pages and as JSON, for a learner who has practised a little."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
from httpx2 import AsyncClient

from ojala.learning.achievements import Achievement
from tests.visitors import visiting

PAGES = ("", "/accuracy", "/memory", "/achievements", "/leaderboard")
INLINE = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)|javascript:")
START = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Clock:
    """A clock that tests set."""

    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def client(database_url: str, clock: Clock) -> AsyncIterator[AsyncClient]:
    """Somebody with a browser."""
    async with visiting(database_url, clock=clock) as client:
        yield client


async def practise(client: AsyncClient, text: str = "hablar", most: int = 2) -> None:
    """Practise a little through the API."""
    session = (await client.post("/api/v1/sessions")).json()["id"]
    for _ in range(most):
        exercise = (await client.post(f"/api/v1/sessions/{session}/exercises")).json()["id"]
        answered = await client.post(
            f"/api/v1/exercises/{exercise}/answer", json={"text": text, "elapsed": 4.0}
        )
        assert answered.status_code == 200, answered.text


async def test_somebody_new_is_told_what_will_be_here(client: AsyncClient) -> None:
    page = await client.get("/progress")

    assert page.status_code == 200
    assert "Begin to practise" in page.text
    assert (await client.get("/progress/accuracy")).status_code == 401
    assert (await client.get("/api/v1/progress")).status_code == 401


async def test_every_page_shows_its_figures_in_both_languages(
    client: AsyncClient, clock: Clock
) -> None:
    await practise(client)
    clock.now += timedelta(days=3)
    await practise(client)
    for language in ("en", "es"):
        client.headers["Accept-Language"] = language
        for path in PAGES:
            page = await client.get(f"/progress{path}")
            assert page.status_code == 200, path
            assert not INLINE.search(page.text), path
            assert f'<html lang="{language}"' in page.text
    families = (await client.get("/progress")).text
    assert families.index("Órdenes") < families.index("Percepción")
    client.headers["Accept-Language"] = "en"
    overview = (await client.get("/progress")).text
    assert "2 of the 20 exercises" in overview
    assert 'value="volition/sub_pres"' in overview
    assert "<title>2026-11-23: 2</title>" in overview
    memory = (await client.get("/progress/memory")).text
    assert 'role="img" aria-label="Recall foretold and observed"' in memory
    assert "<table" in memory


async def test_mistakes_and_cells_lead_back_to_practice(client: AsyncClient) -> None:
    await practise(client)
    page = (await client.get("/progress/accuracy")).text
    items = re.findall(r'name="item"\s+value="([^"]+)"', page)
    assert items
    for form in ({"item": items}, {"cell": "volition/sub_pres"}):
        begun = await client.post("/practice/sessions", data=form)
        assert begun.status_code == 200
        assert "/practice/exercises/" in str(begun.url)
    nowhere = await client.post("/practice/sessions", data={"cell": "volition/nothing"})
    assert nowhere.status_code == 404


async def test_the_api_tells_the_same(client: AsyncClient, clock: Clock) -> None:
    await practise(client)
    clock.now += timedelta(days=3)
    await practise(client)
    progress = (await client.get("/api/v1/progress")).json()
    accuracy = (await client.get("/api/v1/progress/accuracy")).json()
    memory = (await client.get("/api/v1/progress/memory")).json()
    achievements = (await client.get("/api/v1/achievements")).json()

    assert progress["drive"]["done"] == 2
    assert progress["drive"]["streak"]["days"] == 1
    assert sum(progress["levels"].values()) > 500
    assert sum(row["accuracy"]["count"] for row in accuracy["by"]["tense"]) == 4
    assert len(memory["forecast"]) == 30
    assert {row["key"] for row in achievements} == {one.value for one in Achievement}
    assert achievements[0]["reached_at"] is not None


async def test_a_streak_is_bridged_at_no_cost_and_only_where_it_can_be(
    client: AsyncClient, clock: Clock
) -> None:
    await practise(client)
    assert (await client.post("/api/v1/progress/streak/repair")).status_code == 409
    clock.now += timedelta(days=3)
    assert "Bridge the 2 missed days" in (await client.get("/progress")).text
    repaired = await client.post("/progress/streak/repair")
    await practise(client)

    assert repaired.status_code == 200
    assert (await client.get("/api/v1/progress")).json()["drive"]["streak"]["days"] == 2

    clock.now += timedelta(days=2)
    bridged = (await client.post("/api/v1/progress/streak/repair")).json()
    assert bridged["streak"]["days"] == 2


async def test_nobody_is_ranked_who_did_not_choose_a_name(client: AsyncClient) -> None:
    await practise(client)
    assert (await client.get("/api/v1/leaderboards")).json() == []
    named = await client.post("/progress/leaderboard", data={"nickname": "  La  Lechuza "})
    (leader,) = (await client.get("/api/v1/leaderboards")).json()
    refused = await client.put("/api/v1/leaderboards/me", json={"nickname": "<b>"})
    left = await client.put("/api/v1/leaderboards/me", json={"nickname": ""})

    assert "La Lechuza" in named.text
    assert leader["nickname"] == "La Lechuza"
    assert leader["you"]
    assert leader["points"] > 0
    assert set(leader) == {"place", "nickname", "points", "you"}
    assert refused.status_code == 422
    assert left.status_code == 204
    assert (await client.get("/api/v1/leaderboards")).json() == []


async def test_a_fit_is_asked_for_and_left_to_a_job(client: AsyncClient) -> None:
    await practise(client)

    assert (await client.post("/api/v1/progress/memory/fit")).status_code == 202
    assert (await client.post("/progress/memory/fit")).status_code == 200
